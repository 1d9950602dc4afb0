"""Letters: a service's own words, filled with facts and drafted as Word documents.

A template is a Word file with the names of facts in double braces. A service keeps the words of its letters in a
folder `words/`, and `python -m shared.letters.build FOLDER` makes `templates/` beside it of them. An authority copies a
template into `templates/<authority>/` and edits it in Word.
"""
