"""Letters to parents: our own words, and the facts of a child's matter that may stand in them.

`words/` holds the words of ours, and `python -m shared.letters.build services/gateway/letters` makes `templates/` of
them. An authority copies a template into `templates/<authority>/` and edits it in Word; `FACTS` says what may stand in
the braces.

What the letters say of the law: advice on a letter before proceedings and help in care proceedings are free of means
and merits tests for parents (Civil Legal Aid (Financial Resources and Payment for Services) Regulations 2013, reg. 5);
a children's guardian speaks for the child (Children Act 1989 s.41).
"""
