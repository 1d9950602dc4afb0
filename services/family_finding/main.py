"""Family finding put together; the only reader of its settings."""

from pathlib import Path

from services.family_finding.api import ROUTER
from services.family_finding.domain.family import Family
from services.family_finding.domain.search import Search
from services.family_finding.pages import PAGES
from services.family_finding.read_model import FamilyRow, LinkRow, SearchRow, project_family, project_search
from services.family_finding.subscribers import HEARS
from shared.events.catalogue import CORRECTIONS, PUBLISHED_BY
from shared.messaging.cases import CaseKind, Service
from shared.settings import Home
from shared.web.app import Plan

SERVICE = Service(
    name="family_finding",
    kinds={
        "child": CaseKind(Search, project_search, (SearchRow, LinkRow)),
        "family": CaseKind(Family, project_family, (FamilyRow,)),
    },
    hears=HEARS,
    publishes=PUBLISHED_BY["family_finding"] + CORRECTIONS,
)


def plan() -> Plan:
    """What this service is made of."""
    return Plan(
        service=SERVICE,
        home=Home(path="/family-finding", name="Family finding", action="read_family_finding", tab="Family"),
        routers=(PAGES, ROUTER),
        templates=(Path(__file__).parent / "templates",),
        sources=("gateway", "planning"),
        seals=True,
    )
