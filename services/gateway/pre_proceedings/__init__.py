"""Pre-proceedings: letters, meetings, the plan, assessments and their weeks."""
