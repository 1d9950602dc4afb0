"""The legal gateway: is legal action needed for this child, and what did the court order?

Publishes referrals, panel decisions, pre-proceedings, proceedings and orders; hears the should-be-placed decision,
and on which ground a child is looked after.
"""
