"""Kin: what do assessments say of the child's people, and how does the child stay close to them?"""
