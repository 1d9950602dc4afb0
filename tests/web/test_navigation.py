"""The navigation leads to the services that share the front port, and to the same child in each."""

import pytest
from fastapi import FastAPI, Request

from hearth.service import SERVICES, homes, prefix
from shared.auth.actions import _CALLER
from shared.auth.caller import Caller
from shared.auth.table import action_table
from shared.events.codes.roles import Role
from shared.identifiers import new_id
from shared.settings import Home
from shared.web.navigation import navigation, tabs

HOUSE = tuple(homes())


def request_at(root: str, *roles: Role, house: tuple[Home, ...] = HOUSE) -> Request:
    app = FastAPI()
    app.state.homes = house
    caller = Caller("somebody@surrey", frozenset(roles), frozenset({"surrey"})) if roles else None
    return Request({"type": "http", "app": app, "root_path": root, "path": root, _CALLER: caller})


def test_the_way_to_the_other_services_is_through_the_front_port() -> None:
    links = navigation(request_at("/hearth/family-finding"))
    assert [(link.text, link.href, link.current) for link in links] == [
        ("Legal Gateway", "/hearth/gateway/", False),
        ("Planning", "/hearth/planning/", False),
        ("Family finding", "/hearth/family-finding/", True),
        ("Tracking", "/hearth/tracking/", False),
    ]


@pytest.mark.parametrize(("root", "house"), [("", HOUSE), ("/elsewhere", HOUSE), ("/gateway", ())])
def test_a_service_that_runs_alone_leads_nowhere(root: str, house: tuple[Home, ...]) -> None:
    request = request_at(root, Role.SOCIAL_WORKER, house=house)
    assert navigation(request) == tabs(request, new_id()) == []


def test_tabs_lead_to_the_same_child_where_the_caller_may_read_about_it() -> None:
    child = new_id()
    assert [(tab.text, tab.href, tab.current) for tab in tabs(request_at("/planning", Role.SOCIAL_WORKER), child)] == [
        ("Legal", f"/gateway/children/{child}", False),
        ("Plan", f"/planning/children/{child}", True),
        ("Family", f"/family-finding/children/{child}", False),
        ("Dates", f"/tracking/children/{child}", False),
    ]
    assert tabs(request_at("/planning", Role.OPS_ENGINEER), child) == tabs(request_at("/planning"), child) == []


def test_every_service_begins_where_the_front_port_serves_it_and_asks_for_an_action_of_the_table() -> None:
    assert [home.path for home in HOUSE] == [prefix(service) for service in SERVICES]
    assert {action for home in HOUSE for action in (home.action, home.reads_child or home.action)} <= set(
        action_table()
    )
