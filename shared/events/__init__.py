"""What services tell each other and partners: one class an event, one file a publishing service."""
