"""Rules of the search: what was heard, how far it has come, and how it begins, widens and tells of the child."""
