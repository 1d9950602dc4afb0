"""Rules about pre-proceedings."""
