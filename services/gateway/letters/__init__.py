"""Letters to parents: words of our own, filled with a child's facts and drafted as Word documents."""
