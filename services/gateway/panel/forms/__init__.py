"""What the forms about the panel need."""
