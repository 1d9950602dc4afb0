"""What is read of pre-proceedings."""
