"""How tracking's read tables came to their present shape."""
