"""May this caller do this? The guard that every route carries, and the walk that finds a route without one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, FastAPI, Request, params
from fastapi.dependencies.models import Dependant
from fastapi.openapi.models import HTTPBearer
from fastapi.routing import iter_route_contexts
from fastapi.security.base import SecurityBase
from starlette.routing import BaseRoute, Mount

from shared.auth.caller import Caller, TokenVerifier
from shared.auth.table import action_table
from shared.errors import NotAllowed, NotSignedIn
from shared.events.codes.roles import Role
from shared.words import in_words

COOKIE = "hearth_token"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_CALLER = "hearth.caller"


class UnknownAction(LookupError):
    """A route names an action that is not in the table."""


class _Token(SecurityBase):
    """The caller of a request, by its bearer token or the cookie of its pages; OpenAPI shows the bearer token."""

    scheme_name = "token"
    model = HTTPBearer(bearerFormat="JWT", description="A token signed with Ed25519, for the audience `hearth`.")

    async def __call__(self, request: Request) -> Caller:
        """Raises NotSignedIn without a token that can be trusted; verified once per request."""
        return _sign_in(request)


@dataclass(frozen=True)
class _Performs(_Token):
    """Lets the request through where one of the caller's roles may do the action."""

    action: str
    roles: frozenset[Role]

    async def __call__(self, request: Request) -> Caller:
        """Raises NotSignedIn, or NotAllowed with the roles that may."""
        # A plain call, not a dependency of its own: each of those costs FastAPI some 8 µs a request.
        caller = _sign_in(request)
        if self.roles.isdisjoint(caller.roles):
            raise NotAllowed(
                f"you {_may_not(self.action)}, signed in as {_list(caller.roles)}; "
                f"ask one of those who may: {_list(self.roles)}"
            )
        return caller


@dataclass(frozen=True)
class _OpenToAll:
    """Lets every request through, for a reason."""

    reason: str

    async def __call__(self) -> None:
        """Nobody is asked."""


signed_in = _Token()
Signed = Annotated[Caller, Depends(signed_in)]


def performs(action: str) -> params.Depends:
    """The dependency of a route that performs this action: `dependencies=[performs("record_gateway_decision")]`.

    Raises UnknownAction, when the route is built, for an action that is not in the table.
    """
    roles = action_table().get(action)
    if roles is None:
        raise UnknownAction(f"{action} is not in actions.yaml; add it there with the roles that may do it")
    return params.Depends(_Performs(action, roles))


def open_to_all(reason: str) -> params.Depends:
    """The dependency of one of the few routes that anybody may ask, with the reason why."""
    return params.Depends(_OpenToAll(reason))


def caller_of(request: Request) -> Caller | None:
    """The caller, where a guard has let the request through."""
    caller: Caller | None = request.scope.get(_CALLER)
    return caller


def refuse_other_sites(request: Request) -> None:
    """Refuse an unsafe request that a page of another site had a browser send (CSRF).

    A browser says where a request comes from (Fetch Metadata; `Origin` on every POST), and a page cannot change that.
    `same-site` is refused too: it includes every port of this machine.
    """
    if request.method in SAFE_METHODS:
        return
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin", "")
    if site is None:
        own = origin.partition("://")[2] == request.headers.get("host") != ""
    else:
        own = site in {"same-origin", "none"}
    if not own:
        raise NotAllowed("this did not come from one of our pages; open the page here and send it again")


def unguarded_routes(app: FastAPI) -> list[str]:
    """Every route that does not name exactly one action (or is open to all, with a reason), as `GET /path`."""
    described = {app.openapi_url, app.docs_url, app.redoc_url, app.swagger_ui_oauth2_redirect_url}
    return [
        f"{', '.join(sorted(methods))} {path}".strip()
        for path, methods, guards in _walk(app.routes, "")
        if guards != 1 and path not in described
    ]


def _sign_in(request: Request) -> Caller:
    known = caller_of(request)
    if known is None:
        verifier: TokenVerifier = request.app.state.verifier
        known = request.scope[_CALLER] = verifier.verify(token_of(request))
    return known


def token_of(request: Request) -> str:
    """The token that a request was sent with. Raises NotSignedIn where it has none, or one that cannot be used."""
    if (header := request.headers.get("authorization")) is not None:
        scheme, _, token = header.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise NotSignedIn("the Authorization header is not `Bearer <token>`; write it so")
        return token
    if token := request.cookies.get(COOKIE, ""):
        refuse_other_sites(request)
        return token
    raise NotSignedIn("nobody is signed in; send your token as `Authorization: Bearer <token>`")


def _walk(routes: Iterable[BaseRoute], before: str) -> Iterator[tuple[str, set[str], int]]:
    """Path, methods and number of guards of every route, however deep: `app.routes` alone shows routers unopened."""
    for context in iter_route_contexts(list(routes)):
        route = context.original_route
        path = before + (context.path or "")
        if isinstance(route, Mount) and route.routes:
            yield from _walk(route.routes, path)
        elif isinstance(route, Mount):
            yield path, set(), int(hasattr(route.app, "open_to_all"))
        else:
            yield path, context.methods or set(), _guards(getattr(context, "dependant", None))


def _guards(dependant: Dependant | None) -> int:
    if dependant is None:
        return 0
    own = isinstance(dependant.call, _Performs | _OpenToAll)
    return own + sum(_guards(needed) for needed in dependant.dependencies)


def _may_not(action: str) -> str:
    verb, _, what = in_words(action).partition(" ")
    return f"do not have access to {what}" if verb == "Read" else f"cannot {verb.lower()} {what}".rstrip()


def _list(roles: frozenset[Role]) -> str:
    return ", ".join(sorted(map(in_words, roles)))
