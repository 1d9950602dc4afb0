"""What is overdue: directions that the court's day has passed."""

from datetime import date
from uuid import UUID

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain.timetable import Direction, proceedings_of
from shared.messaging.looking import look_at
from shared.messaging.unit_of_work import UnitOfWork

IN_COURT = "select child_id from legal_matters where court_case_number is not null order by last_on desc limit $1"


async def directions_overdue(work: UnitOfWork, today: date, limit: int) -> list[tuple[UUID, Direction]]:
    """What the court directed and nobody has met in time, the longest overdue first.

    Asked of so many children in open proceedings of whom something was recorded last.
    """
    children = [child for (child,) in await work.connection.fetch(IN_COURT, limit)]
    matters = await look_at(work, LegalMatter, children)
    found = [
        (child, direction)
        for child, matter in matters.items()
        for proceedings in proceedings_of(matter)
        if proceedings.concluded is None
        for direction in proceedings.directions
        if direction.overdue(today)
    ]
    return sorted(found, key=lambda one: (one[1].given.due_on, one[0]))
