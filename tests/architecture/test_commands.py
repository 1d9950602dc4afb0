"""Every command can be asked for: is each route that stands above a handler mounted, and has it its form?"""

from importlib import import_module

import pytest
from fastapi.routing import APIRoute

from shared.web.commands import CommandRoute
from shared.web.forms.pages import FORM
from tests.architecture.source import python_files

SERVICES = ("gateway", "planning", "family_finding", "tracking")


def commands_of(service: str) -> list[CommandRoute]:
    """Every command of a service, as it stands above its handler."""
    modules = [
        import_module(".".join(path.with_suffix("").parts))
        for path in python_files("services")
        if path.parts[1] == service and "commands" in {path.stem, path.parent.name} and path.stem != "__init__"
    ]
    return [route for module in modules for route in getattr(module, "ROUTES", ())]


def mounted_in(service: str) -> set[str]:
    """The names of all routes of a service."""
    routers = import_module(f"services.{service}.main").plan().routers
    return {route.name for router in routers for route in router.routes if isinstance(route, APIRoute)}


@pytest.mark.parametrize("service", SERVICES)
def test_every_command_can_be_asked_for(service: str) -> None:
    actions = {route.action for route in commands_of(service)}
    assert actions, "the walk found nothing, so it would pass whatever is mounted"
    assert actions - mounted_in(service) == set(), "give the module's ROUTES to add_commands in the subject's api"


def test_every_command_of_the_gateway_has_its_form() -> None:
    forms = {f"{route.action}{FORM}" for route in commands_of("gateway")}
    assert forms - mounted_in("gateway") == set(), "give the module's ROUTES to forms_of in the subject's forms"
