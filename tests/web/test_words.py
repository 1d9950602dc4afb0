"""What pages say is in the words of those who read them: of every event, and of every fault of a form."""

import re

from pydantic_core import list_all_errors

from shared.advice import SENTENCES, advice
from shared.events.base import REGISTRY
from shared.web.event_words import SAID, words_of

PROGRAMMERS = re.compile(
    r"input|should|valid|tuple|list|string|integer|dict|instance|pattern|uuid|enum|\bid\b", re.IGNORECASE
)
OF_THE_API = frozenset(
    {"list_type", "tuple_type", "set_type", "frozen_set_type", "uuid_type", "uuid_parsing", "uuid_version"}
)
OF_THE_HOUSE = re.compile(r"gateway|raa|pre proceedings|sibling|sitting|looked after|voided", re.IGNORECASE)


def test_no_fault_is_told_in_the_words_of_the_library() -> None:
    for known in list_all_errors():
        kind = known["type"]
        said = advice({"type": kind, "msg": known["message_example_python"], "ctx": known.get("example_context") or {}})
        assert "{" not in said, kind
        assert (
            kind in OF_THE_API
            or kind in {"enum", "literal_error", "value_error", "assertion_error"}
            or not (PROGRAMMERS.search(said))
        ), (kind, said)


def test_every_sentence_is_of_a_fault_that_there_is() -> None:
    assert not set(SENTENCES) - {known["type"] for known in list_all_errors()}


def test_too_many_answers_are_told_by_their_number() -> None:
    assert advice({"type": "too_long", "msg": "", "ctx": {"max_length": 6}}) == "give at most 6"
    assert advice({"type": "string_too_short", "msg": "", "ctx": {"min_length": 1}}) == "write at least 1 character"


def test_every_event_reads_as_people_say_it() -> None:
    assert set(SAID) <= {event.__name__ for event in REGISTRY.values()}
    assert not {words for event in REGISTRY.values() if OF_THE_HOUSE.search(words := words_of(event))}
