"""Family finding put together; the only reader of its settings."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from sqlmodel import SQLModel

from services.family_finding.child_page import api as child_page_api
from services.family_finding.child_page.domain import GROUNDS
from services.family_finding.child_page.pages import PAGES as CHILD_PAGE
from services.family_finding.families import api as families_api
from services.family_finding.families import read_model as families
from services.family_finding.families.domain import GROUNDS as FAMILY_GROUNDS
from services.family_finding.families.domain import Family
from services.family_finding.families.pages import FILING
from services.family_finding.families.pages import PAGES as FAMILIES
from services.family_finding.matching import api as matching_api
from services.family_finding.matching import read_model as matching
from services.family_finding.panel import api as panel_api
from services.family_finding.placing import api as placing_api
from services.family_finding.search import api as search_api
from services.family_finding.search import read_model as search
from services.family_finding.search.domain.search import Search
from services.family_finding.search.pages import PAGES as SEARCH
from services.family_finding.subscribers import HEARS, references
from shared.events.catalogue import CORRECTIONS, PUBLISHED_BY
from shared.messaging.cases import CaseKind, Corrections, Service
from shared.policy.reading.packs import policy_of
from shared.settings import Home
from shared.web.app import Plan

HERE = Path(__file__).parent
SUBJECTS = (child_page_api, search_api, matching_api, panel_api, placing_api, families_api)


def project_child(case: Search, version: int, today: date) -> Iterable[SQLModel]:
    """Every row of one child."""
    yield from search.project(case, version, today)
    yield from matching.project(case)


SERVICE = Service(
    name="family_finding",
    kinds={
        "child": CaseKind(
            Search,
            project_child,
            (search.SearchRow, matching.LinkRow),
            laws=policy_of,
            corrections=Corrections(GROUNDS.lacks),
        ),
        "family": CaseKind(
            Family,
            families.project,
            (families.FamilyRow,),
            laws=policy_of,
            corrections=Corrections(FAMILY_GROUNDS.lacks),
        ),
    },
    hears=HEARS,
    publishes=PUBLISHED_BY["family_finding"] + CORRECTIONS,
)


def plan() -> Plan:
    """What this service is made of."""
    return Plan(
        service=SERVICE,
        home=Home(path="/family-finding", name="Family finding", action="read_family_finding", tab="Family"),
        # Pages come first: at an address of both, who asks for HTML is given the page.
        routers=(CHILD_PAGE, SEARCH, FAMILIES, FILING, *(subject.ROUTER for subject in SUBJECTS)),
        templates=tuple(HERE / subject / "templates" for subject in ("child_page", "families")),
        sources=("gateway", "planning"),
        duties=(references,),
        seals=True,
        keeps_papers=True,
        names_of=families.names_here,
    )
