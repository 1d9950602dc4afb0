"""One child's search with the families proposed, and the searches under way."""
