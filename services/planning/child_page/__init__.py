"""One child's plan, care and meetings together, and every child in one line."""
