"""Words of the grammar that a pack may use: a fixed schedule, hours, several ways to a date."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from shared.policy.reading.packs import load_pack, read_policy
from shared.policy.reckoning.engine import obligations
from shared.policy.reckoning.facts import Fact
from shared.policy.reckoning.obligation import Obligation, State
from shared.policy.terms import Pattern
from shared.policy.words import words_of_pattern
from tests.policy.made_pack import HEAD

RULE = """- id: BOR-TEST-1
  due: Something of the borough's
  starts: [{{event: PlacementStarted}}]
  {limit}
  met_by: [{{event: VisitMade}}]
  clause: "1.1"
  checked_on: 2026-11-22
  worked: [{{start: 2026-01-31, given: {{placement_id: p1}}, {due}}}]
"""


def reckoned(folder: Path, limit: str, due: str, today: str, *visits: str) -> list[Obligation]:
    path = folder / "borough.yaml"
    path.write_text(HEAD + RULE.format(limit=limit, due=due), encoding="utf-8")
    facts = [Fact.named("start", "PlacementStarted", date(2026, 1, 31), fields={"placement_id": "p1"})]
    facts += [Fact.named(f"v{on}", "VisitMade", date.fromisoformat(on)) for on in visits]
    return list(obligations(facts, read_policy(path), date.fromisoformat(today)))


def test_a_fixed_schedule_does_not_move_with_what_was_held(tmp_path: Path) -> None:
    limit = "repeats: {every: {months: 1}, anchor: schedule}"
    found = reckoned(tmp_path, limit, "due_on: 2026-02-28", "2026-04-10", "2026-02-10", "2026-04-02")
    assert [(str(one.due_on), one.state) for one in found] == [
        ("2026-02-28", State.MET),
        ("2026-03-31", State.MET_LATE),
        ("2026-04-30", State.MET),
    ]


def test_a_fixed_schedule_goes_on_whether_or_not_anything_is_held(tmp_path: Path) -> None:
    limit = "repeats: {every: {weeks: 1}, anchor: schedule}"
    found = reckoned(tmp_path, limit, "due_on: 2026-02-07", "2026-02-20")
    assert [(str(one.due_on), one.state) for one in found] == [
        ("2026-02-07", State.LATE),
        ("2026-02-14", State.LATE),
        ("2026-02-21", State.DUE_SOON),
    ]
    assert len({one.id for one in found}) == 3


def test_of_two_kinds_held_on_one_day_neither_meets_what_is_due_since_the_other(tmp_path: Path) -> None:
    path, text = tmp_path / "borough.yaml", RULE.format(limit="repeats: {every: {weeks: 4}}", due="due_on: 2026-02-28")
    both = "{event: VisitMade}, {event: PlanningMeetingHeld}"
    path.write_text(HEAD + text.replace("{event: VisitMade}", both), encoding="utf-8")
    facts = [Fact.named("start", "PlacementStarted", date(2026, 1, 31), fields={"placement_id": "p1"})]
    facts += [Fact.named(kind, kind, date(2026, 2, 2)) for kind in ("VisitMade", "PlanningMeetingHeld")]
    held, again = obligations(facts, read_policy(path), date(2026, 2, 10))
    assert (held.state, again.state, str(again.due_on)) == (State.MET, State.UPCOMING, "2026-03-02")


@pytest.mark.parametrize(
    ("limit", "due", "day"),
    [
        ("limit: {within: {hours: 24}}", "due_on: 2026-02-01", "2026-02-01"),
        ("limit: {within: {hours: 25}}", "due_on: 2026-02-02", "2026-02-02"),
        ("limit: {within: {years: 1}}", "due_on: 2027-01-31", "2027-01-31"),
        ("limit: {within: {working_days: 0}}", "due_on: 2026-01-31", "2026-01-31"),
        ("limit: {beginning_with: {weeks: 1}}", "due_on: 2026-02-06", "2026-02-06"),
        ("limit: {before: {working_days: 3}}", "due_on: 2026-01-28", "2026-01-28"),
        ("limit: {whichever_first: [{within: {weeks: 4}}, {within: {months: 1}}]}", "due_on: 2026-02-28", "2026-02-28"),
    ],
)
def test_every_way_to_a_date(tmp_path: Path, limit: str, due: str, day: str) -> None:
    (found,) = reckoned(tmp_path, limit, due, "2026-01-31")
    assert str(found.due_on) == day


@pytest.mark.parametrize("age", [6, 10, 16, 18])
@pytest.mark.parametrize(
    ("born", "birthday"), [(date(2004, 2, 29), (2, 29)), (date(2005, 12, 31), (12, 31)), (date(2006, 3, 1), (3, 1))]
)
def test_a_rule_by_age_turns_on_the_birthday_itself(
    tmp_path: Path, age: int, born: date, birthday: tuple[int, int]
) -> None:
    year = born.year + age
    turns = date(year, *birthday) if birthday != (2, 29) or year % 4 == 0 else date(year, 3, 1)
    eve = turns - timedelta(days=1)
    path = tmp_path / "borough.yaml"
    text = RULE.format(
        limit=f"when: {{age: {{under: {age}}}}}\n  limit: {{within: {{weeks: 1}}}}", due="due_on: 2026-02-07"
    )
    path.write_text(HEAD + text, encoding="utf-8")
    registered = Fact.named("born", "ChildRegistered", born, fields={"date_of_birth": born})
    found = {
        day: obligations([registered, Fact.named("start", "PlacementStarted", day)], read_policy(path), day)
        for day in (eve, turns)
    }
    assert [str(one.due_on) for one in found[eve]] == [str(eve + timedelta(days=7))]
    assert not found[turns]


def test_a_visit_to_a_child_at_home_starts_no_clock_of_the_placement() -> None:
    law = load_pack("england")
    order = Fact.named("order", "SupervisionOrderGranted", date(2026, 1, 5), fields={"order_id": "o1"})
    visit = Fact.named("visit", "VisitMade", date(2026, 2, 5))
    rules = {one.rule_id for one in obligations([order, visit], law, date(2026, 2, 6))}
    assert rules == {"EN-SO-1Y"}
    rules = {one.rule_id for one in obligations([visit], law, date(2026, 2, 6))}
    assert rules == {"EN-VISIT-YEAR-1"}


def test_a_field_of_which_something_must_be_said_reads_in_words() -> None:
    for some, words in ((True, "with"), (False, "without")):
        asked = Pattern(event="PermanencePlanAgreed", where={"contingencies": {"some": some}})
        assert words_of_pattern(asked) == f"permanence plan agreed ({words} contingencies)"
