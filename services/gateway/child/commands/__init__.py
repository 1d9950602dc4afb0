"""What people may ask about the child, its family and workers."""
