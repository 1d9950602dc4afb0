"""What people may ask of planning, one file a subject: each command directly above its handler."""
