"""What every service says it can be asked: guarded, documented, and never answered with a fault of ours."""

import warnings
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from prometheus_client.parser import text_string_to_metric_families
from schemathesis.core.result import Ok

from shared.auth.actions import unguarded_routes
from shared.auth.table import action_table
from shared.testing.world import World
from tests.conftest import PLANS

Request = schemathesis.Case[Any]
EXAMPLES = 6  # of each operation, and of each as many again about a child who is known
EVERYBODY = sorted({role for roles in action_table().values() for role in roles})
SERVICES = pytest.mark.parametrize("service", PLANS)


def cases_of(world: World, service: str) -> Iterator[Request]:
    """Requests that the service's OpenAPI allows, and some that it does not."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the tool itself
        schema = schemathesis.openapi.from_dict(world.inhabitants[service].app.openapi())
        for result in schema.get_all_operations():
            assert isinstance(result, Ok)
            found: list[Request] = []

            @settings(
                max_examples=EXAMPLES,
                derandomize=True,
                database=None,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            )
            @given(result.ok().as_strategy())
            def collect(case: Request) -> None:
                found.append(case)  # noqa: B023 - called before the next round

            collect()
            yield from found


async def ask(world: World, service: str, case: Request) -> httpx.Response:
    """Send one request, as a user who may do what it asks."""
    sent = case.as_transport_kwargs(base_url=f"http://{service}")
    action = (case.operation.definition.raw or {}).get("operationId", "")
    role = min(action_table().get(action, {"ops_engineer" if "/operations" in case.path else "social_worker"}))
    headers = {name: value.encode("utf-8", "replace") for name, value in (sent.pop("headers", None) or {}).items()}
    headers["Authorization"] = f"Bearer {world.token(role)}".encode()
    sent = {
        name: value for name, value in sent.items() if name in {"method", "url", "params", "json", "data", "cookies"}
    }
    content = sent.pop("data", None)
    return await world.inhabitants[service].client.request(
        **sent, headers=headers, content=content if isinstance(content, bytes | str) else None
    )


@SERVICES
async def test_nothing_that_is_asked_finds_a_fault_of_ours(world: World, service: str) -> None:
    child = str(uuid4())
    body = {"on": "2026-03-30", "authority": "warrington", "date_of_birth": "2025-11-02"}
    await world.post("gateway", f"/children/{child}/registration", body, role="social_worker")
    await world.settle()
    asked = 0
    for case in cases_of(world, service):
        for known in (False, True):
            if known and "child_id" in case.path_parameters:
                case.path_parameters["child_id"] = child
            try:
                answer = await ask(world, service, case)
            except (httpx.InvalidURL, httpx.LocalProtocolError, UnicodeEncodeError, TypeError):
                continue  # no client could send it
            asked += 1
            assert answer.status_code < 500, f"{case.method} {case.path}: {answer.text}"
            if answer.is_client_error:
                assert answer.headers["content-type"] == "application/problem+json", f"{case.method} {case.path}"
                assert answer.json()["detail"]
    assert asked > 10 * EXAMPLES


@SERVICES
async def test_every_route_names_the_one_action_it_performs(world: World, service: str) -> None:
    assert unguarded_routes(world.inhabitants[service].app) == []


async def test_every_action_of_the_table_can_be_asked_for(world: World) -> None:
    asked = {
        operation["operationId"]
        for one in world.inhabitants.values()
        for methods in one.app.openapi()["paths"].values()
        for method, operation in methods.items()
        if method == "post"
    }
    told = ("read_", "follow_", "retry_", "dismiss_")
    commands = {action for action in action_table() if not action.startswith(told)}
    assert commands - asked == {"replay"}  # its operation is named after its route


@SERVICES
async def test_operators_find_the_series_they_watch(world: World, service: str) -> None:
    answer = await world.inhabitants[service].client.get("/metrics")
    names = {family.name for family in text_string_to_metric_families(answer.text)}
    assert {
        "hearth_command_duration_seconds",
        "hearth_outbox_age_seconds",
        "hearth_inbox_age_seconds",
        "hearth_parked",
        "hearth_obligations_due",
        "hearth_obligations_late",
    } <= names


@SERVICES
async def test_a_partner_finds_the_events(world: World, service: str) -> None:
    document = (await world.inhabitants[service].client.get("/asyncapi.json")).json()
    assert document["asyncapi"].startswith("3.")
    assert f"{service}.events" in str(document["channels"])
