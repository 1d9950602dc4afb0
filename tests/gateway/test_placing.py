"""Placing: which sitting a referral goes to, by the calendar, the cut-off and the moment, without a database."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from services.gateway.panel.domain import referral_rules as referring
from services.gateway.panel.domain import sitting_rules as sittings
from services.gateway.panel.domain.cut_off import CutOff, cut_off, received_at
from services.gateway.panel.domain.referral import Referral
from services.gateway.panel.domain.sitting import PanelSitting
from services.gateway.panel.domain.which_sitting import Place, Slot, choose, first_in_time, stay_or_go
from shared.errors import RuleBroken
from shared.events.codes.gateway import PaperState, ReferralPurpose
from shared.events.gateway import PanelSittingCalled, ReferralOpened
from shared.identifiers import ReferralId, SittingId
from shared.policy.reading.packs import policy_of
from tests.gateway.court import Child
from tests.gateway.panel import PAPERS

WARRINGTON, BRADFORD = policy_of("warrington"), policy_of("bradford")
MONDAY, CUT_OFF = date(2026, 6, 1), date(2026, 6, 3)
FIRST, SECOND = (Slot(date(2026, 6, day), SittingId(uuid4())) for day in (9, 16))
IN_TIME, TOO_LATE = datetime(2026, 6, 3, 17), datetime(2026, 6, 3, 17, 0, 1)  # noqa: DTZ001 - moments of London's


def referral(*papers: str, urgent: bool = False, authority: str = "warrington") -> Referral:
    """A referral of Monday, before the first sitting, with these papers."""
    referral_id = ReferralId(uuid4())
    begun = ReferralOpened(
        referral_id=referral_id,
        authority=authority,
        occurred_on=MONDAY,
        purpose=ReferralPurpose.THRESHOLD,
        children=(),
        urgent=urgent,
    )
    found = Referral.opened(referral_id, policy_of).apply(begun)
    for paper in papers:
        found = having(found, MONDAY, paper)
    return found.apply(referring.submit(found, MONDAY, Place(FIRST)))


def having(found: Referral, on: date, paper: str) -> Referral:
    return found.apply(referring.record_paper(found, on, paper, PaperState.RECEIVED))


def test_the_cut_off_is_what_the_policy_says_of_the_panels_day() -> None:
    assert cut_off(WARRINGTON, FIRST.on) == CutOff(CUT_OFF, "17:00")
    assert str(cut_off(WARRINGTON, FIRST.on)) == "17:00 on 3 June 2026"
    assert cut_off(BRADFORD, FIRST.on) is None


def test_the_hour_of_the_cut_off_is_londons_in_summer_too() -> None:
    assert received_at(CUT_OFF, datetime(2026, 6, 3, 16, tzinfo=UTC)) == IN_TIME
    assert received_at(MONDAY, datetime(2026, 6, 3, 16, tzinfo=UTC)) == datetime(2026, 6, 1)  # noqa: DTZ001 - as above


def test_a_second_after_the_cut_off_it_is_the_next_sitting() -> None:
    here, elsewhere, slots = referral(), referral(authority="bradford"), (FIRST, SECOND)
    assert first_in_time(here, slots, IN_TIME, urgent=False) == Place(FIRST)
    assert first_in_time(here, slots, TOO_LATE, urgent=False) == Place(SECOND, FIRST.on)
    assert first_in_time(here, slots, TOO_LATE, urgent=True) == Place(FIRST)
    assert first_in_time(elsewhere, slots, TOO_LATE, urgent=False) == Place(FIRST)


@pytest.mark.parametrize(
    ("slots", "panel_date", "says"),
    [
        ((), None, "no sitting is in the calendar"),
        ((FIRST,), None, "after the cut-off of every sitting in the calendar"),
        ((), FIRST.on, "were due by 17:00 on 3 June 2026; name a later panel"),
        ((), MONDAY, "is before the referral; name the next sitting"),
        ((), date(2028, 1, 1), "more than a year ahead"),
        (
            (FIRST, SECOND),
            date(2026, 6, 11),
            "no sitting is on 11 June 2026; the next are on 9 June 2026, 16 June 2026",
        ),
    ],
)
def test_where_no_sitting_can_be_reached_the_refusal_says_what_to_do(
    slots: tuple[Slot, ...], panel_date: date | None, says: str
) -> None:
    with pytest.raises(RuleBroken, match=says):
        choose(referral(), slots, CUT_OFF, TOO_LATE, panel_date=panel_date, urgent=False)


def test_before_the_first_sitting_in_the_calendar_the_panel_may_meet_on_any_day() -> None:
    extraordinary = choose(referral(), (FIRST,), MONDAY, IN_TIME, panel_date=date(2026, 6, 8), urgent=False)
    assert extraordinary == Place(Slot(date(2026, 6, 8)))


def test_a_new_version_of_a_paper_does_not_make_a_complete_referral_late() -> None:
    complete = referral(*PAPERS)
    again = having(complete, CUT_OFF + timedelta(days=1), PAPERS[0])
    now = datetime(2026, 6, 4, 9, tzinfo=UTC)
    assert again.received(CUT_OFF + timedelta(days=1), now) == datetime(2026, 6, 1)  # noqa: DTZ001 - London's


def test_a_referral_that_came_too_late_stays_where_nothing_later_is_and_says_so() -> None:
    found = having(referral(*PAPERS[1:]), CUT_OFF, PAPERS[0])
    place = stay_or_go(found, [FIRST], TOO_LATE, CUT_OFF)
    assert place == Place(FIRST, FIRST.on)
    late = found.apply(referring.submit(found, CUT_OFF, place))
    assert "It missed the cut-off for the sitting on 9 June 2026, 17:00 on 3 June 2026" in late.why
    assert "no later one is in the calendar" in late.why
    assert (late.missing, late.may_be_heard) == ((), False)
    child = Child().matter
    assert referring.tell(late, child, CUT_OFF).late
    hurried = late.apply(referring.submit(late, CUT_OFF, place, urgent=True))
    assert hurried.may_be_heard
    assert not referring.tell(hurried, child, CUT_OFF).late


def test_the_papers_of_a_referral_that_came_too_late_do_not_go_out() -> None:
    found = having(referral(*PAPERS[1:]), CUT_OFF, PAPERS[0])
    late = found.apply(referring.submit(found, CUT_OFF, Place(FIRST, FIRST.on)))
    assert FIRST.sitting_id
    called = PanelSittingCalled(sitting_id=FIRST.sitting_id, authority="warrington", occurred_on=MONDAY, on=FIRST.on)
    sitting = PanelSitting.opened(called.sitting_id, policy_of).apply(called)
    with pytest.raises(RuleBroken) as refusal:
        sittings.circulate(sitting, [late], date(2026, 6, 4))
    assert str(refusal.value) == (
        "a referral named here missed the cut-off for this sitting, and it is not urgent; "
        "leave it out and have the next sitting put into the calendar, or say that it is urgent"
    )
    in_time = referral(*PAPERS)
    told = sittings.circulate(sitting, [in_time], date(2026, 6, 4))
    assert told.referrals == (in_time.referral_id,)


def test_a_referral_in_time_stays_and_one_whose_sitting_has_passed_goes_on() -> None:
    complete = referral(*PAPERS)
    assert stay_or_go(complete, [FIRST, SECOND], IN_TIME, CUT_OFF) == Place(FIRST)
    after = FIRST.on + timedelta(days=1)
    assert stay_or_go(complete, [SECOND], IN_TIME, after) == Place(SECOND)
    assert stay_or_go(complete, [], IN_TIME, after) == Place(FIRST)


def test_an_urgent_referral_stays_whatever_is_missing() -> None:
    assert stay_or_go(referral(urgent=True), [FIRST, SECOND], TOO_LATE, CUT_OFF) == Place(FIRST)


def test_a_referral_of_which_nothing_is_known_says_so() -> None:
    with pytest.raises(RuleBroken, match="refer the child to the Legal Gateway first"):
        Referral.opened(uuid4(), policy_of).about(MONDAY)
    with pytest.raises(RuleBroken, match="before the referral of 1 June 2026"):
        referral().about(date(2026, 5, 1))
