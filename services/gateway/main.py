"""The legal gateway put together; the only reader of its settings."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from sqlmodel import SQLModel

from services.gateway.child.api import ROUTERS as CHILD_API
from services.gateway.child.domain.matter import LegalMatter
from services.gateway.child.pages import PAGES as CHILD_PAGES
from services.gateway.child.read_model import family, matters
from services.gateway.child_page.api import NAMES
from services.gateway.child_page.domain.grounds import GROUNDS
from services.gateway.child_page.pages import PAGES as CHILD_PAGE
from services.gateway.child_page.read_model.headings import names_here
from services.gateway.court.api import ROUTERS as COURT_API
from services.gateway.court.domain.orders_in_force import conclude
from services.gateway.court.pages import PAGES as COURT_PAGES
from services.gateway.court.read_model import orders
from services.gateway.panel.api import ROUTERS as PANEL_API
from services.gateway.panel.commands import mending
from services.gateway.panel.domain.referral import Referral
from services.gateway.panel.domain.sitting import PanelSitting
from services.gateway.panel.pages import PAGES as PANEL_PAGES
from services.gateway.panel.read_model import agenda, decisions, referrals, sittings
from services.gateway.pre_proceedings.api import ROUTERS as PRE_PROCEEDINGS_API
from services.gateway.pre_proceedings.pages import PAGES as PRE_PROCEEDINGS_PAGES
from services.gateway.subscribers import HEARS, references, sweep
from shared.events.catalogue import CORRECTIONS, PUBLISHED_BY
from shared.messaging.cases import CaseKind, Corrections, Service
from shared.policy.reading.packs import policy_of
from shared.settings import Home
from shared.web.app import Plan

HERE = Path(__file__).parent
# Pages come first: at an address of both, who asks for HTML is given the page.
PAGES = (*CHILD_PAGE, *CHILD_PAGES, *PANEL_PAGES, *PRE_PROCEEDINGS_PAGES, *COURT_PAGES)
# Names come before people: the name of their address would be taken for an id.
ROUTERS = (NAMES, *CHILD_API, *PANEL_API, *PRE_PROCEEDINGS_API, *COURT_API)

CHILD_TABLES: tuple[type[SQLModel], ...] = (
    matters.LegalMatterRow,
    family.FamilyMemberRow,
    family.AllocationRow,
    decisions.GatewayDecisionRow,
    decisions.GatewayActionRow,
    agenda.PanelDutyRow,
    orders.OrderRow,
)


def project_child(matter: LegalMatter, version: int, today: date) -> Iterable[SQLModel]:
    """Every row of one child."""
    yield from matters.project(matter, version, today)
    yield from family.project(matter, version, today)
    yield from decisions.project(matter, version, today)
    yield from agenda.project(matter, version, today)
    yield from orders.project(matter, version, today)


SERVICE = Service(
    name="gateway",
    kinds={
        "child": CaseKind(
            LegalMatter,
            project_child,
            CHILD_TABLES,
            conclude,
            laws=policy_of,
            corrections=Corrections(GROUNDS.lacks, mending.INSTEAD_OF_CHILD, mending.ALSO_READS),
        ),
        "referral": CaseKind(
            Referral,
            referrals.project,
            (referrals.ReferralRow, referrals.ReferralPaperRow),
            laws=policy_of,
            corrections=Corrections(instead=mending.INSTEAD_OF_REFERRAL),
        ),
        "sitting": CaseKind(
            PanelSitting,
            sittings.project,
            (sittings.SittingRow,),
            laws=policy_of,
            corrections=Corrections(instead=mending.INSTEAD_OF_SITTING),
        ),
    },
    hears=HEARS,
    publishes=PUBLISHED_BY["gateway"] + CORRECTIONS,
)


def plan() -> Plan:
    """What this service is made of."""
    return Plan(
        service=SERVICE,
        home=Home(path="/gateway", name="Legal Gateway", action="read_legal_matter", tab="Legal"),
        routers=(*PAGES, *ROUTERS),
        templates=tuple(HERE / subject / "templates" for subject in ("child_page", "panel", "child")),
        sources=("planning", "family_finding"),
        duties=(sweep, references),
        seals=True,
        keeps_papers=True,
        names_of=names_here,
    )
