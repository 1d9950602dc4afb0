"""What a field of an event is to its entry: it brings something in, rests on it, or says which entry this is.

Every field that holds an id says so where it stands, `order_id: RestsOn[OrderId]`, and a test walks them all.
"""

from collections.abc import Iterator, Mapping
from enum import Enum, auto
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel

T = TypeVar("T")


class Part(Enum):
    """The part that a field plays."""

    IDENTIFIES = auto()
    RESTS_ON = auto()
    FIXED = auto()
    CORRECTABLE = auto()


# The entry brings in what the id names: later entries rest on it.
Identifies = Annotated[T, Part.IDENTIFIES]
# An earlier entry brought it in, and without that one this entry has lost its ground.
RestsOn = Annotated[T, Part.RESTS_ON]
# It says which entry this is, of whom, or what is kept of it elsewhere.
Fixed = Annotated[T, Part.FIXED]
# A fact that may be wrong like any other, though it is an id.
Correctable = Annotated[T, Part.CORRECTABLE]


@cache
def parts_of(event: type[BaseModel]) -> Mapping[str, Part]:
    """The fields of an event that say what they are, each with its part."""
    return {
        name: part for name, field in event.model_fields.items() for part in field.metadata if isinstance(part, Part)
    }


def ids_of(event: BaseModel, part: Part) -> Iterator[Any]:
    """The ids that play a part in an event."""
    for name, own in parts_of(type(event)).items():
        if own is part and (value := getattr(event, name)) is not None:
            yield value


def is_fixed(event: type[BaseModel], name: str) -> bool:
    """Whether a field says which entry this is, so that it is not corrected."""
    return parts_of(event).get(name, Part.CORRECTABLE) is not Part.CORRECTABLE
