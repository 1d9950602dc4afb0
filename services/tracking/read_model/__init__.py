"""What is shown of a child's dates: the tables, their rows, and the questions asked of them."""
