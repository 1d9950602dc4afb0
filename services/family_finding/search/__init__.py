"""The search: what is known of it, how does it begin and widen, and what may it tell of the child?"""
