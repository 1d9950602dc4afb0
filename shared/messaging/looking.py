"""Looking at a case that is not held: for what a rule, or a page, reads of it and does not record."""

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from shared.errors import NotKnown
from shared.messaging import journal
from shared.messaging.cases import Case
from shared.messaging.unit_of_work import UnitOfWork

C = TypeVar("C", bound=Case)


async def look(work: UnitOfWork, case_type: type[C], case_id: UUID) -> C:
    """A case as it stands at this moment. Raises NotKnown."""
    cases = await look_at(work, case_type, [case_id])
    if case_id not in cases:
        raise NotKnown(f"no {case_type.kind} {case_id} is known here; check the id, or whether it is yours to see")
    return cases[case_id]


async def look_at(work: UnitOfWork, case_type: type[C], case_ids: Sequence[UUID]) -> dict[UUID, C]:
    """These cases as they stand at this moment, as far as they are known here."""
    kind = work.service.kind_of(case_type)
    known = await journal.load(work.connection, case_ids)
    return {case_id: kind.folded(case_id, entries)[0] for case_id, entries in known.items() if entries}
