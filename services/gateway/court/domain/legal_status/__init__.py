"""Legal status: under which order or other ground the child was on each day, and what contradicts it."""
