"""Meetings and reviews: who met about this child's plan, and what did they say?"""
