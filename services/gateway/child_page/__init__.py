"""The start, and the page of one child: what all other subjects say of it, and the forms that make sense now."""
