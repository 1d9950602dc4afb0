"""What people may ask of family finding: each command directly above its handler, one file a subject.

A command that concerns families loads the child first, then the families by id: always in this order, so that no two
commands wait for one another.
"""
