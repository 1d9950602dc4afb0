"""Tracking put together; the only reader of its settings."""

from pathlib import Path

from services.tracking.api import ROUTERS
from services.tracking.domain.conclusion import conclude
from services.tracking.domain.track import Track
from services.tracking.pages import MENDING, PAGES
from services.tracking.read_model.rows import project
from services.tracking.read_model.tables import TABLES
from services.tracking.subscribers import HEARS, SOURCES, apply_entry, read_track, sweep
from shared.events.catalogue import CORRECTIONS, PUBLISHED_BY
from shared.messaging.cases import CaseKind, Corrections, Service
from shared.policy.reading.packs import policy_of
from shared.settings import Home
from shared.web.app import Plan

SERVICE = Service(
    name="tracking",
    kinds={
        "child": CaseKind(
            Track,
            project,
            TABLES,
            conclude,
            fold=read_track,
            apply=apply_entry,
            laws=policy_of,
            corrections=Corrections(takes_back=True),
        )
    },
    hears=HEARS,
    publishes=PUBLISHED_BY["tracking"] + CORRECTIONS,
    batch=100,
)


def plan() -> Plan:
    """What this service is made of."""
    return Plan(
        service=SERVICE,
        home=Home(
            path="/tracking", name="Tracking", action="read_tracker", tab="Dates", reads_child="read_obligations"
        ),
        routers=(PAGES, MENDING, *ROUTERS),
        templates=(Path(__file__).parent / "templates",),
        sources=SOURCES,
        seals=True,
        duties=(sweep,),
    )
