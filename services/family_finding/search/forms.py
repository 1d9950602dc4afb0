"""The forms about a child, and what may be chosen in them: its brothers and sisters, and the kinds of its papers."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from fastapi import Request

from services.family_finding.search import commands
from services.family_finding.search.domain.search import Search
from services.family_finding.search.read_model import SearchRow
from shared.auth.caller import Caller
from shared.messaging.looking import look
from shared.messaging.unit_of_work import UnitOfWork
from shared.records.choices import offered_kinds
from shared.siblings.known import siblings_known
from shared.web.forms.choices import Found, people_named
from shared.web.forms.fields import Choice
from shared.web.forms.form import Form
from shared.web.reading import looking

# What comes of family finding's own steps.
KINDS: Final = (
    "adoption_placement_report",
    "child_permanence_report",
    "child_profile",
    "disruption_report",
    "introductions_plan",
    "matching_report",
    "selection_meeting_minutes",
)


async def siblings(request: Request, child: UUID) -> Found:
    """The child's brothers and sisters, for whom a step may be the same."""
    async with looking(request) as (work, _):
        known = await siblings_known(work, SearchRow, await look(work, Search, child))
        return {"with_children": await people_named(request, work, known)}


async def papers_offered(work: UnitOfWork, _caller: Caller, search: Search) -> Sequence[Choice]:
    """The kinds of papers that may be added to the child's record."""
    return await offered_kinds(work, search.child_id, KINDS)


FORMS = (Form(commands.start_family_finding, "Record that the search for a family began", choices=siblings),)
