"""What pages say is in the words of those who read them: of every event, and of every fault of a form."""

import re
from string import Formatter
from typing import get_args

from pydantic_core.core_schema import ErrorType

from shared.advice import SENTENCES, advice
from shared.events.base import REGISTRY
from shared.web.event_words import words_of

PROGRAMMERS = re.compile(r"input|should|valid|tuple|string|integer|dict|instance|pattern|uuid|enum", re.IGNORECASE)
OF_THE_HOUSE = re.compile(r"gateway|raa|pre proceedings|sibling|sitting|looked after|voided", re.IGNORECASE)
OURS = frozenset({"value_error", "assertion_error"})  # these say a sentence of our own


def told(kind: str, **bounds: object) -> str:
    parts = (name for _, name, _, _ in Formatter().parse(SENTENCES.get(kind, "")) if name)
    context = dict.fromkeys(parts, 6) | bounds
    return advice({"type": kind, "msg": "Input should be a valid tuple", "ctx": context})


def test_no_fault_is_told_in_the_words_of_the_library() -> None:
    assert not {kind: told(kind) for kind in get_args(ErrorType) if kind not in OURS and PROGRAMMERS.search(told(kind))}


def test_every_sentence_is_of_a_fault_that_there_is() -> None:
    assert not set(SENTENCES) - set(get_args(ErrorType))


def test_too_many_answers_are_told_by_their_number() -> None:
    assert told("too_long", max_length=6) == "give at most 6"
    assert told("string_too_short", min_length=1) == "write at least 1 character"


def test_a_rule_of_ours_is_told_in_its_own_sentence() -> None:
    assert advice({"type": "value_error", "msg": "Value error, name a day, or none"}) == "name a day, or none"


def test_every_event_reads_as_people_say_it() -> None:
    assert not {words for event in REGISTRY.values() if OF_THE_HOUSE.search(words := words_of(event))}
