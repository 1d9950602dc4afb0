"""Who is calling, and may they do this? Tokens, the table of actions, and the guard in front of every route."""
