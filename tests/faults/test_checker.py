"""The checker: is it silent where all is well, and does it catch every bug that is seeded?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from hearth.faults.check.violations import violations
from hearth.faults.snapshot import Answer, Kept, Outcome, Parked, Poison, Snapshot
from tests.faults.healthy import (
    CHILD,
    DECIDED,
    NINE,
    PLACEMENT,
    REFERRED,
    REGISTERED,
    SISTER,
    STARTED,
    and_also,
    answered,
    data_of,
    due,
    healthy,
    heard,
    recorded,
    spoilt,
    with_attempts,
    with_row,
    without,
)

REGISTRATION = recorded(1, REGISTERED, 1, "register")
REFERRAL = recorded(2, REFERRED, 2, "refer")
DECISION = recorded(3, DECIDED, 3, "decide")
START = recorded(4, STARTED, 4, "decide", transaction=3)
STILL_PARKED = Parked("parked", "gateway.events", "waits-behind", "{}")

# Each bug: what a broken kit would leave behind, and words of the sentence that must name it.
BUGS: dict[str, tuple[Snapshot, str]] = {
    "an accepted event is lost": (spoilt("gateway", journal=without(2)), "is not in the journal"),
    "half of a command is lost": (spoilt("gateway", journal=without(4)), "is not in the journal"),
    "a command is done twice": (
        spoilt("gateway", journal=and_also(recorded(8, REFERRED, 5, "refer"))),
        "command refer to gateway was done more than once",
    ),
    "an event is in the journal twice": (spoilt("gateway", journal=and_also(REFERRAL)), "in the journals 2 times"),
    "a rejected command is recorded": (
        spoilt("gateway", journal=and_also(recorded(8, REFERRED, 5, "letter"))),
        "was rejected, and yet recorded",
    ),
    "an unknown command is done twice": (
        spoilt("gateway", journal=and_also(recorded(8, REGISTERED, 2, "sister", case_id=SISTER))),
        "command sister to gateway was done more than once",
    ),
    "a row has no command behind it": (
        spoilt("gateway", journal=and_also(recorded(8, REFERRED, 5, "nobody"))),
        "which the driver never sent",
    ),
    "a row of a person has no key": (
        spoilt("gateway", journal=and_also(replace(recorded(8, REFERRED, 5, None), by="social_worker@warrington"))),
        "which no command of the driver asked for",
    ),
    "the answer tells another event than was recorded": (
        spoilt("gateway", journal=with_row(2, data=data_of(REFERRAL, papers_missing=3))),
        "is not what was answered",
    ),
    "the answer hides an event": (
        with_attempts("decide", answered(DECISION)),
        "which its answer does not tell",
    ),
    "two answers to one key differ": (
        with_attempts("refer", answered(REFERRAL), answered(replace(REFERRAL, version=7))),
        "answered in different ways",
    ),
    "the answer has a wrong version": (
        with_attempts("register", answered(replace(REGISTRATION, version=7))),
        "which is not that of its last event",
    ),
    "a command is recorded about another child": (
        spoilt("gateway", journal=with_row(2, case_id=SISTER)),
        f"is about case {CHILD}, but",
    ),
    "another service does the command": (
        spoilt("planning", journal=and_also(recorded(8, PLACEMENT, 3, "refer", transaction=2))),
        "was recorded by planning",
    ),
    "a fault is not told as one": (with_attempts("sister", Answer(500, {})), "was answered 500"),
    "a version is missing": (spoilt("gateway", journal=with_row(4, version=6)), "counts [1, 2, 3, 6]"),
    "a version is there twice": (spoilt("gateway", journal=with_row(4, version=3)), "counts [1, 2, 3, 3]"),
    "an event changes its authority": (
        spoilt("gateway", journal=with_row(2, authority="surrey")),
        "under another authority than its case",
    ),
    "an answer is not kept": (
        spoilt("gateway", answers=lambda kept: kept[1:]),
        "recorded command register without keeping its answer",
    ),
    "an answer is kept of nothing": (
        spoilt("gateway", answers=and_also(Kept("minutes", ()))),
        "of which nothing is recorded",
    ),
    "a kept answer names other events": (
        spoilt("gateway", answers=lambda kept: (replace(kept[0], event_ids=()), *kept[1:])),
        "names other events than were recorded",
    ),
    "something is concluded from nothing": (
        spoilt("planning", journal=with_row(7, caused_by=START.event_id)),
        "which it never heard",
    ),
    "an event is never heard": (spoilt("tracking", inbox=without(3)), "tracking never heard"),
    "an event is heard twice": (spoilt("tracking", inbox=and_also(heard(REFERRAL, 9))), "twice"),
    "an event is heard that is not for this service": (
        spoilt("planning", inbox=and_also(heard(START, 9))),
        "which gateway never told it",
    ),
    "an event is heard from a stranger": (
        spoilt("gateway", inbox=and_also(replace(heard(START, 9), source="tracking"))),
        "to which it does not listen",
    ),
    "an event changes on the way": (
        spoilt("planning", inbox=with_row(3, data=data_of(DECISION, outcome="deferred"))),
        "with another data than was recorded",
    ),
    "an event is heard about another child": (
        spoilt("planning", inbox=with_row(3, case_id=SISTER)),
        "with another case_id than was recorded",
    ),
    "an event is heard under another authority": (
        spoilt("planning", inbox=with_row(3, authority="surrey")),
        "with another authority than was recorded",
    ),
    "two versions are swapped on the way": (
        spoilt("tracking", inbox=lambda rows: with_row(1, version=2)(with_row(2, version=1)(rows))),
        "with another version than was recorded",
    ),
    "events are heard out of order": (spoilt("planning", inbox=with_row(3, place=1)), "after version 3"),
    "an event is heard before it is recorded": (
        spoilt("planning", inbox=with_row(3, heard_at=NINE - timedelta(hours=1))),
        "before it was recorded",
    ),
    "a read row is stale": (
        spoilt("gateway", differing=lambda _: {"legal_matters": 2}),
        "legal_matters differs from one made anew in 2 rows",
    ),
    "a message is left parked": (spoilt("tracking", parked=and_also(STILL_PARKED)), "still has a message parked"),
    "poison is lost": (spoilt("tracking", parked=lambda _: ()), "tracking lost a poison message"),
    "poison comes round again": (
        spoilt("tracking", parked=lambda found: (*found, *found)),
        "parked a poison message of gateway.events 2 times",
    ),
    "poison is taken in": (
        spoilt("tracking", parked=lambda found: tuple(replace(one, state="retried") for one in found)),
        "tracking took in a poison message",
    ),
    "an obligation is missing": (replace(healthy(), due=frozenset({due(1, "2026-04-16")})), "tracking lacks WAR-PPM-2"),
    "an obligation has a wrong date": (
        replace(healthy(), due=frozenset({due(1, "2026-04-16"), due(2, "2026-05-02")})),
        "as upcoming for 2026-05-02; it is upcoming for 2026-05-01",
    ),
    "an obligation does not follow": (
        replace(healthy(), due=healthy().due | {due(3, "2026-06-01")}),
        "which does not follow",
    ),
    "a row is never sent": (spoilt("gateway", unsent=lambda _: 1), "1 rows that Kafka never got"),
    "a message is never taken": (spoilt("tracking", unheard=lambda _: 3), "3 messages before it"),
    "Kafka lost what it had taken": (replace(healthy(), messages=6), "6 messages for 7 rows"),
    "it takes too long": (replace(healthy(), caught_up=61.0), "only after 61 s"),
    "it never ends": (replace(healthy(), caught_up=None), "came to 0 never"),
}


def test_a_healthy_snapshot_has_no_violation() -> None:
    assert violations(healthy()) == []


@pytest.mark.parametrize(("snapshot", "words"), BUGS.values(), ids=BUGS.keys())
def test_a_seeded_bug_is_caught(snapshot: Snapshot, words: str) -> None:
    assert any(words in sentence for sentence in violations(snapshot))


def test_there_are_enough_bugs() -> None:
    assert len(BUGS) >= 20


def test_poison_on_a_topic_that_nobody_listens_to_is_nobodys() -> None:
    elsewhere = Poison("mark-2", "not JSON", "family_finding.events")
    assert violations(replace(healthy(), poison=(*healthy().poison, elsewhere))) == []


@pytest.mark.parametrize(
    ("key", "outcome"),
    [
        ("decide", Outcome.ACCEPTED),
        ("care", Outcome.ACCEPTED),
        ("letter", Outcome.REJECTED),
        ("sister", Outcome.UNKNOWN),
        ("minutes", Outcome.UNKNOWN),
    ],
)
def test_what_the_driver_knows_of_a_command(key: str, outcome: Outcome) -> None:
    assert next(command for command in healthy().commands if command.key == key).outcome is outcome


def test_refused_after_no_answer_is_unknown_for_the_first_may_have_been_done() -> None:
    command = next(one for one in with_attempts("sister", None, Answer(409, {})).commands if one.key == "sister")
    assert command.outcome is Outcome.UNKNOWN
