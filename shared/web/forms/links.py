"""The way to the forms: which of them somebody may fill in, and where each is."""

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from fastapi import FastAPI, Request
from fastapi.routing import APIRoute, iter_route_contexts

from shared.auth.actions import caller_of
from shared.web.forms.pages import FORM

ENTRY = "{event_id}"
PARAMETER = re.compile(r"\{\w+\}")


class FormLink(NamedTuple):
    """A form: what it is called, and its address."""

    text: str
    href: str


class Forms:
    """The forms of this service that the caller of a request may fill in."""

    def __init__(self, request: Request) -> None:
        """Of a request that a guard has let through."""
        self._caller = caller_of(request)
        self._root = request.scope["root_path"]
        self._known = _forms_of(request.app)

    def __contains__(self, action: str) -> bool:
        """Whether the caller may do this, and there is a form for it; mending is an action and a kind of case."""
        return self._caller is not None and action in self._known and self._caller.may(action.partition(" ")[0])

    def to(self, action: str, case: UUID | str, text: str = "", **given: object) -> FormLink | None:
        """The form of an action about a case, with fields that are given; None where it is not the caller's to do.

        What is given stands in the address, so it is never personal.
        """
        if action not in self:
            return None
        path, title = self._known[action]
        query = f"?{urlencode(given)}" if given else ""
        return FormLink(text or title, f"{self._root}{PARAMETER.sub(str(case), path)}{query}")

    def of_draft(self, draft: str, case: UUID, kind: str) -> FormLink | None:
        """The form of a draft about a case of this kind; a draft that mends an entry names action and entry."""
        action, _, entry = draft.partition(" ")
        if not entry:
            return self.to(action, case)
        if f"{action} {kind}" not in self:
            return None
        path, title = self._known[f"{action} {kind}"]
        return FormLink(title, f"{self._root}{PARAMETER.sub(str(case), path.replace(ENTRY, entry))}")


def _forms_of(app: FastAPI) -> Mapping[str, tuple[str, str]]:
    """Path and title of every form of the app, by action; looked for once."""
    if not hasattr(app.state, "forms"):
        app.state.forms = {
            route.name.removesuffix(FORM): (context.path or "", route.summary or "")
            for context in iter_route_contexts(list(app.routes))
            if isinstance(route := context.original_route, APIRoute) and route.name.endswith(FORM)
        }
    found: Mapping[str, tuple[str, str]] = app.state.forms
    return found
