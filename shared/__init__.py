"""What the four services share: event contracts, the messaging kit, policy, callers and pages."""
