"""Letters to parents: our own words, filled with a child's facts and drafted as Word documents.

A template is a Word file with the names of facts in double braces; `words/` holds the words of ours, and
`python -m services.gateway.letters.build` makes `templates/` of them. An authority copies a template into
`templates/<authority>/` and edits it in Word; `FACTS` says what may stand in the braces.
"""

from services.gateway.letters.drafting import Drafted, Letter, draft
from services.gateway.letters.facts import FACTS

__all__ = ["FACTS", "Drafted", "Letter", "draft"]
