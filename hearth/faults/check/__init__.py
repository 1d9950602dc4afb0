"""The checker: what must hold of a snapshot, one module a subject; every violation is a sentence."""
