"""A number is no day: no command, event, question or file takes one for a day or a moment, at any depth."""

from collections.abc import Iterator
from datetime import date
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin
from uuid import uuid4

import pytest
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts
from pydantic import BaseModel, TypeAdapter, ValidationError

from shared.events.base import REGISTRY
from shared.policy.grammar import Pack
from shared.policy.reading.event_fields import as_day
from shared.testing.world import World
from shared.written_days import WRITE_A_DAY, WRITE_A_MOMENT, Day
from tests.conftest import PLANS

NUMBERS: tuple[Any, ...] = (0, 1522108800, 1522108800.0, "0", "1522108800", "-1", "1e9", "20260331", True)
ANNOTATED: Any = Annotated  # of a type and what stands beside it, as a parameter has them
REFUSED = {"day_as_written": WRITE_A_DAY, "moment_as_written": WRITE_A_MOMENT}


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """The models that an annotation holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


def every_model(*begun: type[BaseModel]) -> set[type[BaseModel]]:
    """These models and all within them."""
    found: set[type[BaseModel]] = set()
    left = list(begun)
    while left:
        model = left.pop()
        if model not in found:
            found.add(model)
            left += [within for field in model.model_fields.values() for within in models_in(field.annotation)]
    return found


def is_day(annotation: object) -> bool:
    """Whether a day or a moment may be written there, alone or among others."""
    if get_origin(annotation) in (Union, UnionType, tuple, list, dict) or hasattr(annotation, "__metadata__"):
        return any(is_day(part) for part in get_args(annotation))
    return isinstance(annotation, type) and issubclass(annotation, date)


def written(annotation: object, number: object) -> object:
    """The number, in as many sequences as the field has."""
    if get_origin(annotation) in (tuple, list):
        return [written(get_args(annotation)[0], number)]
    for part in get_args(annotation) if get_origin(annotation) in (Union, UnionType) else ():
        if is_day(part):
            return written(part, number)
    return number


def taken(model: type[BaseModel]) -> list[str]:
    """The days of a model that are read of a number."""
    found = []
    for name, field in model.model_fields.items():
        if not is_day(field.annotation):
            continue
        for number in NUMBERS:
            try:
                model.model_validate({field.alias or name: written(field.annotation, number)})
            except ValidationError as fault:
                told = [error["type"] for error in fault.errors() if error["loc"][0] == (field.alias or name)]
            else:
                told = []
            if not REFUSED.keys() & set(told):
                found.append(f"{model.__name__}.{name} takes {number!r}")
    return found


def parameters_of(dependant: Dependant) -> Iterator[tuple[str, Any]]:
    """What a route is sent, by name: bodies, forms and questions, its own and those of what it depends on."""
    for sent in (*dependant.body_params, *dependant.query_params, *dependant.path_params, *dependant.header_params):
        kind = sent.field_info
        yield sent.name, ANNOTATED[kind.annotation, *kind.metadata] if kind.metadata else kind.annotation
    for deeper in dependant.dependencies:
        yield from parameters_of(deeper)


def sent_to(app: FastAPI) -> list[tuple[str, Any]]:
    """What may be sent to any route of a service."""
    routes = (context.original_route for context in iter_route_contexts(list(app.routes)))
    return [sent for route in routes if isinstance(route, APIRoute) for sent in parameters_of(route.dependant)]


@pytest.mark.parametrize("service", PLANS)
def test_no_body_and_no_question_takes_a_number_for_a_day(world: World, service: str) -> None:
    sent = sent_to(world.inhabitants[service].app)
    models = every_model(*(model for _, kind in sent for model in models_in(kind)))
    assert "VoidEntry" in {model.__name__ for model in models}
    assert [told for model in models for told in taken(model)] == []
    for name, kind in sent:
        for number in NUMBERS if is_day(kind) else ():
            with pytest.raises(ValidationError, match=r"write a (real date|moment)"):
                pytest.fail(f"{name} is {TypeAdapter(kind).validate_python(number)}")


def test_no_event_takes_a_number_for_a_day() -> None:
    models = every_model(*REGISTRY.values())
    assert len([model for model in models if "occurred_on" in model.model_fields]) > 100
    assert [told for model in models for told in taken(model)] == []


def test_no_pack_takes_a_number_for_a_day() -> None:
    assert [told for model in every_model(Pack) for told in taken(model)] == []


@pytest.mark.parametrize("number", NUMBERS)
def test_no_file_of_events_takes_a_number_for_a_day(number: object) -> None:
    with pytest.raises(ValueError, match="is no day; write it as 2026-04-16"):
        as_day(number)


@pytest.mark.parametrize("day", ["2026-03-31", " 2026-03-31 ", date(2026, 3, 31)])
def test_a_day_is_read_as_it_is_written(day: object) -> None:
    assert TypeAdapter(Day).validate_python(day) == date(2026, 3, 31)
    assert TypeAdapter(Day).json_schema() == TypeAdapter(date).json_schema()


@pytest.mark.parametrize("day", ["2026-02-30", "", "31/03/2026", "2026-03-31T00:00:00", "tomorrow"])
def test_what_is_no_day_is_refused(day: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Day).validate_python(day)


async def test_a_child_born_at_a_number_is_told_what_to_write(world: World) -> None:
    body = {"on": "2026-03-30", "authority": "warrington", "date_of_birth": 1522108800}
    answer = await world.post("gateway", f"/children/{uuid4()}/registration", body, role="social_worker")
    assert (answer.status_code, answer.json()["errors"]) == (422, {"body.date_of_birth": WRITE_A_DAY})
    for service, path in (
        ("tracking", f"/children/{uuid4()}/obligations?as_of=0"),
        ("tracking", "/obligations?due_before=0"),
        ("gateway", "/sittings?since=0"),
    ):
        answer = await world.get(service, path, role="social_worker")
        assert (answer.status_code, list(answer.json()["errors"].values())) == (422, [WRITE_A_DAY]), path
