"""Versions by date in force: which number times a clock, and what is said where there is none."""

from datetime import date
from pathlib import Path

import pytest

from shared.policy.reading.packs import read_policy
from shared.policy.reading.readable import differences, lines_of
from shared.policy.reckoning.engine import obligations
from shared.policy.reckoning.facts import Fact
from shared.policy.reckoning.obligation import State
from shared.policy.reckoning.policy import Policy
from tests.policy.made_pack import HEAD, rule

OLD = rule("in_force_from: 2024-01-01", "in_force_until: 2025-12-31", weeks=6, worked=("2024-03-01", "2024-04-12"))
NEW = rule("in_force_from: 2026-01-01", weeks=4, worked=("2026-03-02", "2026-03-30"))


def policy_of(folder: Path, *rules: str) -> Policy:
    path = folder / "borough.yaml"
    path.write_text(HEAD + "".join(rules), encoding="utf-8")
    return read_policy(path)


def due(policy: Policy, started: str, case_from: str) -> list[tuple[State, date | None]]:
    facts = [
        Fact.named("first", "ChildRegistered", date.fromisoformat(case_from)),
        Fact.named("start", "BecameLookedAfter", date.fromisoformat(started)),
    ]
    return [(one.state, one.due_on) for one in obligations(facts, policy, date.fromisoformat(started))]


def test_a_case_that_began_under_the_old_version_keeps_it(tmp_path: Path) -> None:
    policy = policy_of(tmp_path, OLD, NEW)
    assert due(policy, "2026-03-02", "2025-06-01") == [(State.UPCOMING, date(2026, 4, 13))]
    assert due(policy, "2026-03-02", "2026-01-01") == [(State.UPCOMING, date(2026, 3, 30))]


def test_unless_the_new_version_says_that_it_moves_existing_cases(tmp_path: Path) -> None:
    moving = rule("in_force_from: 2026-01-01", "existing_cases: move", weeks=4, worked=("2026-03-02", "2026-03-30"))
    policy = policy_of(tmp_path, OLD, moving)
    assert due(policy, "2026-03-02", "2025-06-01") == [(State.UPCOMING, date(2026, 3, 30))]
    assert due(policy, "2025-11-03", "2025-06-01") == [(State.UPCOMING, date(2025, 12, 15))]


def test_a_case_older_than_every_version_takes_the_one_in_force_when_the_clock_starts(tmp_path: Path) -> None:
    policy = policy_of(tmp_path, OLD, NEW)
    assert due(policy, "2026-03-02", "2020-01-01") == [(State.UPCOMING, date(2026, 3, 30))]


def test_a_day_without_a_rule_in_force_is_shown_as_such(tmp_path: Path) -> None:
    policy = policy_of(tmp_path, OLD, NEW)
    facts = [Fact.named("start", "BecameLookedAfter", date(2023, 5, 1))]
    (shown,) = obligations(facts, policy, date(2023, 5, 2))
    assert shown.state is State.NOT_APPLICABLE
    assert shown.due_on is None
    assert shown.why.arithmetic == ("no rule was in force on 1 May 2023; this one is from 1 January 2024",)


def test_two_versions_are_compared_side_by_side(tmp_path: Path) -> None:
    policy = policy_of(tmp_path, OLD, NEW)
    (found,) = differences(lines_of(policy, date(2025, 1, 1)), lines_of(policy, date(2026, 6, 1)))
    assert (found.here[0].within, found.there[0].within) == ("within 6 weeks", "within 4 weeks")


@pytest.mark.parametrize("day", ["2025-01-01", "2026-06-01"])
def test_one_version_is_in_force_on_a_day(tmp_path: Path, day: str) -> None:
    assert len(lines_of(policy_of(tmp_path, OLD, NEW), date.fromisoformat(day))) == 1
