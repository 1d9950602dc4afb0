"""JSON Schemas of every event version ever released, and what may change in them."""
