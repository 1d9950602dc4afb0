"""The order table: complete and cited rows, ages that a policy sets, and which orders end which, for every reader."""

from datetime import date
from pathlib import Path

import pytest

from shared.events.codes.planning import LegalBasis
from shared.policy.reading.packs import PackRefused, load_pack, policy_of, read_policy
from shared.policy.reckoning.facts import record_of
from shared.policy.reckoning.timeline import timeline
from shared.policy.statuses import LegalStatus
from tests.policy.made_pack import HEAD, rule
from tests.policy.story import Story

TWICE = "{status: care_order, words: Twice, law: none, parental_responsibility: {by: parents, clause: none}}"
TABLE = load_pack("england").statuses


@pytest.mark.parametrize("row", TABLE.rows, ids=lambda row: row.status)
def test_a_row_is_complete(row: LegalStatus) -> None:
    assert row.law
    assert row.parental_responsibility.clause
    assert (row.code is None) == (row.looked_after is None)
    assert row.taken_back or not row.is_order or row.status == "adoption_order"


def test_every_ground_of_care_has_its_row_and_its_code() -> None:
    codes = {basis: TABLE.by_name[basis].code for basis in LegalBasis}
    assert codes == {
        "section_20": "V2",
        "police_protection": "L1",
        "emergency_protection_order": "L2",
        "interim_care_order": "C1",
        "care_order": "C2",
        "placement_order": "E1",
        "remand": "J1",
    }


@pytest.mark.parametrize(
    ("authority", "live_with", "spend_time"),
    [
        ("warrington", (18, None), (16, 18)),
        ("county", (18, None), (16, 18)),
        ("bradford", (16, 18), (16, 18)),
        ("together_for_adoption", (18, None), (16, 18)),
        ("a_council_without_a_pack", (18, None), (16, 18)),
    ],
)
def test_a_policy_says_until_which_age_child_arrangements_last(
    authority: str, live_with: tuple[int, int | None], spend_time: tuple[int, int | None]
) -> None:
    ages = [
        policy_of(authority).statuses.by_name[name].until_age
        for name in ("child_arrangements_order", "spend_time_order")
    ]
    assert [(age.age, age.ordered) for age in ages if age] == [live_with, spend_time]


@pytest.mark.parametrize(
    ("granted", "last"),
    [
        (date(2026, 3, 2), date(2026, 3, 10)),
        (date(2026, 3, 26), date(2026, 4, 4)),  # Good Friday, and the Saturday after is no holiday
        (date(2026, 5, 16), date(2026, 5, 26)),  # a Sunday, and the bank holiday on Monday
    ],
)
def test_eight_days_that_end_on_a_holiday_end_on_the_next_day_that_is_none(granted: date, last: date) -> None:
    longest = TABLE.by_name["emergency_protection_order"].longest
    assert longest
    assert longest.last_day(granted) == last


def test_what_is_not_verified_is_not_gone_by() -> None:
    assert TABLE.by_name["interim_care_order"].ended == frozenset()
    assert TABLE.by_name["interim_care_order"].ends


def under(event: str, **fields: str | None) -> list[tuple[str, str | None]]:
    """The kinds of order and their ends after a care order was followed by another; the child turns 18 in 2038."""
    story = Story()
    story.tell("ChildRegistered", "2026-01-01", date_of_birth="2020-01-01")
    story.tell("CareOrderGranted", "2026-02-01", order_id="first")
    story.tell(event, "2026-03-01", order_id="second", **fields)
    record = record_of(story.facts)
    line = timeline(record.standing(date(2026, 6, 1), record.entries), TABLE)
    return [(order.status.status, str(order.until) if order.until else None) for order in line.orders]


def test_tracking_goes_by_the_same_table() -> None:
    assert under("SpecialGuardianshipOrderGranted")[0] == ("care_order", "2026-03-01")
    assert under("PlacementOrderGranted") == [("care_order", "2038-01-01"), ("placement_order", "2038-01-01")]
    assert under("ChildArrangementsOrderGranted", scope="live_with")[0] == ("care_order", "2026-03-01")
    assert under("ChildArrangementsOrderGranted", scope="spend_time_with") == [
        ("care_order", "2038-01-01"),
        ("spend_time_order", "2036-01-01"),
    ]


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ("order_ages: {care_ordr: {age: 18, clause: none}}", "there is no status 'care_ordr'; did you mean"),
        (f"statuses: [{TWICE}]", "care_order is written twice"),
    ],
)
def test_a_table_that_does_not_hold_together_is_refused(tmp_path: Path, part: str, says: str) -> None:
    path = tmp_path / "borough.yaml"
    path.write_text(HEAD.replace("rules:", f"based_on: england\n{part}\nrules:") + rule(), encoding="utf-8")
    with pytest.raises(PackRefused, match=says):
        read_policy(path)
