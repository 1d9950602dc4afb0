"""Placing: may the child meet the family and move in, and does the home hold?"""
