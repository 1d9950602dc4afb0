"""What the record of one child rests on, and what may be recorded next, whatever its subject."""
