"""What stands above the pages of a child, here and in the other services."""
