"""The court: applications, hearings, directions, orders and consents."""
