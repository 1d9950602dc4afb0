"""What people are called, and what stands beside a child's name: as much as the caller may read."""

from collections.abc import Sequence
from uuid import UUID

from fastapi import Request

from services.gateway.child.domain.family import allocated
from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.read_model import legal_status
from services.gateway.records.names import names_of
from shared.auth.actions import caller_of
from shared.auth.caller import Caller
from shared.events.gateway import ProceedingsIssued
from shared.messaging.looking import look_at
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.names import Heading, Names


async def names_here(request: Request, work: UnitOfWork, people: Sequence[UUID], child: UUID | None) -> Names:
    """What the gateway's own tables say of these people, for the caller of a page."""
    caller = caller_of(request)
    return Names(work.today, {}, {}) if caller is None else await named(work, caller, people, child)


async def named(work: UnitOfWork, caller: Caller, people: Sequence[UUID], child: UUID | None) -> Names:
    """What these people are called, with the heading of one child for who reads legal matters."""
    matter = None
    if child and caller.may("read_legal_matter"):
        matter = (await look_at(work, LegalMatter, [child])).get(child)
    held_by = allocated(matter) if matter else None
    names = await names_of(work, caller, [*people, *([held_by.worker_id] if held_by else [])])
    if matter and matter.registered:
        spells = legal_status.shown(matter, work.today).spells
        names.heading = Heading(
            legal_status=_status(spells[-1]) if spells else None,
            worker=names.named.get(held_by.worker_id) if held_by else None,
            team=held_by.team if held_by else None,
            court_case_number=next(iter(_numbers(matter)), None),
        )
    return names


def _numbers(matter: LegalMatter) -> list[str]:
    """The numbers under which the court knows the child, the latest first, those of ended proceedings too."""
    return [number for one in matter.every(ProceedingsIssued)[::-1] if (number := one.court_case_number)]


def _status(spell: legal_status.SpellAsRead) -> str:
    return f"{spell.words}, {spell.code}" if spell.code else spell.words
