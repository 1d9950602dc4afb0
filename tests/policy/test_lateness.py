"""Lateness: the short answer says of every child what the full one says."""

from datetime import timedelta
from random import Random
from uuid import uuid4

import pytest

from hearth.bench.lives import life
from shared.events.base import EntryCorrected, EntryVoided
from shared.policy.reading.packs import load_pack, pack_names
from shared.policy.reckoning.engine import obligations
from shared.policy.reckoning.facts import Fact
from shared.policy.reckoning.lateness import late_rules
from shared.policy.reckoning.obligation import State

CHILDREN = 6


@pytest.mark.parametrize("name", pack_names())
def test_the_short_answer_names_the_rules_that_the_full_one_finds_late(name: str) -> None:
    policy, random, found = load_pack(name), Random(5), set[str]()
    for events in (5, 20, 60) * CHILDREN:
        lived = life(random, events)
        facts = [Fact.of(event, event_id) for event_id, event in lived.told]
        told_id, told = random.choice(lived.told[1:])
        about = {"child_id": lived.child, "authority": told.authority, "occurred_on": lived.today}
        moved = str(told.occurred_on + timedelta(days=9))
        voided = EntryVoided.model_validate({**about, "voids": random.choice(lived.told[1:])[0]})
        corrected = EntryCorrected.model_validate({**about, "corrects": told_id, "changes": {"occurred_on": moved}})
        facts += [Fact.of(voided, uuid4()), Fact.of(corrected, uuid4())]
        for day in (lived.today - timedelta(days=100), lived.today, lived.today + timedelta(days=50)):
            full = obligations(facts, policy, day)
            late = {one.rule_id for one in full if one.state is State.LATE and one.is_open and not one.indicator}
            assert late_rules(facts, policy, day) == late
            found |= late
    assert found  # otherwise nothing was compared


def test_nothing_is_late_for_a_child_who_is_not_registered() -> None:
    lived = life(Random(5), 20)
    facts = [Fact.of(event, event_id) for event_id, event in lived.told[1:]]
    assert late_rules(facts, load_pack("warrington"), lived.today) == set()
    assert late_rules([], load_pack("warrington"), lived.today) == set()
