"""What people may ask about proceedings, orders and consents."""
