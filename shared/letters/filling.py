"""Filling a letter: which facts does its template ask for, and which of them are not known yet?"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import TemplateError, Undefined
from jinja2.sandbox import SandboxedEnvironment

from shared.errors import RuleBroken

# What XML 1.0 cannot hold (section 2.2), but for a tab and the end of a line.
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP file can name
NOON = 12
# What a template may do: be no Word file, have a fault in its braces, or ask for what cannot be worked out.
FAULTS = (
    PackageNotFoundError,
    BadZipFile,
    LookupError,
    TemplateError,
    SyntaxError,
    ValueError,
    TypeError,
    ArithmeticError,
)


def fill(template: bytes, facts: Mapping[str, Any]) -> tuple[bytes, tuple[str, ...]]:
    """The letter as a Word file, and the facts that it asks for and nobody gave, in the order of the letter.

    A missing fact stands in the letter in angle brackets, as `<date of birth>`. What is None, blank or an empty list is
    missing. The same template and facts give the same bytes.

    Raises RuleBroken for a template that is no Word file or has a fault in its braces.
    """
    missing: dict[str, None] = {}
    filled = BytesIO()
    try:
        letter = DocxTemplate(BytesIO(template))
        letter.render(_given(facts), _environment(missing), autoescape=True)
        letter.save(filled)
    except FAULTS as fault:
        advice = f"the letter's template cannot be filled ({fault}); mend it in Word, then draft the letter again"
        raise RuleBroken(advice) from fault
    return without_moment(filled.getvalue()), tuple(missing)


def without_moment(word_file: bytes) -> bytes:
    """The same Word file, without the moment at which it was made: equal letters are equal bytes."""
    made = BytesIO()
    with ZipFile(BytesIO(word_file)) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, EARLIEST), old.read(name), ZIP_DEFLATED)
    return made.getvalue()


def _given(fact: Any) -> Any:  # noqa: ANN401 - a fact is a text, a day, or a list or mapping of such
    """What was really given of this fact; None where that is nothing."""
    match fact:
        case str():
            return NOT_IN_XML.sub("", fact).strip() or None
        case Mapping():
            return {name: given for name, part in fact.items() if (given := _given(part)) is not None}
        case Iterable():
            return [given for part in fact if (given := _given(part)) not in (None, {}, [])] or None
        case _:
            return fact


def _environment(missing: dict[str, None]) -> SandboxedEnvironment:
    """How a template is read. It is sandboxed, because an authority's own template is not our code."""

    class Missing(Undefined):
        """A fact that is not known: shown by its name, and noted. A list that is not known has one such entry."""

        def __str__(self) -> str:
            words = str(self._undefined_name).replace("_", " ")
            missing[words] = None
            return f"<{words}>"

        def __iter__(self) -> Iterator[Any]:
            yield self

        def __getattr__(self, name: str) -> "Missing":
            if name.startswith("__"):
                raise AttributeError(name)
            return Missing(name=name)

        def __getitem__(self, name: object) -> "Missing":  # type: ignore[override] # jinja2 says that it never returns
            return Missing(name=str(name))

    def named(children: Iterable[Any]) -> str:
        *others, last = [str(environment.getattr(child, "child_name")) for child in children]
        return f"{', '.join(others)} and {last}" if others else last

    environment = SandboxedEnvironment(undefined=Missing, finalize=_shown)
    environment.filters["named"] = named
    return environment


def _shown(value: Any) -> Any:  # noqa: ANN401 - whatever a template prints
    """A day as `30 March 2026`, a time as `9:30am`, all else as it is."""
    match value:
        case date():
            return f"{value.day} {value:%B %Y}"
        case time():
            return f"{(value.hour - 1) % NOON + 1}:{value:%M}{'am' if value.hour < NOON else 'pm'}"
        case _:
            return value
