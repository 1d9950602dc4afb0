"""What every page of the gateway shows alike: days in words, and the way to each form for who may fill it in."""

from fastapi import Request
from fastapi.responses import HTMLResponse

from shared.auth.actions import caller_of
from shared.auth.caller import Caller
from shared.auth.table import action_table
from shared.errors import NotSignedIn
from shared.policy.arithmetic import words_of_day
from shared.web.forms.links import Forms
from shared.web.pages import render


def show(request: Request, template: str, *, status: int = 200, **context: object) -> HTMLResponse:
    """A page of the gateway.

    Its template also has `day` (a date in words), `forms` (the way to each form) and `reads_people`.
    """
    reads_people = not who(request).roles.isdisjoint(action_table()["read_people"])
    given = {"day": words_of_day, "forms": Forms(request), "reads_people": reads_people}
    return render(request, template, status=status, **given, **context)


def who(request: Request) -> Caller:
    """The caller of a page that a guard has let through."""
    caller = caller_of(request)
    if caller is None:
        raise NotSignedIn("nobody is signed in; sign in first")
    return caller
