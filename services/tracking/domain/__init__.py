"""The rules of tracking: what should have been told of a child by a day, and what of it was not told yet."""
