"""Rules about the child's people: assessments, brothers and sisters, and what keeps the child close to them."""
