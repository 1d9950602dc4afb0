"""What people may ask of the legal gateway, one file a subject: each command directly above its handler."""
