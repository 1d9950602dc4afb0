"""What is read of proceedings, orders and consents."""
