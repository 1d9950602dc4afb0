"""Letters to parents: our own words, filled with a child's facts and drafted as Word documents.

A template is a Word file with the names of facts in double braces; `words/` holds the words of ours, and
`python -m services.gateway.letters.build` makes `templates/` of them. An authority edits a copy in Word.
"""
