"""The pages of the front port itself: the first page of the house, and what is told while a service is away."""

from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Final

from starlette.responses import HTMLResponse

from hearth.service import prefix
from shared.web.pages import PAGE_HEADERS, STATIC, static_files, templates_for

# Where who is signed in goes on to the home of their role.
START: Final = f"{prefix('gateway')}/"
FILES: Final = static_files()
_TEMPLATES = templates_for((Path(__file__).parent / "templates",))
_QUESTIONS = {
    "gateway": "Is legal action needed for this child, and what did the court order?",
    "planning": "What is the plan for this child's permanent home, and is it agreed?",
    "family_finding": "Who could be this child's family, and are they matched?",
    "tracking": "What must happen for this child, by when, under which rule, and is it late?",
}


def first_page(services: Sequence[str]) -> HTMLResponse:
    """The way in, and beneath it the services and their contracts."""
    told = [
        {"path": prefix(service), "name": _in_words(service).capitalize(), "question": _QUESTIONS.get(service, "")}
        for service in services
    ]
    return _page("front.html", HTTPStatus.OK, services=told, start=START)


def away_page(service: str, status: HTTPStatus, what: str) -> HTMLResponse:
    """What a person is told while a service is not there, or does not answer in time."""
    return _page("away.html", status, title="Hearth cannot show this now", name=_in_words(service), what=what)


def _page(template: str, status: HTTPStatus, **context: object) -> HTMLResponse:
    static = {name: f"{STATIC}{address}" for name, address in FILES.addresses.items()}
    page = _TEMPLATES.get_template(template).render(service="Hearth", root="", static=static, **context)
    return HTMLResponse(page, status, headers=dict(PAGE_HEADERS))


def _in_words(service: str) -> str:
    return service.replace("_", " ")
