"""The policy engine: how many children a second does one core reckon, and beside it a rules engine off the shelf?"""

from collections.abc import Callable, Sequence
from random import Random
from time import process_time
from typing import TypeVar

from hearth.bench import rules_engine
from hearth.bench.figures import Measure
from hearth.bench.lives import Life, life
from shared.policy.reading.packs import load_pack
from shared.policy.reckoning.engine import obligations
from shared.policy.reckoning.facts import Fact
from shared.policy.reckoning.lateness import late_rules

T = TypeVar("T")

EVENTS = (20, 60, 200)
COMPARED_AT = 60
CHILDREN = 200
PACK = "warrington"  # the largest: its own rules over the law's
REMARK = f"one core, pack {PACK} with the law under it; every obligation with its state, sum and why"
SHORT = "one core; only which rules are late, as a caseload what-if asks"
COMPARED = (
    f"due dates of {len(rules_engine.TABLE)} rules from one event each, at 60 events; "
    "bare: zen-engine's decision table, which gives the dates only"
)


def measure(runs: int, say: Callable[[str], None], children: int = CHILDREN) -> list[Measure]:
    """Children per second and core at 20, 60 and 200 events each; the engines side by side on what both can express."""
    policy = load_pack(PACK)
    full: dict[int, list[float]] = {events: [] for events in EVENTS}
    short: dict[int, list[float]] = {events: [] for events in EVENTS}
    ours: list[float] = []
    theirs: list[float] = []
    some_of = {events: _children(events, children) for events in EVENTS}
    subset, table = rules_engine.subset(policy), rules_engine.decision()
    contexts = [rules_engine.as_context(one) for one, _ in some_of[COMPARED_AT]]
    for number in range(runs):
        for events, some in some_of.items():
            full[events].append(per_second(some, lambda child: obligations(child[1], policy, child[0].today)))
            short[events].append(per_second(some, lambda child: late_rules(child[1], policy, child[0].today)))
        ours.append(per_second(some_of[COMPARED_AT], lambda child: obligations(child[1], subset, child[0].today)))
        theirs.append(per_second(contexts, lambda context: rules_engine.due_dates(table, context)))
        rates = ", ".join(f"{full[events][-1]:,.0f}/s at {events} events" for events in EVENTS)
        say(f"Policy engine, run {number + 1} of {runs}: {rates}; subset {ours[-1]:,.0f}/s, bare {theirs[-1]:,.0f}/s")
    for line in rules_engine.comparison(subset, table, some_of[COMPARED_AT]):
        say(line)
    unit = "children/s"
    return [
        *(Measure(f"obligations at {events} events", unit, full[events], remark=REMARK) for events in EVENTS),
        *(Measure(f"who is late at {events} events", unit, short[events], remark=SHORT) for events in EVENTS),
        Measure("what a decision table can hold", unit, ours, theirs, remark=COMPARED),
    ]


def _children(events: int, count: int) -> list[tuple[Life, list[Fact]]]:
    """Invented children, each also as the engine reads them."""
    random = Random(1)  # noqa: S311 - the same children every time
    lives = [life(random, events, PACK) for _ in range(count)]
    return [(one, [Fact.of(event, event_id) for event_id, event in one.told]) for one in lives]


def per_second(children: Sequence[T], reckon: Callable[[T], object]) -> float:
    """How many of these are reckoned in a second of processor time."""
    started = process_time()
    for child in children:
        reckon(child)
    return len(children) / (process_time() - started)
