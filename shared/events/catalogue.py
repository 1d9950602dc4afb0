"""Every event there is: importing this module registers them all."""

from shared.events import family_finding, gateway, planning, tracking
from shared.events.base import REGISTRY, Event


def _published_by(service: str) -> tuple[type[Event], ...]:
    return tuple(cls for name, cls in REGISTRY.items() if name.partition(".")[0] == service)


PUBLISHED_BY = {
    module.__name__.rpartition(".")[2]: _published_by(module.__name__.rpartition(".")[2])
    for module in (gateway, planning, family_finding, tracking)
}
CORRECTIONS = _published_by("hearth")
