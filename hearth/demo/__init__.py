"""The demonstration: a sample region of invented children, and one child's journey told step by step."""
