"""Commands of pre-proceedings."""

from uuid import UUID

from services.gateway.domain import pre_proceedings
from services.gateway.domain.matter import LegalMatter
from shared.identifiers import MeetingId, new_id
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.commands import Step


async def draft_letter(child: UUID, command: Step, work: UnitOfWork) -> None:
    """Draft the letter before proceedings."""
    work.record(pre_proceedings.draft_letter(await work.load(LegalMatter, child), command.on))


async def send_letter(child: UUID, command: Step, work: UnitOfWork) -> None:
    """Send the letter before proceedings."""
    work.record(pre_proceedings.send_letter(await work.load(LegalMatter, child), command.on))


async def hold_legal_planning_meeting(child: UUID, command: Step, work: UnitOfWork) -> None:
    """Record a legal planning meeting."""
    matter = await work.load(LegalMatter, child)
    work.record(pre_proceedings.hold_legal_planning_meeting(matter, MeetingId(new_id()), command.on))


async def hold_pre_proceedings_meeting(child: UUID, command: Step, work: UnitOfWork) -> None:
    """Record a pre-proceedings meeting with the parents."""
    matter = await work.load(LegalMatter, child)
    work.record(pre_proceedings.meet_parents(matter, MeetingId(new_id()), command.on))
