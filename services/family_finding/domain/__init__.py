"""Family finding's rules: two cases, the search for a child's family and the family itself.

`search` and `family` say what is known; `finding`, `choosing`, `matching` and `placing` say, in the order of the work,
which step may follow, and answer with its event.
"""
