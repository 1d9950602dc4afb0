"""Words: how patterns of a pack read to a person, and which name was meant."""

import re
from collections.abc import Callable, Collection, Sequence
from difflib import get_close_matches
from functools import cache

from shared.policy.terms import DayIn, Numbered, Pattern, Since

_EPISODES = {
    "care": "this time in care",
    "pre_proceedings": "these pre-proceedings",
    "proceedings": "these proceedings",
    "gateway": "this case at the gateway",
    "adoptive_placement": "this adoptive placement",
    "registration": "the time since registration",
}

_FIELD = re.compile(r"{(\w+)}")
_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


@cache
def words_of_event(class_name: str) -> str:
    """`PlanningMeetingHeld` as `planning meeting held`."""
    return _CAPITAL.sub(" ", class_name).lower()


def words_of_events(named: DayIn) -> str:
    """The events that may name a day: `hearing listed or timetable extended`."""
    return " or ".join(words_of_event(one) for one in (named.event, *named.also_in))


def named_in(due: str) -> tuple[str, ...]:
    """The fields that the words of what is due name in braces."""
    return tuple(_FIELD.findall(due))


def filled_in(due: str, text_of: Callable[[str], str | None]) -> str:
    """What is due, with the values of the fields that it names: `Report filed: {kind}` as `Report filed: care plan`."""
    return _FIELD.sub(lambda field: (text_of(field[1]) or "not named").replace("_", " "), due)


def nearest(name: str, known: Collection[str]) -> str:
    """Which known name was meant, or which there are."""
    near = get_close_matches(name, known, n=1, cutoff=0.4)
    return f"did you mean {near[0]!r}?" if near else f"there are {', '.join(sorted(known)) or 'none'}"


def words_of_pattern(pattern: Pattern) -> str:
    """A pattern as people would say it: `review held (kind child in care, number 2)`, `plan agreed (with parts)`."""
    parts = [_words_of_field(name.replace("_", " "), value) for name, value in pattern.where.items()]
    if pattern.number is not None:
        parts.append(f"number {words_of_number(pattern.number)}")
    return words_of_event(pattern.event) + (f" ({', '.join(parts)})" if parts else "")


def words_of_number(number: Numbered) -> str:
    """Which of several: `2 or more of this time in care`."""
    which = number.model_dump(by_alias=True, exclude_none=True, exclude={"since"})
    return f"{which.get('is') or _words_of_value(which)} of {words_of_since(number.since)}"


def words_of_since(since: Since) -> str:
    """What is counted since: `this time in care or these proceedings`."""
    return " or ".join(_EPISODES[one] for one in since)


def words_of_patterns(patterns: Sequence[Pattern]) -> str:
    """Several patterns, any of which will do."""
    return " or ".join(words_of_pattern(pattern) for pattern in patterns) or "nothing that is recorded"


def _words_of_field(name: str, value: object) -> str:
    if isinstance(value, dict) and "some" in value:
        return f"{'with' if value['some'] else 'without'} {name}"
    return f"{name} {_words_of_value(value)}"


def _words_of_value(value: object) -> str:
    if isinstance(value, dict) and "some" in value:
        return "named" if value["some"] else "not named"
    if isinstance(value, dict):
        bounds = [
            f"{value['from']} or more" if "from" in value else "",
            f"under {value['under']}" if "under" in value else "",
        ]
        return " and ".join(bound for bound in bounds if bound)
    if isinstance(value, list | tuple):
        return " or ".join(_words_of_value(one) for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).replace("_", " ")
