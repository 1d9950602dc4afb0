"""What may be chosen in the forms about a child: its brothers and sisters, and the kinds of its papers."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from fastapi import Request

from services.planning.child.domain import PermanenceCase
from services.planning.child.read_model import PermanenceCaseRow
from shared.auth.caller import Caller
from shared.messaging.looking import look
from shared.messaging.unit_of_work import UnitOfWork
from shared.records.choices import offered_kinds
from shared.siblings.known import siblings_known
from shared.web.forms.choices import Found, people_named
from shared.web.forms.fields import Choice
from shared.web.reading import looking

# What comes of planning's own steps.
KINDS: Final = (
    "adoption_medical_report",
    "assessment",
    "care_plan",
    "child_permanence_report",
    "family_group_conference_plan",
    "life_story_book",
    "permanence_plan",
    "placement_plan",
    "planning_meeting_minutes",
    "review_minutes",
    "support_plan",
    "together_or_apart_assessment",
)


async def siblings(request: Request, child: UUID) -> Found:
    """The child's brothers and sisters, for whom a step may be the same."""
    async with looking(request) as (work, _):
        known = await siblings_known(work, PermanenceCaseRow, await look(work, PermanenceCase, child))
        return {"with_children": await people_named(request, work, known)}


async def papers_offered(work: UnitOfWork, _caller: Caller, case: PermanenceCase) -> Sequence[Choice]:
    """The kinds of papers that may be added to the child's record."""
    return await offered_kinds(work, case.child_id, KINDS)
