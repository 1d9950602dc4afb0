"""Where a child's matter stands, on one screen: for the child's own page, the panel's decision and the printed pack."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.gateway.child.domain.family import allocated, family
from services.gateway.child.domain.matter import LegalMatter
from services.gateway.child.read_model.matters import LegalMatterRow
from services.gateway.court.forms.choices import conditions_of
from services.gateway.court.read_model import consents, court, legal_status, supervision
from services.gateway.pre_proceedings.domain.letters import without_letter
from services.gateway.pre_proceedings.read_model import pre_proceedings
from services.gateway.records.names import names_of
from shared.auth.caller import Caller
from shared.calendar import age_in_words, age_on
from shared.child_case import Order, orders_of
from shared.events.codes.gateway import OrderCondition
from shared.events.gateway import (
    ChildAllocated,
    CourtDirectionGiven,
    EmergencyProceedingsDecided,
    FamilyMemberRecorded,
    GatewayActionSet,
    GatewayDecisionMade,
    PreProceedingsAssessmentAgreed,
)
from shared.messaging.unit_of_work import UnitOfWork
from shared.policy.reckoning.obligation import Obligation
from shared.records.notes import Notes
from shared.siblings.known import siblings_known
from shared.web.names import Names

WRITTEN: tuple[
    type[GatewayDecisionMade | GatewayActionSet | CourtDirectionGiven | PreProceedingsAssessmentAgreed], ...
] = (GatewayDecisionMade, GatewayActionSet, CourtDirectionGiven, PreProceedingsAssessmentAgreed)


@dataclass(frozen=True)
class Summary:
    """Where a child's matter stands on a day, with the names that the caller may read.

    `age` is in years, and `aged` says it in words. `emergency` is what a Service Manager decided, where the panel has
    not decided since.
    """

    matter: LegalMatter
    age: int | None
    aged: str
    status: legal_status.SpellAsRead | None
    history: legal_status.LegalStatusAsRead
    orders: tuple[Order, ...]
    in_force: tuple[Order, ...]
    decisions: tuple[GatewayDecisionMade, ...]
    emergency: EmergencyProceedingsDecided | None
    pre_proceedings: pre_proceedings.PreProceedingsAsRead
    proceedings: tuple[court.ProceedingsAsRead, ...]
    supervision: tuple[supervision.SupervisionAsRead, ...]
    supervision_due: tuple[Obligation, ...]
    consents: tuple[consents.ConsentAsRead, ...]
    family: tuple[FamilyMemberRecorded, ...]
    siblings: tuple[UUID, ...]
    allocated: ChildAllocated | None
    texts: Mapping[UUID, str]
    without_letter: tuple[UUID, ...]
    names: Names

    @property
    def conditions(self) -> Mapping[OrderCondition, str]:
        """What the court may attach to an order, in words."""
        return conditions_of(self.matter.authority)

    @property
    def open_proceedings(self) -> court.ProceedingsAsRead | None:
        """The set of proceedings that is open."""
        return next((one for one in self.proceedings if one.concluded_on is None), None)


async def summary_of(work: UnitOfWork, caller: Caller, matter: LegalMatter, today: date) -> Summary:
    """Where the matter of a child stands on a day."""
    orders = orders_of(matter)
    history = legal_status.shown(matter, today)
    supervised = tuple(one for one in supervision.shown(matter, today) if one.in_force)
    members, worker = tuple(family(matter).values()), allocated(matter)
    last = matter.latest(GatewayDecisionMade, EmergencyProceedingsDecided)
    siblings = await siblings_known(work, LegalMatterRow, matter)
    born = matter.born if matter.born and matter.born <= today else None
    people = [
        matter.child_id,
        *siblings,
        *(one.person_id for one in members),
        *(one.worker_id for one in matter.every(ChildAllocated)),
        *(one.subject_id for one in matter.every(PreProceedingsAssessmentAgreed)),
    ]
    return Summary(
        matter=matter,
        age=age_on(born, today) if born else None,
        aged=age_in_words(born, today) if born else "",
        status=history.spells[-1] if history.spells else None,
        history=history,
        orders=orders,
        in_force=tuple(one for one in orders if one.covers(today)),
        decisions=matter.every(GatewayDecisionMade)[::-1],
        emergency=last if isinstance(last, EmergencyProceedingsDecided) else None,
        pre_proceedings=pre_proceedings.shown(matter, today),
        proceedings=tuple(court.shown(matter, today)),
        supervision=supervised,
        supervision_due=tuple(supervision.due_under(matter, today)) if supervised else (),
        consents=tuple(consents.shown(matter)),
        family=members,
        siblings=tuple(siblings),
        allocated=worker,
        without_letter=without_letter(matter),
        texts=await Notes(work).texts(one.note_id for one in matter.every(*WRITTEN)),
        names=await names_of(work, caller, people),
    )
