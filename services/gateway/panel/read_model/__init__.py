"""What is read of referrals, sittings and decisions."""
