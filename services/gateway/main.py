"""The legal gateway put together; the only reader of its settings."""

from pathlib import Path

from services.gateway.api import ROUTERS
from services.gateway.domain.matter import LegalMatter
from services.gateway.pages import PAGES
from services.gateway.read_model.matters import LegalMatterRow, project
from services.gateway.subscribers import HEARS
from shared.events.catalogue import CORRECTIONS, PUBLISHED_BY
from shared.messaging.cases import CaseKind, Service
from shared.web.app import Plan

SERVICE = Service(
    name="gateway",
    kinds={"child": CaseKind(LegalMatter, project, (LegalMatterRow,))},
    hears=HEARS,
    publishes=PUBLISHED_BY["gateway"] + CORRECTIONS,
)


def plan() -> Plan:
    """What this service is made of."""
    return Plan(
        service=SERVICE,
        title="Legal Gateway",
        routers=(PAGES, *ROUTERS),
        templates=Path(__file__).parent / "templates",
        sources=("planning",),
    )
