"""Faults: everything is killed in turn under load, and a separate checker says whether anything was lost or doubled.

The checker knows nothing of the kit: it reads what the driver noted and what the services hold, as plain data.
"""
