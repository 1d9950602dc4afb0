"""A step of a child's course: one command as somebody sends it over HTTP."""

import json
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Step:
    """Whom to ask, where, as which user, and what. `valid` is false of what every service must refuse."""

    service: str
    path: str
    case_id: UUID
    role: str
    authority: str
    body: dict[str, Any]
    valid: bool = True

    @property
    def content(self) -> bytes:
        """The body, byte for byte the same at every sending."""
        return json.dumps(self.body).encode()

    @property
    def on(self) -> date:
        """The day of the step."""
        return date.fromisoformat(self.body["on"])


def spoilt(step: Step, chance: Random) -> Step:
    """The step in a form that must be refused, whatever the case has come to."""
    match chance.randrange(4):
        case 0:
            wrong = replace(step, body={**step.body, "nobody_asked_for_this": 1})
        case 1:
            wrong = replace(step, body={name: value for name, value in step.body.items() if name != "on"})
        case 2:
            wrong = replace(step, body={**step.body, "on": "the day after tomorrow"})
        case _:
            wrong = replace(step, role="lead_member")  # who reads reports and records nothing
    return replace(wrong, valid=False)
