"""Reckoning: what is due for a child on a day, as a pure function of the facts, the policy and the day."""
