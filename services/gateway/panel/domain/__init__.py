"""Rules about referrals, sittings and decisions."""
