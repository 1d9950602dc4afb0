"""The legal matter: everything that is known of one child before the Legal Gateway and the court."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from shared.calendar import words_of_day
from shared.child_case import ChildCase, registered_later
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.gateway import GatewayOutcome
from shared.events.family_finding import AdoptionApplicationLodged
from shared.events.gateway import (
    ChildRegistered,
    GatewayDecisionMade,
    LegalGatewayReferralWithdrawn,
    PreProceedingsEnded,
    PreProceedingsStarted,
    ProceedingsConcluded,
    ProceedingsIssued,
    ReferredToLegalGateway,
)
from shared.events.planning import AdoptionDecisionMade, BecameLookedAfter, CeasedToBeLookedAfter, LegalBasisChanged
from shared.grounds import Grounds, ruled

ADULT_AGE = "adult_age"
LEGAL_ACTION = frozenset({GatewayOutcome.PRE_PROCEEDINGS, GatewayOutcome.CARE_PROCEEDINGS})


@dataclass(frozen=True)
class LegalMatter(ChildCase):
    """One child's legal matter: what the gateway recorded, and what others told."""

    # The ground of a placement order, what makes a child looked after without an order, and what makes consent final.
    HEARD: ClassVar[frozenset[type[Event]]] = frozenset(
        {
            AdoptionDecisionMade,
            BecameLookedAfter,
            LegalBasisChanged,
            CeasedToBeLookedAfter,
            AdoptionApplicationLodged,
        }
    )
    NOTHING_STANDS: ClassVar[str] = "this child is not registered; register the child first"

    @property
    def referral(self) -> ReferredToLegalGateway | None:
        """The referral that waits for the panel, as it was last put before it; what the panel deferred waits on."""
        decided = [one for one in self.every(GatewayDecisionMade) if one.outcome is not GatewayOutcome.DEFERRED]
        closed = {one.referral_id for one in decided}
        closed |= {one.referral_id for one in self.every(LegalGatewayReferralWithdrawn)}
        waiting = [one for one in self.every(ReferredToLegalGateway) if one.referral_id not in closed]
        return waiting[-1] if waiting else None

    @property
    def decision(self) -> GatewayDecisionMade | None:
        """The panel's last decision."""
        return self.latest(GatewayDecisionMade)

    @property
    def pre_proceedings(self) -> PreProceedingsStarted | None:
        """The period of pre-proceedings that is open."""
        turn = self.latest(PreProceedingsStarted, PreProceedingsEnded)
        return turn if isinstance(turn, PreProceedingsStarted) else None

    @property
    def proceedings(self) -> ProceedingsIssued | None:
        """The proceedings that are open."""
        turn = self.latest(ProceedingsIssued, ProceedingsConcluded)
        return turn if isinstance(turn, ProceedingsIssued) else None

    def about(self, on: date) -> dict[str, Any]:
        """The child, its authority and the day, as every event carries them. Refuses a day before the registration."""
        self.must_be_known()
        about = super().about(on)
        if self.registered and on < self.registered.occurred_on:
            raise RuleBroken(registered_later(self))
        return about

    def in_pre_proceedings(self, on: date | None = None) -> PreProceedingsStarted:
        """The open period of pre-proceedings. Refuses where there is none, or where a day is before it."""
        started = self.pre_proceedings
        if not started:
            raise RuleBroken("the child is not in pre-proceedings; the Legal Gateway must agree them first")
        if on and on < started.occurred_on:
            raise RuleBroken(
                f"the day is before pre-proceedings began on {words_of_day(started.occurred_on)}; check it"
            )
        return started


def _is_of_a_known_child(event: Event) -> bool:
    return not isinstance(event, ChildRegistered)


GROUNDS = Grounds[LegalMatter](
    (
        ruled(
            (Event,),
            lambda matter, event: matter.about(event.occurred_on),
            "the child's registration",
            only=_is_of_a_known_child,
        ),
    )
)
