"""Planning put together; the only reader of its settings."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from sqlmodel import SQLModel

from services.planning.adoption import api as adoption_api
from services.planning.adoption import read_model as adoption
from services.planning.care import api as care_api
from services.planning.care import read_model as care
from services.planning.care.pages import PAGES as CARE_PAGES
from services.planning.child import api as child_api
from services.planning.child import read_model as child
from services.planning.child.domain import PermanenceCase
from services.planning.child.pages import PAGES as CHILD_PAGES
from services.planning.child_page import api as child_page_api
from services.planning.child_page.domain import GROUNDS
from services.planning.child_page.pages import PAGES as CHILD_PAGE
from services.planning.kin import api as kin_api
from services.planning.meetings import api as meetings_api
from services.planning.meetings import read_model as meetings
from services.planning.meetings.pages import PAGES as MEETINGS_PAGES
from services.planning.plan import api as plan_api
from services.planning.plan import read_model as plans
from services.planning.subscribers import HEARS, conclude
from shared.events.catalogue import CORRECTIONS, PUBLISHED_BY
from shared.messaging.cases import CaseKind, Corrections, Service
from shared.policy.reading.packs import policy_of
from shared.settings import Home
from shared.web.app import Plan

HERE = Path(__file__).parent
# Pages come first: at an address of both, who asks for HTML is given the page.
PAGES = (CHILD_PAGE, CHILD_PAGES, CARE_PAGES, MEETINGS_PAGES)
SUBJECTS = (child_page_api, child_api, care_api, kin_api, meetings_api, plan_api, adoption_api)
COLUMNS = (care.columns, meetings.columns, plans.columns, adoption.columns)


def project_child(case: PermanenceCase, version: int, _today: date) -> Iterable[SQLModel]:
    """Every row of one child."""
    yield from child.project(case, version, COLUMNS)
    yield from plans.project(case)
    yield from care.project(case)


SERVICE = Service(
    name="planning",
    kinds={
        "child": CaseKind(
            PermanenceCase,
            project_child,
            (child.PermanenceCaseRow, plans.PlanVersionRow, care.PlacementRow),
            conclude,
            laws=policy_of,
            corrections=Corrections(GROUNDS.lacks),
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
        routers=(*PAGES, *(subject.ROUTER for subject in SUBJECTS)),
        templates=(HERE / "child_page" / "templates",),
        sources=("gateway", "family_finding"),
        seals=True,
        keeps_papers=True,
    )
