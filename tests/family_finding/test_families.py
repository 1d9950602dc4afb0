"""Is the family registered, approved, and still available?"""

from datetime import date

from services.family_finding.families.domain import Family
from shared.events.codes.family_finding import FamilyKind
from shared.policy.reading.packs import policy_of
from tests.family_finding.story import ADOPTERS, MILLERS, family, refused


def test_a_family_is_registered_approved_and_withdraws() -> None:
    known = family(MILLERS, early_permanence=True)
    assert known.available
    assert known.offer is not None
    assert known.offer.early_permanence
    gone = known.withdraw(date(2026, 1, 5))
    assert (gone.authority, gone.agency) == ("together_for_adoption", "together_for_adoption")
    assert not known.apply(gone).available


def test_approval_may_differ_from_what_the_family_offered() -> None:
    known = family(MILLERS, approved=False)
    approved = known.approve(date(2025, 9, 1), kinds=(FamilyKind.FOSTER_CARERS,), early_permanence=False)
    offer = known.apply(approved).offer
    assert offer is not None
    assert offer.kinds == (FamilyKind.FOSTER_CARERS,)


def test_a_family_is_registered_once() -> None:
    with refused(f"family {MILLERS} is registered already; approve it or withdraw it instead"):
        family(MILLERS).register("surrey", date(2026, 1, 5), kinds=ADOPTERS, early_permanence=False, agency="surrey")


def test_a_family_is_registered_before_anything_else() -> None:
    with refused(f"family {MILLERS} is not registered; register the family first"):
        Family.opened(MILLERS, policy_of).approve(date(2026, 1, 5), kinds=ADOPTERS, early_permanence=False)
    with refused(f"family {MILLERS} is not registered; register the family first"):
        Family.opened(MILLERS, policy_of).withdraw(date(2026, 1, 5))


def test_nothing_happens_before_the_family_is_known() -> None:
    with refused("the day is before the family was registered on 2 June 2025; check it"):
        family(MILLERS).withdraw(date(2025, 6, 1))


def test_a_family_that_withdrew_may_come_back_and_is_approved_anew() -> None:
    known = family(MILLERS)
    known = known.apply(known.withdraw(date(2026, 1, 5)))
    with refused(f"family {MILLERS} has withdrawn; propose another, or register it again"):
        known.approve(date(2026, 1, 6), kinds=ADOPTERS, early_permanence=False)
    back = known.apply(
        known.register(
            "together_for_adoption", date(2026, 3, 2), kinds=ADOPTERS, early_permanence=False, agency="caritas_care"
        )
    )
    assert back.available
    assert back.approved is None
