"""The development issuer: every role has an invented user, and outside development there is no issuer."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from shared.auth.actions import COOKIE, Signed, performs, unguarded_routes
from shared.auth.caller import TokenVerifier
from shared.clock import FixedClock
from shared.errors import Refusal
from shared.events.codes.roles import Role
from shared.web.development import development_router, development_token, development_users
from shared.web.pages import install_pages
from shared.web.problems import install_problems

ALL = {"warrington", "surrey", "bradford", "trafford", "county", "together_for_adoption"}
PAGE = {"Accept": "text/html,application/xhtml+xml"}
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def app(keys: tuple[str, str], tmp_path: Path) -> FastAPI:
    """A service behind the front port, with the issuer and one page."""
    app = FastAPI(title="Planning")
    install_pages(app, (tmp_path,))
    install_problems(app)
    app.state.verifier = TokenVerifier(keys[1])
    app.include_router(development_router(keys[0], "development"))

    @app.get("/plans/{name}", dependencies=[performs("read_permanence_plan")])
    async def show(name: str, caller: Signed) -> str:
        return f"{name} for {caller.subject}"

    @app.post("/plans", dependencies=[performs("agree_permanence_plan")])
    async def agree() -> None: ...

    return app


@pytest.fixture
async def http(app: FastAPI) -> AsyncIterator[AsyncClient]:
    async with AsyncClient(
        transport=ASGITransport(app, root_path="/planning"), base_url="http://hearth.test"
    ) as client:
        yield client


@pytest.mark.parametrize("environment", ["production", "staging", "", "Development"])
def test_outside_development_there_is_no_issuer(keys: tuple[str, str], environment: str) -> None:
    with pytest.raises(RuntimeError, match="unset HEARTH_DEVELOPMENT_PRIVATE_KEY"):
        development_router(keys[0], environment)


def test_every_role_has_a_user() -> None:
    assert set(development_users().users) == set(Role)


@pytest.mark.parametrize("role", Role)
def test_every_user_gets_a_token_that_holds(
    keys: tuple[str, str], verifier: TokenVerifier, clock: FixedClock, role: Role
) -> None:
    caller = verifier.verify(development_token(keys[0], role, "bradford", clock=clock))
    assert caller.roles == {role}
    assert caller.authorities in ({"bradford"}, ALL)


@pytest.mark.parametrize(
    ("user", "subject"),
    [
        ("family_finder", "family_finder@together_for_adoption"),
        ("panel_chair", "panel_chair@together_for_adoption"),
        ("ops_engineer", "ops_engineer@hearth"),
    ],
)
def test_the_region_and_the_house_see_every_authority(
    keys: tuple[str, str], verifier: TokenVerifier, clock: FixedClock, user: str, subject: str
) -> None:
    caller = verifier.verify(development_token(keys[0], user, clock=clock))
    assert caller.subject == subject
    assert caller.authorities == ALL


@pytest.mark.parametrize("authority", [None, "atlantis", "together_for_adoption", "*"])
def test_a_council_s_worker_works_for_one_council(keys: tuple[str, str], authority: str | None) -> None:
    with pytest.raises(Refusal, match="choose one of warrington, surrey, bradford, trafford, county"):
        development_token(keys[0], "iro", authority)


def test_a_user_who_was_not_invented_gets_no_token(keys: tuple[str, str]) -> None:
    with pytest.raises(Refusal, match="no invented user"):
        development_token(keys[0], "emperor", "warrington")


def test_a_token_holds_for_its_lifetime(keys: tuple[str, str], verifier: TokenVerifier, clock: FixedClock) -> None:
    token = development_token(keys[0], "ops_engineer", lifetime=timedelta(seconds=5), clock=clock)
    clock.moment += timedelta(seconds=4)
    verifier.verify(token)
    clock.moment += timedelta(seconds=1)
    with pytest.raises(Refusal, match="run out"):
        verifier.verify(token)


async def test_the_api_issues_a_token(http: AsyncClient) -> None:
    answer = await http.post("/development/token", json={"user": "iro", "authority": "surrey"})
    issued = answer.json()
    assert (answer.status_code, issued["token_type"], issued["expires_in"]) == (200, "Bearer", 28800)
    headers = {"Authorization": f"Bearer {issued['access_token']}"}
    assert (await http.get("/plans/ada", headers=headers)).json() == "ada for iro@surrey"


@pytest.mark.parametrize("who", [{"user": "emperor"}, {"user": "iro"}, {"user": "iro", "authority": "atlantis"}])
async def test_the_api_refuses_who_is_not_on_the_list(http: AsyncClient, who: dict[str, str]) -> None:
    answer = await http.post("/development/token", json=who)
    assert answer.status_code == 400
    assert "choose one of" in answer.json()["detail"]


async def test_a_page_leads_to_sign_in_and_back(http: AsyncClient) -> None:
    asked = await http.get("/plans/ada?tab=a%26b", headers=PAGE)
    assert asked.status_code == 303
    assert asked.headers["Location"] == "/planning/development/sign-in?next=/planning/plans/ada%3Ftab%3Da%2526b"

    shown = await http.get(asked.headers["Location"].removeprefix("/planning"), headers=PAGE)
    assert shown.status_code == 200
    assert 'name="next" value="/planning/plans/ada?tab=a%26b"' in shown.text
    assert all(f'value="{role}"' in shown.text for role in Role)

    form = {"user": "iro", "authority": "surrey", "next": "/planning/plans/ada?tab=a%26b"}
    signed = await http.post("/development/sign-in", data=form, headers=PAGE | SAME_ORIGIN)
    assert (signed.status_code, signed.headers["Location"]) == (303, "/planning/plans/ada?tab=a%26b")
    cookie = signed.headers["Set-Cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))

    assert (await http.get("/plans/ada", headers=PAGE)).json() == "ada for iro@surrey"


async def test_a_form_that_needs_sign_in_does_not_lead_back_to_itself(http: AsyncClient) -> None:
    answer = await http.post("/plans", headers=PAGE | SAME_ORIGIN)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/planning/development/sign-in")


async def test_a_program_is_told_by_problem_and_not_led_anywhere(http: AsyncClient) -> None:
    answer = await http.get("/plans/ada", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["type"]) == (401, "/problems/not-signed-in")


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.test/", "//evil.test", "/\\evil.test", "/\t/evil.test", "javascript:alert(1)", "", "/a\nb"],
)
async def test_sign_in_leads_nowhere_else(http: AsyncClient, elsewhere: str) -> None:
    form = {"user": "ops_engineer", "next": elsewhere}
    answer = await http.post("/development/sign-in", data=form, headers=PAGE | SAME_ORIGIN)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/planning/")


async def test_another_site_cannot_sign_anybody_in(http: AsyncClient) -> None:
    headers = PAGE | {"Sec-Fetch-Site": "cross-site"}
    answer = await http.post("/development/sign-in", data={"user": "ops_engineer"}, headers=headers)
    assert answer.status_code == 403
    assert "Set-Cookie" not in answer.headers


async def test_over_tls_the_cookie_stays_there(app: FastAPI) -> None:
    async with AsyncClient(transport=ASGITransport(app, root_path="/planning"), base_url="https://hearth.test") as http:
        answer = await http.post("/development/sign-in", data={"user": "ops_engineer"}, headers=SAME_ORIGIN)
    assert "Secure" in answer.headers["Set-Cookie"].split("; ")


def test_its_routes_say_why_they_are_open(app: FastAPI) -> None:
    assert unguarded_routes(app) == []
