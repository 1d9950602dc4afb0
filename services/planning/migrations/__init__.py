"""How planning's read tables came to their present shape."""
