"""Planning: what is the plan for this child's permanent home, and is it agreed?

Publishes care, placements, meetings, reviews, assessments, plans and the should-be-placed decision; hears the Legal
Gateway's decisions and orders, and the placements that family finding makes.
"""
