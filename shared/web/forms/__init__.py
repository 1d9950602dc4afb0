"""Forms: a page for every command, made of the command's own class, with drafts that are kept as one writes."""
