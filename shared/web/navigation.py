"""The navigation: the way to the other services of the house, to a child in each, and to where one is at home."""

from collections.abc import Iterator
from typing import Final, NamedTuple
from uuid import UUID

from fastapi import Request

from shared.auth.actions import caller_of
from shared.settings import Home

OPERATIONS: Final = Home(path="/operations", name="Operations", action="read_parked_events")  # of every service


class Link(NamedTuple):
    """A line of the navigation."""

    text: str
    href: str
    current: bool


def navigation(request: Request) -> list[Link]:
    """The way to the homes of the house; none where the service runs without the others."""
    own = _own_home(request)
    return [Link(home.name, f"{front}/", home == own) for home, front in _homes(request)]


def tabs(request: Request, child_id: UUID) -> list[Link]:
    """The way to the same child in each service whose page about a child the caller may read."""
    own, caller = _own_home(request), caller_of(request)
    return [
        Link(home.tab, f"{front}/children/{child_id}", home == own)
        for home, front in _homes(request)
        if home.tab and caller is not None and caller.may(home.reads_child or home.action)
    ]


def other_home(request: Request) -> str | None:
    """The home of who asks for that of a service and may not see it; None for who is at home nowhere here.

    An engineer is at home in the operations of each service.
    """
    root, caller, own = request.scope["root_path"], caller_of(request), _own_home(request)
    if caller is None or request.scope["path"].removeprefix(root) != "/":
        return None
    wanted = [(OPERATIONS, f"{root}{OPERATIONS.path}"), *((home, at) for home, at in _homes(request) if home != own)]
    return next((f"{address}/" for home, address in wanted if caller.may(home.action)), None)


def _own_home(request: Request) -> Home | None:
    """The home of the service that answers, where it is one of a house."""
    homes: tuple[Home, ...] = request.app.state.homes
    return next((home for home in homes if request.scope["root_path"].endswith(home.path)), None)


def _homes(request: Request) -> Iterator[tuple[Home, str]]:
    """Every home of the house with its address, in their order; none where this service is none of it."""
    own = _own_home(request)
    if own is not None:
        front = request.scope["root_path"].removesuffix(own.path)
        for home in request.app.state.homes:
            yield home, f"{front}{home.path}"
