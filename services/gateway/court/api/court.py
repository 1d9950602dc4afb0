"""Proceedings in the family court over HTTP."""

from uuid import UUID

from fastapi import APIRouter

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.child.forms import choices
from services.gateway.court.commands import proceedings
from services.gateway.court.forms import choices as court_choices
from services.gateway.court.read_model.court import ProceedingsAsRead, shown
from shared.auth.actions import performs
from shared.messaging.looking import look
from shared.web.commands import CommandRoute, add_commands
from shared.web.problems import problem_responses
from shared.web.reading import Looking

COURT = APIRouter(tags=["court"])
CHILD = "/children/{child_id}"

add_commands(
    COURT,
    "child_id",
    (
        CommandRoute(
            f"{CHILD}/proceedings",
            "issue_proceedings",
            proceedings.IssueProceedings,
            proceedings.issue_proceedings,
            title="Record that proceedings were issued",
            choices=choices.siblings,
        ),
        CommandRoute(
            f"{CHILD}/hearings/listed",
            "list_hearing",
            proceedings.ListHearing,
            proceedings.list_hearing,
            title="Record a listed hearing",
            choices=choices.siblings,
        ),
        CommandRoute(
            f"{CHILD}/hearings/held",
            "hold_hearing",
            proceedings.HoldHearing,
            proceedings.hold_hearing,
            title="Record a held hearing",
            choices=choices.siblings,
        ),
        CommandRoute(
            f"{CHILD}/directions",
            "record_direction",
            proceedings.GiveDirection,
            proceedings.give_direction,
            title="Record what the court directed",
            choices=choices.siblings,
        ),
        CommandRoute(
            f"{CHILD}/directions/met",
            "meet_direction",
            proceedings.MeetDirection,
            proceedings.meet_direction,
            title="Record that a direction was met",
            choices=court_choices.directions,
        ),
        CommandRoute(
            f"{CHILD}/proceedings/extensions",
            "extend_timetable",
            proceedings.ExtendTimetable,
            proceedings.extend_timetable,
            title="Record an extension of the 26 weeks",
            choices=choices.siblings,
        ),
        CommandRoute(
            f"{CHILD}/proceedings/conclusion",
            "conclude_proceedings",
            proceedings.ConcludeProceedings,
            proceedings.conclude_proceedings,
            title="Record how the proceedings concluded",
            choices=choices.siblings,
        ),
    ),
    page="/children/{case}",
)


@COURT.get(
    f"{CHILD}/proceedings",
    dependencies=[performs("read_legal_matter")],
    responses=problem_responses(401, 403, 404, 422),
)
async def read_proceedings(child_id: UUID, looking: Looking) -> list[ProceedingsAsRead]:
    """Every set of proceedings about the child: applications, the timetable, hearings, directions and the outcome."""
    return shown(await look(looking, LegalMatter, child_id), looking.today)
