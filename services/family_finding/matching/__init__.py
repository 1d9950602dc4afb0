"""Matching: which families are proposed, which are on the shortlist, and which one is selected?"""
