"""Figures: what several runs of a measurement come to, whether that meets its goal, and how it is shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median
from typing import Any, Literal

from rich.table import Table


@dataclass(frozen=True)
class Goal:
    """A bound: on Hearth's own figure, or on its ratio to the bare one."""

    of: Literal["figure", "ratio"]
    relation: Literal[">=", "<="]
    bound: float

    def met(self, value: float) -> bool:
        """Whether the value keeps the bound."""
        return value >= self.bound if self.relation == ">=" else value <= self.bound

    def __str__(self) -> str:
        return f"{self.of} {self.relation} {self.bound:,g}"


@dataclass(frozen=True)
class Measure:
    """One thing measured: a figure for each run, and, where there is a baseline, the bare one of the same round."""

    name: str
    unit: str
    runs: Sequence[float]
    bare: Sequence[float] = ()
    goal: Goal | None = None
    remark: str = ""

    @property
    def figure(self) -> float:
        """The median of the runs."""
        return median(self.runs)

    @property
    def ratio(self) -> float | None:
        """The median of Hearth's share of the bare figure, round by round: a machine that slows down slows both."""
        if not self.bare:
            return None
        return median(ours / theirs for ours, theirs in zip(self.runs, self.bare, strict=True))

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None where there is none."""
        if self.goal is None:
            return None
        value = self.figure if self.goal.of == "figure" else self.ratio
        return value is not None and self.goal.met(value)

    def as_json(self) -> dict[str, Any]:
        """Everything about it, each run included."""
        return {
            "measure": self.name,
            "unit": self.unit,
            "figure": self.figure,
            "bare": median(self.bare) if self.bare else None,
            "ratio": self.ratio,
            "goal": str(self.goal) if self.goal else None,
            "met": self.met,
            "runs": list(self.runs),
            "bare_runs": list(self.bare),
            "remark": self.remark,
        }


def percentile(values: Iterable[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed (nearest rank). Refuses no values."""
    ordered = sorted(values)
    if not ordered:
        raise ValueError("there is nothing to take a percentile of")
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def table(measures: Iterable[Measure]) -> Table:
    """The measures as a table of medians."""
    shown = Table("measure", "unit", title="Medians", show_lines=False)
    for heading in ("Hearth", "lowest", "highest", "bare", "ratio"):
        shown.add_column(heading, justify="right")
    shown.add_column("goal")
    shown.add_column("met")
    for each in measures:
        shown.add_row(
            each.name,
            each.unit,
            *(_short(value) for value in (each.figure, min(each.runs), max(each.runs))),
            _short(median(each.bare)) if each.bare else "",
            _short(each.ratio) if each.ratio is not None else "",
            str(each.goal or ""),
            {True: "yes", False: "NO", None: ""}[each.met],
        )
    return shown


def _short(value: float) -> str:
    """Three digits that matter, or all of a large whole number."""
    whole = 100
    return f"{value:,.0f}" if abs(value) >= whole else f"{value:.3g}"
