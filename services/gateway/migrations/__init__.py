"""How the legal gateway's read tables came to their present shape."""
