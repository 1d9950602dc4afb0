"""Registration: who the child is, born or unborn."""

from datetime import date, timedelta

from services.gateway.child.domain.matter import ADULT_AGE, LegalMatter
from shared.calendar import age_on, words_of_day
from shared.errors import RuleBroken
from shared.events.codes.gateway import Entry
from shared.events.gateway import ChildBorn, ChildRegistered

PREGNANCY = timedelta(weeks=40)
OVERDUE = timedelta(weeks=3)  # no pregnancy is left longer, so the child is born or the date is wrong


def register(  # noqa: PLR0913 - what a registration consists of
    matter: LegalMatter,
    authority: str,
    on: date,
    *,
    born: date | None,
    expected: date | None,
    entry: Entry,
) -> ChildRegistered:
    """Make the child known. An unborn child has an expected date."""
    if matter.registered:
        raise RuleBroken("this child is registered already; open the child's legal matter instead")
    if (born is None) == (expected is None):
        raise RuleBroken("give either a date of birth or, for an unborn child, an expected date of birth")
    if born:
        _check_birth(matter, born, on)
    if expected:
        _check_expected(expected, on)
    return ChildRegistered(
        child_id=matter.child_id,
        authority=authority,
        occurred_on=on,
        date_of_birth=born,
        expected_date_of_birth=expected,
        entry=entry,
    )


def be_born(matter: LegalMatter, on: date) -> ChildBorn:
    """Record the birth of a child who was registered unborn: the date of birth replaces the expected one."""
    registered = matter.registered
    if not registered:
        raise RuleBroken("this child is not registered; register the child with the date of birth")
    if matter.born:
        raise RuleBroken(f"this child was born on {words_of_day(matter.born)}; correct that entry if the date is wrong")
    if on < registered.occurred_on:
        raise RuleBroken(
            f"the birth is before {words_of_day(registered.occurred_on)}, on which the child was registered as unborn; "
            "check the date, or void that registration and register the child with the date of birth"
        )
    return ChildBorn(**matter.about(on), date_of_birth=on)


def _check_birth(matter: LegalMatter, born: date, on: date) -> None:
    if born > on:
        raise RuleBroken("the date of birth is after the day of registration; check both dates")
    adult = matter.law.limit(ADULT_AGE)
    if age_on(born, on) >= adult:
        raise RuleBroken(f"who was born then is {adult} or over on the day of registration; check both dates")


def _check_expected(expected: date, on: date) -> None:
    if expected > on + PREGNANCY:
        raise RuleBroken("the expected date is more than 40 weeks after the registration; check both dates")
    if expected < on - OVERDUE:
        raise RuleBroken(
            "the expected date is more than three weeks before the registration; give the date of birth, or check it"
        )
