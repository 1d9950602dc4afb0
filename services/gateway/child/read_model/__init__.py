"""What is read of children and their families."""
