"""Every event there is: importing this module registers them all."""

from shared.events import family_finding, gateway, planning, tracking
from shared.events.base import REGISTRY, WIRE_NAME, Event

PUBLISHED_BY = {
    service: tuple(cls for cls in REGISTRY.values() if cls.__module__ == module.__name__)
    for service, module in (
        ("gateway", gateway),
        ("planning", planning),
        ("family_finding", family_finding),
        ("tracking", tracking),
    )
}

CORRECTIONS: tuple[type[Event], ...] = tuple(
    cls for name, cls in REGISTRY.items() if (match := WIRE_NAME.match(name)) and match["service"] == "hearth"
)
