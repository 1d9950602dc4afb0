"""What tests stand on: the four services as one world, with a bus that a test moves by hand."""
