"""What is on the bus cannot be taken back: is every field of every event a kind of value that may be there?"""

import re
from datetime import date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from uuid import UUID

import pytest
from pydantic import BaseModel, StringConstraints, create_model
from pydantic.fields import FieldInfo

import shared.events.catalogue  # noqa: F401 - registers every event
from shared.events.base import REGISTRY, ChildEvent, Correction, Voiding
from shared.events.fields import Fixed, Part, RestsOn, parts_of
from shared.events.tracking import PolicyWords
from shared.identifiers import OrderId

# A child's age decides timescales, so these travel, but on the services' own topics only and never to a partner.
INTERNAL_ONLY = {
    ("gateway.child_registered.v1", "date_of_birth"),
    ("gateway.child_registered.v1", "expected_date_of_birth"),
    ("gateway.child_born.v1", "date_of_birth"),
}
# What is changed in an earlier event: fields of that event, each classified there.
FIELDS_OF_ANOTHER = {(name, "changes") for name, kind in REGISTRY.items() if issubclass(kind, Correction)}

PERSONAL = re.compile(r"birth|name|address|postcode|phone|email|nhs|gender|ethnic|religion|note|comment|text|remark")
A_SENTENCE = "Sam Smith lives in Mill Lane"


def kinds(annotation: Any, constraints: tuple[Any, ...] = ()) -> set[str]:  # noqa: ANN401 - any annotation
    """Which kinds of value a type admits; `free text` and `unknown` may not be on the bus."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return kinds(arguments[0], (*constraints, *arguments[1:]))
    if origin in (Union, UnionType):
        return set().union(*(kinds(one, constraints) for one in arguments if one is not NoneType))
    if origin is tuple:
        return set().union(*(kinds(one) for one in arguments if one is not Ellipsis))
    if origin is Literal or (isinstance(annotation, type) and issubclass(annotation, StrEnum)):
        return {"code"}
    if annotation is str:
        return {_kind_of_words(constraints)}
    simple = {bool: "flag", int: "number", date: "date", UUID: "identifier"}
    return {simple.get(getattr(annotation, "__supertype__", annotation), "unknown")}


def _kind_of_words(constraints: tuple[Any, ...]) -> str:
    if set(constraints) >= set(get_args(PolicyWords)[1:]):
        return "policy words"
    patterns = [found for one in constraints for found in _patterns(one)]
    return "code" if patterns and not all(re.search(pattern, A_SENTENCE) for pattern in patterns) else "free text"


def _patterns(constraint: object) -> list[str]:
    pattern = getattr(constraint, "pattern", None)
    return [pattern] if isinstance(pattern, str) else []


def may_be_on_the_bus(wire_name: str, name: str, field: FieldInfo) -> bool:
    """Whether a field is of a kind that is no free text and not about a person."""
    if (wire_name, name) in INTERNAL_ONLY:
        return kinds(field.annotation) == {"date"}
    if (wire_name, name) in FIELDS_OF_ANOTHER:
        return True
    found = kinds(field.annotation, tuple(field.metadata))
    if found == {"identifier"}:  # it names what stays with its service: a note, a person
        return True
    return bool(found) and not found & {"free text", "unknown"} and not PERSONAL.search(name)


@pytest.mark.parametrize("wire_name", REGISTRY)
def test_every_field_is_of_a_kind_that_may_be_on_the_bus(wire_name: str) -> None:
    fields = REGISTRY[wire_name].model_fields
    assert {
        name: kinds(field.annotation) for name, field in fields.items() if not may_be_on_the_bus(wire_name, name, field)
    } == {}


def test_policy_words_are_in_no_event_but_the_due_date() -> None:
    found = {
        (wire_name, name)
        for wire_name, cls in REGISTRY.items()
        for name, field in cls.model_fields.items()
        if "policy words" in kinds(field.annotation, tuple(field.metadata))
    }
    assert found == {("tracking.review_due.v1", "what"), ("tracking.review_due.v1", "source")}


def test_the_exceptions_are_still_there() -> None:
    assert {(wire_name, name) for wire_name, cls in REGISTRY.items() for name in cls.model_fields} >= (
        INTERNAL_ONLY | FIELDS_OF_ANOTHER
    )


def says_nothing(name: str, field: FieldInfo) -> bool:
    """Whether a field holds an id and does not say, once, what that is to its entry."""
    of_an_id = "identifier" in kinds(field.annotation, tuple(field.metadata)) or name.endswith(("_id", "_ids"))
    return of_an_id and sum(isinstance(said, Part) for said in field.metadata) != 1


@pytest.mark.parametrize("wire_name", REGISTRY)
def test_every_id_says_whether_the_entry_brings_it_in_rests_on_it_or_is_named_by_it(wire_name: str) -> None:
    fields = REGISTRY[wire_name].model_fields
    assert [name for name, field in fields.items() if says_nothing(name, field)] == []


@pytest.mark.parametrize("annotation", [OrderId, OrderId | None, tuple[OrderId, ...], RestsOn[Fixed[OrderId]]])
def test_an_id_that_says_nothing_or_two_things_is_found(annotation: Any) -> None:  # noqa: ANN401 - any annotation
    fields: dict[str, Any] = {"extends": (annotation, ...), "rule_id": (str, ...)}
    offender = create_model("Offender", __base__=ChildEvent, **fields)
    assert [name for name, field in offender.model_fields.items() if says_nothing(name, field)] == list(fields)


def test_what_an_entry_rests_on_is_brought_in_by_another_of_the_same_kind_of_case() -> None:
    def said(part: Part) -> set[tuple[str, str, str]]:
        return {
            (cls.wire_name.partition(".")[0], cls.about, name)
            for cls in REGISTRY.values()
            for name, own in parts_of(cls).items()
            if own is part and not issubclass(cls, Correction | Voiding)
        }

    assert said(Part.RESTS_ON) <= said(Part.IDENTIFIES)


class Inner(BaseModel):
    """A form of its own."""


@pytest.mark.parametrize(
    ("name", "annotation"),
    [
        ("reason", str),
        ("reason", str | None),
        ("reason", Annotated[str, StringConstraints(max_length=20)]),
        ("reason", Annotated[str, StringConstraints(pattern=r"^.*$")]),
        ("reasons", tuple[str, ...]),
        ("weight", float),
        ("at", datetime),
        ("more", dict[str, str]),
        ("more", Any),
        ("more", Inner),
        ("more", object),
        ("date_of_birth", date),
        ("school_name", Annotated[str, StringConstraints(pattern=r"^[a-z]+$")]),
    ],
)
def test_a_seeded_offender_is_found(name: str, annotation: Any) -> None:  # noqa: ANN401 - any annotation
    field: dict[str, Any] = {name: (annotation, ...)}
    offender = create_model("Offender", __base__=ChildEvent, **field)
    assert not may_be_on_the_bus("gateway.offence_seeded.v1", name, offender.model_fields[name])
