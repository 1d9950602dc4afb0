"""Policy: what is due for a child, by when, under which clause. Packs are data; the engine is a pure function."""
