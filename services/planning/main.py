"""Planning put together; the only reader of its settings."""

from pathlib import Path

from services.planning.api import ROUTER
from services.planning.domain.case import PermanenceCase
from services.planning.domain.lacking import lacks
from services.planning.pages import PAGES
from services.planning.read_model import PermanenceCaseRow, PlacementRow, PlanVersionRow, project
from services.planning.subscribers import HEARS, conclude
from shared.events.catalogue import CORRECTIONS, PUBLISHED_BY
from shared.messaging.cases import CaseKind, Corrections, Service
from shared.policy.reading.packs import policy_of
from shared.settings import Home
from shared.web.app import Plan

SERVICE = Service(
    name="planning",
    kinds={
        "child": CaseKind(
            PermanenceCase,
            project,
            (PermanenceCaseRow, PlanVersionRow, PlacementRow),
            conclude,
            laws=policy_of,
            corrections=Corrections(lacks),
        )
    },
    hears=HEARS,
    publishes=PUBLISHED_BY["planning"] + CORRECTIONS,
)


def plan() -> Plan:
    """What this service is made of."""
    return Plan(
        service=SERVICE,
        home=Home(path="/planning", name="Planning", action="read_permanence_plan", tab="Plan"),
        routers=(PAGES, ROUTER),
        templates=(Path(__file__).parent / "templates",),
        sources=("gateway", "family_finding"),
        seals=True,
    )
