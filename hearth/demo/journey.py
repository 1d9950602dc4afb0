"""One child's journey from referral to adoption order: invented, and laid over the steps of `adoption.yaml`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID, uuid4

from hearth.demo.speaking import Asking
from shared.auth.table import load_strictly

RELATIVE = re.compile(r"^([+-]\d+) days$")
OWN = re.compile(r"^<(\w+)>$")


@cache
def script(name: str = "adoption") -> tuple[dict[str, Any], ...]:
    """The steps as they are written: those of the journey, or the `upkeep` between them."""
    written: Any = load_strictly(files("hearth.demo").joinpath(f"{name}.yaml").read_text())
    return tuple(written)


def length() -> int:
    """Days from registration to the last step."""
    return int(script()[-1]["day"])


@dataclass(frozen=True)
class Step:
    """A step of the journey: what is told, what is asked, and about which case."""

    says: str
    asking: Asking
    case_id: UUID
    on: date


@dataclass(frozen=True)
class Journey:
    """An invented child, the invented family that the child will have, and the day on which it begins."""

    starts_on: date
    child: UUID
    family: UUID
    authority: str = "warrington"
    court_case_number: str = "WA25C50123"

    @classmethod
    def ending(cls, on: date) -> "Journey":
        """A new child's journey whose adoption order is made on this day."""
        return cls(on - timedelta(days=length()), uuid4(), uuid4())

    def steps(self) -> Iterator[Step]:
        """Every step in order."""
        for written in script():
            yield self._step(written, written["day"])

    def upkeep(self, today: date) -> Iterator[Step]:
        """What goes on between the steps, each as it was last done by this day."""
        for written in script("upkeep"):
            last = min((today - self.starts_on).days, written["until"])
            if last >= written["from"]:
                yield self._step(written, last - (last - written["from"]) % written["every"])

    def _step(self, written: Mapping[str, Any], day: int) -> Step:
        on = self._on(day)
        service, action = written["ask"].split()
        body = {"on": on.isoformat(), **{name: self._said(value) for name, value in _with(written).items()}}
        about = self.family if "about" in written else self.child
        return Step(written.get("says", action), Asking(service, action, written["as"], body), about, on)

    def _on(self, day: int) -> date:
        return self.starts_on + timedelta(days=day)

    def _said(self, value: object) -> object:
        """A field's value with the journey's own names and days filled in."""
        if isinstance(value, list):
            return [self._said(one) for one in value]
        if isinstance(value, str) and (relative := RELATIVE.match(value)):
            return self._on(int(relative[1])).isoformat()
        if isinstance(value, str) and (own := OWN.match(value)):
            return str(getattr(self, own[1]))
        return value


def _with(written: Mapping[str, Any]) -> Mapping[str, object]:
    fields: Mapping[str, object] = written.get("with", {})
    return fields
