"""What the legal gateway shows, one file a subject: its tables, their projections, and the questions asked of them."""
