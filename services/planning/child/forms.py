"""What may be chosen in the forms about a child: its brothers and sisters, and the kinds of its papers."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from services.planning.child.domain import PermanenceCase
from services.planning.child.read_model import PermanenceCaseRow
from shared.auth.caller import Caller
from shared.messaging.looking import look
from shared.messaging.unit_of_work import UnitOfWork
from shared.records.choices import offered_kinds
from shared.siblings.known import siblings_known
from shared.web.forms.choices import Found, choosing
from shared.web.forms.fields import Choice

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


def called(child: UUID) -> str:
    """What a child is called where no name is read."""
    return f"Child {str(child)[:8]}"


@choosing
async def siblings(work: UnitOfWork, _caller: Caller, child: UUID) -> Found:
    """The child's brothers and sisters, for whom a step may be the same."""
    known = await siblings_known(work, PermanenceCaseRow, await look(work, PermanenceCase, child))
    return {"with_children": [(str(one), called(one)) for one in known]}


async def papers_offered(work: UnitOfWork, _caller: Caller, case: PermanenceCase) -> tuple[str, Sequence[Choice]]:
    """What the child is called, and the kinds of papers that may be added."""
    return called(case.child_id), await offered_kinds(work, case.child_id, KINDS)
