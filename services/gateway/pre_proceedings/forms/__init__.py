"""What the forms about pre-proceedings need."""
