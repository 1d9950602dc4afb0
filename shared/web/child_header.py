"""The header of every page about a child: who that is, where the matter stands, and the way to each service's page."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from fastapi import Request

from shared.messaging.parked import waiting_since
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.child_facts import ChildFacts
from shared.web.names import Heading, Names
from shared.web.navigation import Link, tabs


@dataclass(frozen=True)
class ChildHeader:
    """What stands above every page about a child.

    `name` is None for who may not read it; `waiting_since` is when a message came that is not taken in here yet.
    """

    name: str | None
    facts: ChildFacts
    heading: Heading
    today: date
    tabs: list[Link]
    waiting_since: datetime | None

    @property
    def called(self) -> str:
        """What the child is called: by name, or else by reference."""
        return self.name or self.facts.reference or "Child"

    @property
    def age(self) -> str:
        """How old the child is, in words."""
        return self.facts.age(self.today)


async def child_header(request: Request, work: UnitOfWork, child: UUID, names: Names) -> ChildHeader:
    """The header of a child's page; `names` are the page's, asked for with this child."""
    return ChildHeader(
        names.named.get(child),
        names.children.get(child, ChildFacts()),
        names.heading or Heading(),
        work.today,
        tabs(request, child),
        await waiting_since(work.connection, child),
    )
