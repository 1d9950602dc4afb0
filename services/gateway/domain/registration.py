"""Registration: who the child is, born or unborn, and whose brother or sister."""

from datetime import date

from services.gateway.domain.matter import LegalMatter
from shared.errors import RuleBroken
from shared.events.codes import Entry
from shared.events.gateway import ChildRegistered


def register(  # noqa: PLR0913 - what a registration consists of
    matter: LegalMatter, authority: str, on: date, *, born: date | None, expected: date | None, entry: Entry
) -> ChildRegistered:
    """Make the child known. An unborn child has an expected date."""
    if matter.registered:
        raise RuleBroken("this child is registered already; open the child's legal matter instead")
    if (born is None) == (expected is None):
        raise RuleBroken("give either a date of birth or, for an unborn child, an expected date of birth")
    if born and born > on:
        raise RuleBroken("the date of birth is after the day of registration; check both dates")
    return ChildRegistered(
        child_id=matter.child_id,
        authority=authority,
        occurred_on=on,
        date_of_birth=born,
        expected_date_of_birth=expected,
        entry=entry,
    )
