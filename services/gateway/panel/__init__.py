"""The Legal Gateway Panel: referrals, sittings, decisions and the actions that it sets."""
