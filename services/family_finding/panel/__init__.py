"""The panel: is the match recommended, and does the decision maker approve it?"""
