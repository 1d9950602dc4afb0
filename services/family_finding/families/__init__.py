"""Families: who offers a child a home, approved for what, and still available?"""
