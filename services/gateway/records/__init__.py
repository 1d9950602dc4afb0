"""What the legal gateway keeps and never tells, one file a subject: sealed, and in no event."""
