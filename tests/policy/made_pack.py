"""A pack made for a test: a borough with rules of its own."""

HEAD = """name: borough
title: A made-up borough
source: {document: Borough policy}
defaults:
  owner: social_worker
  notice: {weeks: 1}
  escalation: [{to: team_manager, after: {days: 1}}]
rules:
"""


def rule(*lines: str, weeks: int = 6, worked: tuple[str, str] = ("2026-01-05", "2026-02-16")) -> str:
    """A rule with one timescale of some weeks and its worked sum."""
    start, due_on = worked
    parts = [
        "- id: BOR-PPM-1",
        "  due: First planning meeting",
        "  starts: [{event: BecameLookedAfter}]",
        f"  limit: {{within: {{weeks: {weeks}}}}}",
        "  met_by: [{event: PlanningMeetingHeld}]",
        '  clause: "4.2"',
        "  checked_on: 2026-11-22",
        *(f"  {line}" for line in lines),
        f"  worked: [{{start: {start}, due_on: {due_on}}}]",
    ]
    return "\n".join(parts) + "\n"
