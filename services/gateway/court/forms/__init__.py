"""What the forms about the court need."""
