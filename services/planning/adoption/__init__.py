"""The decision: should the child be placed for adoption?"""
