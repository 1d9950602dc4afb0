"""Entries: what is on record of a case, read without holding it or writing anything."""

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from shared.errors import NotKnown
from shared.messaging import journal
from shared.messaging.cases import Case
from shared.messaging.journal import Entry
from shared.messaging.unit_of_work import UnitOfWork

C = TypeVar("C", bound=Case)


async def look(work: UnitOfWork, case_type: type[C], case_id: UUID) -> tuple[C, Sequence[Entry]]:
    """The case as it stands and its entries, as far as the caller may see them; nobody waits. Raises NotKnown."""
    entries = (await journal.load(work.connection, [case_id]))[case_id]
    if not entries:
        raise NotKnown(f"no {case_type.kind} {case_id} is known here; check the id, or whether it is yours to see")
    case: C = work.service.kind_of(case_type).folded(case_id, entries)[0]
    return case, entries
