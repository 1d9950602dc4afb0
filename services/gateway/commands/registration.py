"""Commands that make a child known."""

from datetime import date
from uuid import UUID

from services.gateway.domain import registration
from services.gateway.domain.matter import LegalMatter
from shared.events.codes import (
    Entry,
)
from shared.identifiers import Authority
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.commands import Command


class RegisterChild(Command):
    """Make a child known to Hearth."""

    authority: Authority
    date_of_birth: date | None = None
    expected_date_of_birth: date | None = None
    entry: Entry = Entry.REFERRAL


async def register_child(child: UUID, command: RegisterChild, work: UnitOfWork) -> None:
    """Register the child under the authority that is responsible."""
    matter = await work.open(LegalMatter, child)
    work.record(
        registration.register(
            matter,
            command.authority,
            command.on,
            born=command.date_of_birth,
            expected=command.expected_date_of_birth,
            entry=command.entry,
        )
    )
