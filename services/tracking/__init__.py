"""Tracking: what must happen for this child, by when, under which rule, and is it late?

Publishes what falls due, what is late, met or withdrawn, escalations, ratings and permanence secured; hears everything
that the other three services say about a child.
"""
