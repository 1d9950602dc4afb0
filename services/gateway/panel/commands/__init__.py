"""What people may ask about referrals, sittings and decisions."""
