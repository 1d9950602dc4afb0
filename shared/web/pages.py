"""How a page is made: its layout, its style sheets, and what a browser may do there."""

import mimetypes
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Final
from urllib.parse import quote
from uuid import UUID

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, PrefixLoader
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Match, NoMatchFound
from starlette.types import Receive, Scope, Send

from shared.auth.actions import caller_of
from shared.auth.caller import Caller
from shared.auth.table import action_table
from shared.calendar import words_of_day
from shared.clock import LONDON
from shared.errors import NotSignedIn
from shared.events.base import REGISTRY
from shared.settings import Home
from shared.web.event_words import words_of
from shared.web.navigation import navigation
from shared.words import in_words

STATIC: Final = "/static"
SIGN_IN: Final = "development_sign_in"  # the name of the development issuer's page among an app's routes
# No inline script or style, nothing from elsewhere: a page works without JavaScript, and runs none but our own files.
PAGE_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


class Page(APIRoute):
    """A route for who asks for HTML; everybody else is answered by the API at the same address."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Nothing, where the request does not accept HTML."""
        accepted = dict(scope.get("headers", ())).get(b"accept", b"")
        return super().matches(scope) if b"text/html" in accepted else (Match.NONE, {})


class PublicFiles:
    """The style sheets, pictures and scripts of every page, each under a name that holds the hash of its content.

    A name always means the same bytes, so a browser keeps them for a year and a new release is a new name.
    """

    open_to_all = "style sheets and scripts say nothing about anybody"

    def __init__(self, folder: Path) -> None:
        """Reads the folder's files once: there are few, and they are small."""
        self.addresses: dict[str, str] = {}
        self._answers: dict[str, tuple[bytes, str]] = {}
        for path in sorted(folder.iterdir()):
            media_type, _ = mimetypes.guess_type(path.name)
            if media_type in {"text/css", "image/svg+xml", "text/javascript"}:
                content = path.read_bytes()
                address = f"/{path.stem}.{sha256(content).hexdigest()[:12]}{path.suffix}"
                self.addresses[path.name] = address
                self._answers[address] = (content, media_type)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one file."""
        file = self._answers.get("/" + scope["path"].rpartition("/")[2])
        if file is None:
            answer: Response = PlainTextResponse("no such file", 404)
        else:
            headers = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
            answer = Response(file[0], media_type=file[1], headers=headers)
        await answer(scope, receive, send)


def static_files() -> PublicFiles:
    """The files that every service serves under `/static`."""
    return PublicFiles(_folder("static"))


@cache
def templates_for(folders: tuple[Path, ...]) -> Environment:
    """Templates of one service, with the layout as `hearth/…` and the macros as `govuk_frontend_jinja/…`.

    Each is compiled once in a process.
    """
    shared = PrefixLoader(
        {
            "govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja"),
            "hearth": FileSystemLoader(_folder("templates")),
        }
    )
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(folders), shared]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["in_words"] = in_words
    environment.filters["clock"] = at_the_clock
    environment.filters["day"] = words_of_day
    return environment


def at_the_clock(moment: datetime) -> str:
    """A moment as London's clocks and calendars say it: `09:05 on 7 September 2026`."""
    there = moment.astimezone(LONDON)
    return f"{there:%H:%M} on {words_of_day(there.date())}"


def install_pages(app: FastAPI, folders: tuple[Path, ...], homes: tuple[Home, ...] = ()) -> None:
    """Give this app its templates and style sheets, so that `render` works in its routes, and the way to the others."""
    app.state.homes = homes
    app.state.templates = templates_for(folders)
    app.state.static = static_files()
    app.mount(STATIC, app.state.static, name="static")


def render(request: Request, template: str, *, status: int = 200, **context: object) -> HTMLResponse:
    """The page that `template` makes of `context`.

    Every template also has `service` (its name), `root` (what precedes every address of this service), `static`
    (file name to address), `navigation`, `caller` or None, `sign_in_page` or None, `done` (what was just
    recorded) and `done_about` (the id of the case it is about).
    """
    root = request.scope["root_path"]
    page = request.app.state.templates.get_template(template).render(
        service=request.app.title,
        root=root,
        static={name: f"{root}{STATIC}{address}" for name, address in request.app.state.static.addresses.items()},
        navigation=navigation(request),
        caller=caller_of(request),
        sign_in_page=sign_in_page(request),
        done=_done(request),
        done_about=_done_about(request),
        **context,
    )
    return HTMLResponse(page, status, headers=dict(PAGE_HEADERS))


def _done(request: Request) -> str:
    """The words for what was just recorded, as the address says: an event or an action, and nothing somebody wrote."""
    done = request.query_params.get("done", "")
    if done in REGISTRY:
        return words_of(REGISTRY[done])
    return f"{in_words(done.partition('_')[2])} recorded" if done in action_table() else ""


def _done_about(request: Request) -> UUID | None:
    """The case of which the address says that something was just recorded."""
    try:
        return UUID(request.query_params.get("about", ""))
    except ValueError:
        return None


def public_path(request: Request) -> str:
    """The path as the browser knows it, quoted, with what precedes every address of this service."""
    root, path = request.scope["root_path"], request.scope["path"]
    return quote(path if path == root or path.startswith(f"{root}/") else f"{root}{path}", safe="/:@,;=+!$&'()*~")


def who(request: Request) -> Caller:
    """The caller of a page that a guard has let through."""
    caller = caller_of(request)
    if caller is None:
        raise NotSignedIn("nobody is signed in; sign in first")
    return caller


def sign_in_page(request: Request) -> str | None:
    """The address of the development issuer's page, which leads back here; None where this app has no such issuer."""
    try:
        page = request.app.url_path_for(SIGN_IN)
    except NoMatchFound:
        return None
    back = public_path(request) + (f"?{request.url.query}" if request.url.query else "")
    ask = f"?next={quote(back, safe='/')}" if request.method == "GET" else ""
    return f"{request.scope['root_path']}{page}{ask}"


def _folder(name: str) -> Path:
    return Path(str(files("shared.web").joinpath(name)))
