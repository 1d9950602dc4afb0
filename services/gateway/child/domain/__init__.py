"""Rules about the child and its family."""
