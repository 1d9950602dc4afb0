"""The facts of a letter: every name that a template may put in double braces, and what it stands for."""

from collections.abc import Mapping
from typing import Final

FACTS: Final[Mapping[str, str]] = {
    "authority_name": "the council, as it signs",
    "office_address": "where the team has its office",
    "written_on": "the day of the letter",
    "parent_name": "to whom the letter goes",
    "parent_address": "where that parent lives",
    "children": "a list; each has `child_name` and `date_of_birth` (or the words for an unborn child)",
    "decided_on": "the day on which the Legal Gateway Panel decided",
    "worked_with_before": "whether the family was in pre-proceedings before the court is asked",
    "concerns": "a list: what the authority is worried about",
    "help_given": "a list: what was done to help so far",
    "expectations": "a list: what the parents need to do",
    "support_offered": "a list: what the authority will do to help",
    "assessments_agreed": "whether there is any; without one a letter says nothing of assessments",
    "assessments": "a list; each has `assessment` and `assessment_due_on`",
    "review_on": "the day by which things must be better",
    "meeting_on": "the day of the meeting with the parents",
    "meeting_time": "its time",
    "meeting_place": "where it is",
    "application": "for which orders the authority applies",
    "court_name": "the family court that it applies to",
    "solicitors_list": "the list of solicitors that is enclosed",
    "social_worker_name": "the child's social worker",
    "social_worker_phone": "how to reach that worker",
    "team_manager_name": "who signs",
    "team_name": "that manager's team",
    "legal_adviser_name": "the authority's legal adviser",
    "legal_adviser_phone": "how a parent's solicitor reaches that adviser",
}
