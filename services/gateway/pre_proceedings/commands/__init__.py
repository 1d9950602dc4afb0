"""What people may ask about pre-proceedings."""
