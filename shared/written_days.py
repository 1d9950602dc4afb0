"""A day as it is written at a boundary: as ISO 8601 has it, `2026-03-31`. A number is no day, and no moment."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ].+", re.ASCII)
WRITE_A_DAY: Final = "write a real date, as 2026-03-31"
WRITE_A_MOMENT: Final = "write a moment with its day and zone, as 2026-03-31T17:00:00+01:00"


def day_as_written(said: object) -> object:
    """A day that is one already, or text that has the form of one; whether it exists is for the calendar."""
    if isinstance(said, int | float | Decimal | bytes) or (isinstance(said, str) and not DAY.fullmatch(said.strip())):
        raise PydanticCustomError("day_as_written", WRITE_A_DAY)
    return said.strip() if isinstance(said, str) else said


def moment_as_written(said: object) -> object:
    """A moment that is one already, or text that has the form of one."""
    if isinstance(said, int | float | Decimal | bytes) or (isinstance(said, str) and not MOMENT.fullmatch(said)):
        raise PydanticCustomError("moment_as_written", WRITE_A_MOMENT)
    return said


Day = Annotated[date, BeforeValidator(day_as_written)]
READS: Final = {"date": day_as_written, "datetime": moment_as_written}
BESIDE: Final = frozenset({"metadata", "default", "serialization"})  # what in a schema reads nothing


def _read_as_written(part: Any) -> None:  # noqa: ANN401 - any part of a schema
    """Have each day in this part of a schema read as it is written, once."""
    members = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for place, member in members:
        kind = member.get("type") if isinstance(member, dict) else None
        if isinstance(kind, str) and kind in READS:
            part[place] = core_schema.no_info_before_validator_function(READS[kind], member)
        elif place not in BESIDE and not _is_read_so(member, kind):
            _read_as_written(member)


def _is_read_so(member: Any, kind: object) -> bool:  # noqa: ANN401 - any part of a schema
    return kind == "function-before" and member["function"]["function"] in READS.values()


class WrittenDays(BaseModel):
    """What somebody sends: every field of it that is a day or a moment, however deep, is read as written."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 - pydantic's hook
        """The model's own schema, with its days and moments read so. Models within it see to theirs."""
        schema = handler(source)
        _read_as_written(handler.resolve_ref_schema(schema))
        return schema
