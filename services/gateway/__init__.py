"""The legal gateway: is legal action needed for this child, and what did the court order?

Publishes referrals, panel decisions, pre-proceedings, proceedings and orders, and consents to adoption; hears the
should-be-placed decision, on which ground a child is looked after, and the application for adoption.
"""
