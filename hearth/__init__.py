"""Hearth on one machine: the parts it needs, its four services, one front port, and what is run against them."""
