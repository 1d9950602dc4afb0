"""The legal gateway put together; the only reader of its settings."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from sqlmodel import SQLModel

from services.gateway.api import ROUTERS
from services.gateway.commands import mending
from services.gateway.domain.lacking import lacks
from services.gateway.domain.matter import LegalMatter
from services.gateway.domain.referral import Referral
from services.gateway.domain.sitting import PanelSitting
from services.gateway.domain.standing import conclude
from services.gateway.pages import PAGES
from services.gateway.read_model import agenda, decisions, family, matters, orders, referrals, sittings
from services.gateway.subscribers import HEARS, sweep
from shared.events.catalogue import CORRECTIONS, PUBLISHED_BY
from shared.messaging.cases import CaseKind, Service
from shared.web.app import Plan

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
            lacks=lacks,
            instead=mending.INSTEAD_OF_CHILD,
            also_reads=mending.ALSO_READS,
        ),
        "referral": CaseKind(
            Referral,
            referrals.project,
            (referrals.ReferralRow, referrals.ReferralPaperRow),
            instead=mending.INSTEAD_OF_REFERRAL,
        ),
        "sitting": CaseKind(PanelSitting, sittings.project, (sittings.SittingRow,), instead=mending.INSTEAD_OF_SITTING),
    },
    hears=HEARS,
    publishes=PUBLISHED_BY["gateway"] + CORRECTIONS,
)


def plan() -> Plan:
    """What this service is made of."""
    return Plan(
        service=SERVICE,
        title="Legal Gateway",
        routers=(*PAGES, *ROUTERS),
        templates=Path(__file__).parent / "templates",
        sources=("planning", "family_finding"),
        duties=(sweep,),
        seals=True,
        keeps_papers=True,
    )
