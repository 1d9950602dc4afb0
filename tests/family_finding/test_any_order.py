"""Between services there is no order: what the search knows is the same however it was heard, and without any entry."""

from datetime import date
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.family_finding.main import project_child
from services.family_finding.search.domain.search import Search
from shared.events.codes.gateway import OrderEnd
from shared.events.codes.planning import CareReason, Option, RatifiedBy
from shared.events.gateway import OrderEnded, SiblingGroupChanged
from shared.events.planning import AdoptionDecisionMade, CeasedToBeLookedAfter, PermanencePlanAgreed
from shared.identifiers import SiblingGroupId
from shared.policy.reading.packs import policy_of
from tests.family_finding.story import (
    ABOUT,
    ADOPTION_CONSIDERED,
    ADOPTION_ORDER,
    CHILD,
    FOSTERING_AGREED,
    LOOKED_AFTER,
    PLACEMENT_ORDER,
    REGISTERED,
    SHOULD_BE_PLACED,
    Story,
    day,
    placed,
)

HEARD = (
    REGISTERED,
    ADOPTION_CONSIDERED,
    LOOKED_AFTER,
    PermanencePlanAgreed(
        **ABOUT, occurred_on=day("02-01"), version=1, primary=Option.ADOPTION, ratified_by=RatifiedBy.REVIEW
    ),
    FOSTERING_AGREED,
    SHOULD_BE_PLACED,
    # The decision maker said yes and no on one day: one of them is an entry in error, and the order must not choose.
    AdoptionDecisionMade(**ABOUT, occurred_on=SHOULD_BE_PLACED.occurred_on, should_be_placed=False),
    PLACEMENT_ORDER,
    OrderEnded(**ABOUT, occurred_on=day("08-03"), order_id=PLACEMENT_ORDER.order_id, reason=OrderEnd.REVOKED),
    CeasedToBeLookedAfter(**ABOUT, occurred_on=day("12-14"), reason=CareReason.ADOPTED),
    ADOPTION_ORDER,
    # In a group, and on the same day out of it: it must not depend on the hearing which of them is the last.
    SiblingGroupChanged(**ABOUT, occurred_on=day("02-20"), sibling_group_id=SiblingGroupId(UUID(int=51))),
    SiblingGroupChanged(**ABOUT, occurred_on=day("02-20"), sibling_group_id=None),
)
IN_ORDER = Story().hears(*HEARD).search
JOURNEY = tuple(placed().recorded)


@given(st.permutations(HEARD))
def test_the_order_of_hearing_does_not_matter(heard: list[object]) -> None:
    search = Search.opened(CHILD, policy_of)
    for event in heard:
        search = search.apply(event)  # type: ignore[arg-type] # Hypothesis widens the tuple's members
    assert search == IN_ORDER
    assert list(project_child(search, 0, date.max)) == list(project_child(IN_ORDER, 0, date.max))


def test_two_decisions_of_one_day_let_nothing_happen_until_one_is_corrected() -> None:
    assert not IN_ORDER.should_be_placed(day("05-04"))


def test_what_was_known_on_a_day_is_asked_for_that_day() -> None:
    heard = IN_ORDER
    order = heard.placement_order(day("08-02"))
    assert order is not None
    assert order.granted == PLACEMENT_ORDER
    assert heard.placement_order(day("08-03")) is None
    assert heard.looked_after_since(day("12-13")) == day("01-15")
    assert heard.looked_after_since(day("12-14")) is None
    assert not heard.fostering_planned(day("03-31"))
    assert heard.fostering_planned(day("04-01"))


@given(st.sets(st.sampled_from(range(len(JOURNEY)))))
def test_whatever_entries_are_voided_the_rest_still_makes_a_case(voided: set[int]) -> None:
    story = Story().hears(*HEARD, *(event for place, event in enumerate(JOURNEY) if place not in voided))
    rows = list(project_child(story.search, len(JOURNEY) - len(voided), date.max))
    assert rows[0].model_dump()["child_id"] == CHILD
