"""Do the policy engine and the decision table that it is measured beside give the same due dates?"""

from random import Random

from hearth.bench.lives import Life, life
from hearth.bench.rules_engine import CANNOT, TABLE, as_context, comparison, decision, due_dates, subset
from shared.policy.reading.packs import load_pack
from shared.policy.reckoning.engine import obligations
from shared.policy.reckoning.facts import Fact

SUBSET = subset(load_pack("warrington"))


def children(count: int) -> list[tuple[Life, list[Fact]]]:
    random = Random(7)
    lives = [life(random, 200) for _ in range(count)]  # long enough for every rule of the table
    return [(one, [Fact.of(event, event_id) for event_id, event in one.told]) for one in lives]


def test_both_engines_give_the_same_dates_under_every_rule_of_the_table() -> None:
    table, seen = decision(), set()
    for one, facts in children(6):
        ours = {(due.rule_id, str(due.due_on)) for due in obligations(facts, SUBSET, one.today)}
        assert due_dates(table, as_context(one)) == ours
        seen |= {rule_id for rule_id, _ in ours}
    assert seen == {row.rule_id for row in TABLE}


def test_a_row_looks_at_the_values_of_its_event_and_not_at_its_name_only() -> None:
    table = decision()
    review = {"type": "ReviewHeld", "occurred_on": "2026-08-31", "kind": "child_in_care"}
    assert due_dates(table, {"events": [review | {"number": 1}]}) == {("EN-REVIEW-2", "2026-11-30")}
    assert due_dates(table, {"events": [review | {"number": 2}]}) == {("EN-REVIEW-N", "2027-02-28")}
    assert due_dates(table, {"events": [review | {"number": 3, "kind": "adoption"}]}) == set()


def test_the_comparison_counts_what_is_alike_and_says_what_the_table_cannot_hold() -> None:
    first, *rest = comparison(SUBSET, decision(), children(2))
    assert first.startswith(f"zen-engine on {len(TABLE)} rules: ")
    assert ", 0 missing, 0 given that do not hold" in first
    assert len(rest) == len(CANNOT) + 1


def test_the_comparison_says_where_the_table_gives_dates_that_do_not_hold() -> None:
    one, facts = children(1)[0]
    (line, *_) = comparison(SUBSET, decision(), [(one, facts[:1])])
    assert " 0 due dates alike, 0 missing, 0 given" not in line
