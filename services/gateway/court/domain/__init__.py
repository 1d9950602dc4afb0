"""Rules about proceedings, orders, legal status and consents."""
