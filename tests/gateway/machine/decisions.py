"""Rules of the machine about what the panel decides and asks for, and what does not go to it."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, initialize, multiple, rule

from services.gateway.panel.domain import decisions, panel_actions
from services.gateway.panel.domain.referral import Referral
from services.gateway.pre_proceedings.domain.what_follows import Terms
from shared.events.base import Event
from shared.events.codes.gateway import GatewayOutcome, ReferralPurpose, StepDownTo
from shared.events.codes.planning import Option
from shared.events.codes.roles import Role
from shared.events.gateway import GatewayActionSet
from tests.gateway.machine.family import (
    AGO,
    LONG_AGO,
    Children,
    OfChild,
)
from tests.gateway.machine.panel import Panel

PLANS = st.just((Option.RETURN_HOME, (Option.ADOPTION,))) | st.sampled_from(
    [(None, ()), (Option.ADOPTION, ()), (Option.ADOPTION, (Option.ADOPTION,)), (Option.SPECIAL_GUARDIANSHIP, ())]
)
PURPOSES = st.just("recommended_therapy") | st.sampled_from([None, "holiday", "change_in_family"])


class Decisions(Panel):
    """Children about whom the panel decides."""

    actions: Bundle[tuple[UUID, UUID]] = Bundle("actions")

    @initialize(
        target=Children.brought,
        outcome=st.sampled_from([GatewayOutcome.PRE_PROCEEDINGS, GatewayOutcome.CARE_PROCEEDINGS]),
    )
    def a_child_of_whom_the_panel_decided(self, outcome: GatewayOutcome) -> UUID:
        """A child in pre-proceedings, or of whom care proceedings are agreed."""
        return self.a_child_brought_to(outcome)

    def a_child_brought_to(self, outcome: GatewayOutcome) -> UUID:
        """A child of whom the panel decided long ago."""
        on = self.day(LONG_AGO)
        child = self.registered(date(2020, 6, 15), None, on)
        self._refer([child], on, ReferralPurpose.THRESHOLD, urgent=True, complete=True, panel_date=on)
        self._decide(child, on, outcome, (Option.RETURN_HOME, (Option.ADOPTION,)), Terms(), with_reasons=True)
        return child

    @rule(
        target=actions,
        referral=Panel.referrals,
        outcome=st.none() | st.sampled_from(GatewayOutcome),
        plans=PLANS,
        purpose=PURPOSES,
        ahead=st.none() | st.integers(-10, 400),
        to=st.sampled_from(StepDownTo),
        with_reasons=st.booleans(),
        ago=AGO,
    )
    def decide(  # noqa: PLR0913, PLR0917 - drawn
        self,
        referral: UUID,
        outcome: GatewayOutcome | None,
        plans: tuple[Option | None, tuple[Option, ...]],
        purpose: str | None,
        ahead: int | None,
        to: StepDownTo,
        with_reasons: bool,  # noqa: FBT001 - drawn
        ago: int,
    ) -> OfChild:
        on = self.day(ago)
        terms = Terms(None if ahead is None else on + timedelta(days=ahead), purpose, to)
        before = self.referral(referral)
        child = next((one for one in before.begun.children if self._waits(one, before)), before.begun.children[0])
        outcome = outcome or self._usual(before)
        told = self._decide(child, on, outcome, plans, terms, with_reasons=with_reasons)
        return multiple(*((child, each.action_id) for each in told if isinstance(each, GatewayActionSet)))

    def _usual(self, referral: Referral) -> GatewayOutcome:
        """What the panel often decides on such a referral."""
        ends = referral.begun.purpose is ReferralPurpose.END_PRE_PROCEEDINGS
        return GatewayOutcome.CARE_PROCEEDINGS if ends else GatewayOutcome.PRE_PROCEEDINGS

    def _decide(  # noqa: PLR0913 - what a decision consists of
        self,
        child: UUID,
        on: date,
        outcome: GatewayOutcome,
        plans: tuple[Option | None, tuple[Option, ...]],
        terms: Terms,
        *,
        with_reasons: bool,
    ) -> tuple[Event, ...]:
        matter, number = self.books.matter(child), self.books.number
        before = matter.referral.sitting_id if matter.referral else None
        action = panel_actions.Action(number(), "family_group_conference", Role.SOCIAL_WORKER, on)

        def told() -> Iterator[Event]:
            decision_id = number()
            yield from decisions.decide(
                matter,
                decision_id,
                on,
                outcome=outcome,
                primary_plan=plans[0],
                contingencies=plans[1],
                review_on=None,
                terms=terms,
                note_id=number() if with_reasons else None,
                sitting=self.sitting(before) if before else None,
            )
            yield from panel_actions.set_actions(matter, decision_id, on, [action])

        return self.books.ask(told)

    @rule(child=Children.brought, ago=AGO)
    def record_minutes(self, child: UUID, ago: int) -> None:
        note = self.books.number()
        self.books.ask(lambda: decisions.record_minutes(self.books.matter(child), self.day(ago), note))

    @rule(action=actions, ago=AGO)
    def do_action(self, action: tuple[UUID, UUID], ago: int) -> None:
        child, action_id = action
        self.books.ask(lambda: panel_actions.do_action(self.books.matter(child), action_id, self.day(ago)))  # type: ignore[arg-type]

    @rule(child=Children.children, ago=AGO)
    def bypass(self, child: UUID, ago: int) -> None:
        matter, note = self.books.matter(child), self.books.number()
        self.books.ask(lambda: panel_actions.bypass(matter, self.day(ago), note))
