"""What every page of the gateway shows alike: days in words, and the way to each form for who may fill it in."""

from fastapi import Request
from fastapi.responses import HTMLResponse

from shared.calendar import words_of_day
from shared.web.forms.links import Forms
from shared.web.pages import render, who


def show(request: Request, template: str, *, status: int = 200, **context: object) -> HTMLResponse:
    """A page of the gateway.

    Its template also has `day` (a date in words), `forms` (the way to each form) and `reads_people`.
    """
    given = {"day": words_of_day, "forms": Forms(request), "reads_people": who(request).may("read_people")}
    return render(request, template, status=status, **given, **context)
