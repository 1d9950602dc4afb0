"""Are invented lives the same for the same seed, as long as asked, and over before the day they are looked at?"""

from random import Random

import pytest

from hearth.bench.lives import A_WHILE, TODAY, life
from shared.policy.reading.packs import load_pack
from shared.policy.reckoning.engine import obligations
from shared.policy.reckoning.facts import Fact


def test_the_same_seed_gives_the_same_lives_and_another_seed_others() -> None:
    first, again, other = (life(Random(seed), 60) for seed in (1, 1, 2))
    assert first == again
    assert first.child != other.child
    assert first.told != other.told


@pytest.mark.parametrize("events", [20, 60, 200])
def test_a_life_has_as_many_events_as_are_wanted_in_order_and_ended_a_while_ago(events: int) -> None:
    one = life(Random(3), events, "surrey")
    days = [event.occurred_on for _, event in one.told]
    assert len(days) == len({event_id for event_id, _ in one.told}) == events
    assert days == sorted(days)
    assert days[-1] == TODAY - A_WHILE
    assert {(event.case_id, event.authority) for _, event in one.told} == {(one.child, "surrey")}


def test_what_a_longer_life_makes_due_is_more() -> None:
    policy = load_pack("warrington")
    counts = []
    for events in (20, 60, 200):
        one = life(Random(1), events)
        counts.append(len(obligations([Fact.of(event, event_id) for event_id, event in one.told], policy, one.today)))
    assert 0 < counts[0] < counts[1] < counts[2]
