"""How family finding's read tables came to their present shape."""
