"""Every route asks who is calling and whether they may; a route that does not is found, however deep it is."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from fastapi import APIRouter, FastAPI, Request, Response
from httpx import ASGITransport, AsyncClient

from shared.auth.actions import (
    COOKIE,
    Signed,
    UnknownAction,
    caller_of,
    open_to_all,
    performs,
    signed_in,
    unguarded_routes,
)
from shared.auth.caller import TokenVerifier
from shared.web.pages import install_pages
from shared.web.problems import install_problems

Forge = Callable[..., str]
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def app(verifier: TokenVerifier, tmp_path: Path) -> FastAPI:
    """A service of one case: anybody may see that it lives, a chair may decide, an officer may review."""
    app = FastAPI(title="Legal Gateway", version="1")
    install_pages(app, (tmp_path,))
    install_problems(app)
    app.state.verifier = verifier
    cases = APIRouter(prefix="/cases")

    @cases.post("/decisions", dependencies=[performs("record_gateway_decision")])
    async def decide(caller: Signed) -> str:
        return caller.subject

    @cases.get("/reviews", dependencies=[performs("hold_review")])
    async def review(request: Request) -> bool:
        return caller_of(request) is await signed_in(request)

    @app.get("/livez", dependencies=[open_to_all("whether it lives tells nothing about anybody")])
    async def live() -> str:
        return "alive"

    app.include_router(cases)
    return app


@pytest.fixture
async def http(app: FastAPI) -> AsyncIterator[AsyncClient]:
    async with AsyncClient(transport=ASGITransport(app), base_url="http://hearth.test") as client:
        yield client


async def test_a_right_role_passes_and_the_handler_knows_the_caller(http: AsyncClient, forge: Forge) -> None:
    token = forge(roles=["gateway_chair"], sub="gateway_chair@warrington")
    answer = await http.post("/cases/decisions", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.json()) == (200, "gateway_chair@warrington")


async def test_a_caller_is_worked_out_once_per_request(http: AsyncClient, forge: Forge) -> None:
    answer = await http.get("/cases/reviews", headers={"Authorization": f"bearer {forge(roles=['iro', 'director'])}"})
    assert answer.json() is True


async def test_a_wrong_role_is_told_who_may(http: AsyncClient, forge: Forge) -> None:
    answer = await http.post("/cases/decisions", headers={"Authorization": f"Bearer {forge()}"})
    assert answer.status_code == 403
    assert answer.json()["detail"] == (
        "you cannot record gateway decision, signed in as Social worker; ask one of those who may: Gateway chair"
    )


async def test_what_is_open_to_all_asks_nobody(http: AsyncClient) -> None:
    assert (await http.get("/livez")).json() == "alive"


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic YTpi", "Bearer no.token.this", "no"])
async def test_without_a_token_that_holds_a_caller_must_sign_in(http: AsyncClient, header: str) -> None:
    answer = await http.get("/cases/reviews", headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="hearth"'
    assert answer.headers["Content-Type"] == "application/problem+json"


async def test_nobody_is_signed_in_by_default(http: AsyncClient) -> None:
    answer = await http.get("/cases/reviews")
    assert answer.status_code == 401
    assert "nobody is signed in" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://hearth.test"}, 403),
        ({"Origin": "http://hearth.test"}, 200),
        ({"Origin": "http://hearth.test:8001"}, 403),
        ({"Origin": "https://elsewhere.test"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 403),
    ],
)
async def test_a_cookie_acts_only_from_our_own_pages(
    http: AsyncClient, forge: Forge, headers: dict[str, str], status: int
) -> None:
    cookie = {"Cookie": f"{COOKIE}={forge(roles=['gateway_chair'])}"}
    assert (await http.post("/cases/decisions", headers=cookie | headers)).status_code == status


async def test_a_cookie_may_look_from_anywhere(http: AsyncClient, forge: Forge) -> None:
    headers = {"Cookie": f"{COOKIE}={forge(roles=['iro'])}", "Sec-Fetch-Site": "cross-site"}
    assert (await http.get("/cases/reviews", headers=headers)).status_code == 200


async def test_a_header_is_believed_before_a_cookie(http: AsyncClient, forge: Forge) -> None:
    headers = {"Cookie": f"{COOKIE}={forge(roles=['gateway_chair'])}", "Authorization": f"Bearer {forge()}"}
    assert (await http.post("/cases/decisions", headers=headers | SAME_ORIGIN)).status_code == 403


def test_an_action_that_nobody_knows_builds_no_route() -> None:
    with pytest.raises(UnknownAction, match=r"crown_a_king is not in actions\.yaml"):
        performs("crown_a_king")


def test_openapi_says_which_routes_want_a_token(app: FastAPI) -> None:
    paths = app.openapi()["paths"]
    assert paths["/cases/decisions"]["post"]["security"] == [{"token": []}]
    assert "security" not in paths["/livez"]["get"]
    assert app.openapi()["components"]["securitySchemes"]["token"]["scheme"] == "bearer"


def test_a_guarded_app_has_no_unguarded_route(app: FastAPI) -> None:
    assert unguarded_routes(app) == []


def test_an_unguarded_route_is_found_however_deep(app: FastAPI) -> None:
    inner, outer, beside = APIRouter(), APIRouter(prefix="/outer"), FastAPI(openapi_url=None)

    @inner.post("/deep")
    async def deep() -> None: ...

    @inner.get("/deep", dependencies=[performs("hold_review")])
    async def guarded() -> None: ...

    @inner.websocket("/live")
    async def live() -> None: ...

    @beside.get("/thing")
    async def thing() -> None: ...

    outer.include_router(inner, prefix="/inner")
    app.include_router(outer)
    app.mount("/beside", beside)
    app.add_route("/plain", lambda _: Response())
    assert unguarded_routes(app) == [
        "POST /outer/inner/deep",
        "/outer/inner/live",
        "GET /beside/thing",
        "GET, HEAD /plain",
    ]


def test_a_guard_of_a_router_guards_what_is_included(app: FastAPI) -> None:
    inner = APIRouter()

    @inner.get("/deep")
    async def deep() -> None: ...

    app.include_router(inner, dependencies=[performs("hold_review")])
    assert unguarded_routes(app) == []


def test_a_route_that_names_two_actions_is_found(app: FastAPI) -> None:
    @app.get("/both", dependencies=[performs("hold_review"), performs("record_visit")])
    async def both() -> None: ...

    assert unguarded_routes(app) == ["GET /both"]


def test_files_that_do_not_say_why_they_are_open_are_found(app: FastAPI) -> None:
    async def anything(*_: object) -> None: ...

    app.mount("/files", anything)
    assert unguarded_routes(app) == ["/files"]
