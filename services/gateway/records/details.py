"""A person's details: what they hold, and by which words they are found."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from shared.vault import words_of
from shared.written_days import WrittenDays

Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$")
]

Phone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9 ()-]{3,30}$")]
Email = Annotated[str, StringConstraints(max_length=254, pattern=r"^[^@\s]+@[^@\s]+$")]


class Sex(StrEnum):
    """A person's sex, as far as it is known."""

    FEMALE = "female"
    MALE = "male"
    NOT_KNOWN = "not_known"


class PersonDetails(WrittenDays):
    """Who somebody is and where to be reached. Kept sealed; in no event, log line, trace or message of a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    given_names: Line | None = None
    family_name: Line | None = None
    known_as: Line | None = None
    date_of_birth: date | None = None
    sex: Sex = Sex.NOT_KNOWN
    address: Annotated[tuple[Line, ...], Field(max_length=6)] = ()
    postcode: Annotated[Line, Field(max_length=12)] | None = None
    phone: Phone | None = None
    email: Email | None = None

    @model_validator(mode="after")
    def _is_called_something(self) -> Self:
        if not self.names:
            raise ValueError("give a given name, a family name or what the person is known as, in letters")
        return self

    @property
    def names(self) -> frozenset[str]:
        """The words by which the person is found."""
        return frozenset(_words(self.given_names, self.family_name, self.known_as))

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        """Nothing: a fault's words may quote a value's `repr`."""
        return ()


def _words(*names: str | None) -> Iterable[str]:
    for name in names:
        yield from words_of(name or "")
