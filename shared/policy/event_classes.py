"""The events that policy may name: every class about a child, by class name."""

from collections.abc import Mapping

from shared.events.base import Event
from shared.events.catalogue import CORRECTIONS, PUBLISHED_BY

EVENTS: Mapping[str, type[Event]] = {
    cls.__name__: cls for classes in (*PUBLISHED_BY.values(), CORRECTIONS) for cls in classes if cls.about == "child"
}
