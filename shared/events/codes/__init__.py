"""Codes that events carry in place of words: one enumeration each, values as they are on the wire."""
