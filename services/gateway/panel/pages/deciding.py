"""One child at a time: what the panel needs to see of a child on one screen, with the form of its decision."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.panel.domain.agenda import AgendaItem
from services.gateway.panel.forms.catalogue import DECISION
from services.gateway.panel.pages.sittings import item_of, waits
from services.gateway.panel.pages.summary import summary_of
from services.gateway.panel.read_model.agenda import Agenda, agenda_of
from services.gateway.records.names import names_of
from shared.calendar import words_of_day
from shared.errors import NotKnown
from shared.events.codes.roles import Role
from shared.messaging.looking import look
from shared.web.forms.links import Forms
from shared.web.forms.pages import FormPage, add_form_at
from shared.web.forms.written import text_of_day
from shared.web.reading import looking

PATH = "/sittings/{sitting_id}/children/{child_id}"
# The fields in the order of the panel's work; what begins filled in comes after them.
FIRST = ("outcome", "threshold_met", "primary_plan", "contingencies", "actions", "reasons")
OF_PRE_PROCEEDINGS = ("extended_until", "extension_purpose", "step_down_to")
FILLED_IN = ("on", "chaired_by", "review_on")


async def beside(request: Request, child: UUID) -> Mapping[str, Any]:
    """What the panel sees of a child beside the form, with what the form begins with and where it leads."""
    root, sitting_id = request.scope["root_path"], _sitting_id(request)
    async with looking(request) as (work, caller):
        agenda = await agenda_of(work, sitting_id)
        item = item_of(agenda, child)
        matter = await look(work, LegalMatter, child)
        names = await names_of(work, caller, [one.child_id for one in agenda.items])
        summary = await summary_of(work, caller, matter, work.today)
    later = [one for one in _after(agenda, child) if waits(one)]
    forms = Forms(request)
    minutes = forms.to("record_panel_minutes", sitting_id)
    after = f"{root}/sittings/{sitting_id}/children/{later[0].child_id}" if later else minutes.href if minutes else ""
    return {
        "agenda": agenda,
        "item": item,
        "following": names[later[0].child_id] if later else "",
        "summary": summary,
        "names": names,
        "first": FIRST,
        "then": (*(OF_PRE_PROCEEDINGS if matter.pre_proceedings else ()), *FILLED_IN),
        "given": _given(agenda, item),
        "next": after,
        "day": words_of_day,
        "forms": forms,
    }


def _sitting_id(request: Request) -> UUID:
    try:
        return UUID(str(request.path_params["sitting_id"]))
    except ValueError:
        raise NotKnown("no such sitting is known here; see the calendar for those there are") from None


def _after(agenda: Agenda, child: UUID) -> list[AgendaItem]:
    """The other items from the child on, and then from the beginning: nobody is left out."""
    place = [item.child_id for item in agenda.items].index(child)
    return [*agenda.items[place + 1 :], *agenda.items[:place]]


def _given(agenda: Agenda, item: AgendaItem) -> Mapping[str, list[str]]:
    """The day of the sitting, who chairs for this child, and for each standing action the usual owner and day."""
    given = text_of_day("on", agenda.sits_on) | ({"chaired_by": [str(item.chair_id)]} if item.chair_id else {})
    for number in range(len(agenda.standing_actions)):
        given |= {f"actions-{number}-owner": [Role.SOCIAL_WORKER.value]}
        if agenda.next_sits_on:
            given |= text_of_day(f"actions-{number}-due_on", agenda.next_sits_on)
    return given


DECIDING = APIRouter(include_in_schema=False)
add_form_at(
    DECIDING,
    PATH,
    FormPage(DECISION, "/sittings/{sitting_id}", template="deciding.html", beside=beside),
    name="decide_one_child_at_a_time",
)
