"""Rules of the machine about what comes before the panel: referrals and their papers, and its sittings."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, multiple, rule

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.panel.domain import referral_rules as referring
from services.gateway.panel.domain import sitting_rules as sittings
from services.gateway.panel.domain.referral import Referral
from services.gateway.panel.domain.sitting import PanelSitting
from services.gateway.panel.domain.which_sitting import Place, choose, first_in_time, stay_or_go
from shared.events.base import Event
from shared.events.codes.gateway import PaperState, ReferralPurpose
from shared.events.gateway import GatewayDecisionMade, PreProceedingsEnded, ReferralOpened
from shared.identifiers import ChildId, WorkerId
from tests.gateway.machine.family import (
    AGO,
    AHEAD,
    AUTHORITY,
    PLACES,
    WORKERS,
    Children,
    Perhaps,
)

OFTEN = st.sampled_from([True, True, True, False])


class Panel(Children):
    """Children who come before the Legal Gateway Panel."""

    referrals: Bundle[UUID] = Bundle("referrals")
    called: Bundle[UUID] = Bundle("called")

    def referral(self, referral_id: UUID) -> Referral:
        """A referral as it stands."""
        return self.books.case(Referral, referral_id)

    def sitting(self, sitting_id: UUID) -> PanelSitting:
        """A sitting as it stands."""
        return self.books.case(PanelSitting, sitting_id)

    # Referrals.

    @rule(
        target=referrals,
        together=st.lists(Children.children | Children.brought, min_size=1, max_size=2),
        purpose=st.none() | st.sampled_from(ReferralPurpose),
        urgent=OFTEN,
        complete=OFTEN,
        ahead=st.none() | st.just(0) | AHEAD,
        ago=AGO,
    )
    def refer(  # noqa: PLR0913, PLR0917 - drawn
        self,
        together: list[UUID],
        purpose: ReferralPurpose | None,
        urgent: bool,  # noqa: FBT001 - drawn
        complete: bool,  # noqa: FBT001 - drawn
        ahead: int | None,
        ago: int,
    ) -> Perhaps:
        on = self.day(ago)
        panel_date = None if ahead is None else on + timedelta(days=ahead)
        purpose = purpose or self._fitting(together[0])
        told = self._refer(together, on, purpose, urgent=urgent, complete=complete, panel_date=panel_date)
        return multiple(*(each.referral_id for each in told if isinstance(each, ReferralOpened)))

    @rule(target=Children.brought, referral=referrals)
    def a_child_is_before_the_panel(self, referral: UUID) -> UUID:
        return self.referral(referral).begun.children[0]

    def _fitting(self, child: UUID) -> ReferralPurpose:
        """For what a child would be referred as things stand."""
        matter = self.books.matter(child)
        if matter.pre_proceedings:
            return ReferralPurpose.END_PRE_PROCEEDINGS
        return ReferralPurpose.SECOND_PERIOD if matter.latest(PreProceedingsEnded) else ReferralPurpose.THRESHOLD

    def _refer(  # noqa: PLR0913 - what a referral consists of
        self,
        children: list[UUID],
        on: date,
        purpose: ReferralPurpose,
        *,
        urgent: bool,
        complete: bool,
        panel_date: date | None,
    ) -> tuple[Event, ...]:
        referral_id = self.books.number()
        matters = [self.books.matter(child) for child in children]

        def told() -> Iterator[Event]:
            referral = self.referral(referral_id)
            opened = referring.begin(referral_id, matters, on, purpose=purpose, urgent=urgent)
            yield opened
            referral = referral.apply(opened)
            for item in referral.asked if complete else ():
                paper = referring.record_paper(referral, on, item.code, PaperState.RECEIVED)
                yield paper
                referral = referral.apply(paper)
            slots, received = self.books.calendar(on), referral.received(on, self.books.now)
            place = choose(referral, slots, on, received, panel_date=panel_date, urgent=urgent)
            yield from self._put(referral, on, place)

        return self.books.ask(told)

    def _put(self, referral: Referral, on: date, place: Place, *, urgent: bool | None = None) -> Iterator[Event]:
        """Put a referral before a sitting, and tell it of the children who wait."""
        submitted = referring.submit(referral, on, place, urgent=urgent)
        yield submitted
        now = referral.apply(submitted)
        opened = now.begun.children
        matters = [self.books.matter(child) for child in opened]
        new = referral.referral_id not in self.books.kept
        yield from (referring.tell(now, one, on) for one in matters if new or self._waits(one.case_id, now))

    def _waits(self, child: UUID, referral: Referral) -> bool:
        waiting = self.books.matter(child).referral
        return waiting is not None and waiting.referral_id == referral.referral_id

    @rule(referral=referrals, place=PLACES, state=st.sampled_from(PaperState), reason=st.booleans(), ago=AGO)
    def record_paper(self, referral: UUID, place: int, state: PaperState, reason: bool, ago: int) -> None:  # noqa: FBT001 - drawn
        on, note = self.day(ago), self.books.number() if reason else None
        before = self.referral(referral)

        def told() -> Iterator[Event]:
            asked = before.asked
            paper = referring.record_paper(before, on, asked[place % len(asked)].code, state, note_id=note)
            yield paper
            now = before.apply(paper)
            found = stay_or_go(now, self.books.calendar(on), now.received(on, self.books.now), on)
            if found and any(self._waits(child, now) for child in now.begun.children):
                yield from self._put(now, on, found)

        self.books.ask(told)

    @rule(referral=referrals, ahead=st.none() | AHEAD, urgent=st.sampled_from([None, True, False]), ago=AGO)
    def choose_sitting(self, referral: UUID, ahead: int | None, urgent: bool | None, ago: int) -> None:  # noqa: FBT001 - drawn
        on, before = self.day(ago), self.referral(referral)
        panel_date = None if ahead is None else on + timedelta(days=ahead)

        def told() -> Iterator[Event]:
            slots, received = self.books.calendar(on), before.received(on, self.books.now)
            hurried = before.urgent if urgent is None else urgent
            place = choose(before, slots, on, received, panel_date=panel_date, urgent=hurried)
            yield from self._put(before, on, place, urgent=urgent)

        if any(self._waits(child, before) for child in before.begun.children):
            self.books.ask(told)

    @rule(referral=referrals, ago=AGO)
    def withdraw_referral(self, referral: UUID, ago: int) -> None:
        before, note = self.referral(referral), self.books.number()
        waiting = [self.books.matter(child) for child in before.begun.children if self._waits(child, before)]
        self.books.ask(lambda: referring.withdraw(before, waiting, self.day(ago), note))

    # Sittings.

    @rule(target=called, ahead=AHEAD, ago=AGO)
    def call_sitting(self, ahead: int, ago: int) -> Perhaps:
        sitting, on = self.sitting(self.books.number()), self.day(ago)
        taken = {slot.on for slot in self.books.calendar(on)}
        self.books.ask(lambda: sittings.call(sitting, AUTHORITY, on, self.books.today + timedelta(days=ahead), taken))
        return sitting.case_id if self.books.touched else multiple()

    @rule(sitting=called, ahead=AHEAD)
    def move_sitting(self, sitting: UUID, ahead: int) -> None:
        to = self.books.today + timedelta(days=ahead)
        taken = {slot.on for slot in self.books.calendar(self.books.today)}
        decided = self._decided_at(sitting)
        self.books.ask(lambda: sittings.move(self.sitting(sitting), self.books.today, to, taken, decided=decided))

    @rule(sitting=called, cancel=st.booleans())
    def end_sitting(self, sitting: UUID, cancel: bool) -> None:  # noqa: FBT001 - drawn
        """Close or cancel it; what waited for it goes to the next, where there is one."""
        on = self.books.today
        slots = [slot for slot in self.books.calendar(on) if slot.sitting_id != sitting]

        def told() -> Iterator[Event]:
            before = self.sitting(sitting)
            if cancel:
                yield sittings.cancel(before, on, decided=self._decided_at(sitting))
            else:
                yield sittings.close(before, on)
            for one in self.books.every(Referral):
                submitted = one.submitted
                waits = submitted is not None and submitted.sitting_id == sitting
                if waits and any(self._waits(child, one) for child in one.begun.children):
                    received = one.received(on, self.books.now)
                    yield from self._put(one, on, first_in_time(one, slots, received, urgent=one.urgent))

        self.books.ask(told)

    def _decided_at(self, sitting: UUID) -> bool:
        """Whether the panel decided about somebody at a sitting."""
        matters = self.books.every(LegalMatter)
        return any(one.sitting_id == sitting for matter in matters for one in matter.every(GatewayDecisionMade))

    @rule(sitting=called, chair=WORKERS, members=st.lists(WORKERS, max_size=2), team=st.sampled_from(["north", None]))
    def compose_panel(self, sitting: UUID, chair: WorkerId, members: list[WorkerId], team: str | None) -> None:
        before, today = self.sitting(sitting), self.books.today
        self.books.ask(lambda: sittings.compose(before, today, chair=chair, chair_team=team, members=members))

    @rule(sitting=called, worker=WORKERS)
    def give_apologies(self, sitting: UUID, worker: WorkerId) -> None:
        self.books.ask(lambda: sittings.give_apologies(self.sitting(sitting), self.books.today, worker))

    @rule(sitting=called, worker=WORKERS, child=Children.children)
    def declare_conflict(self, sitting: UUID, worker: WorkerId, child: ChildId) -> None:
        self.books.ask(lambda: sittings.declare_conflict(self.sitting(sitting), self.books.today, worker, child))

    @rule(sitting=called, referral=referrals)
    def circulate_papers(self, sitting: UUID, referral: UUID) -> None:
        papers = [self.referral(referral)]
        self.books.ask(lambda: sittings.circulate(self.sitting(sitting), papers, self.books.today))

    @rule(sitting=called)
    def record_panel_minutes(self, sitting: UUID) -> None:
        note = self.books.number()
        self.books.ask(lambda: sittings.record_minutes(self.sitting(sitting), self.books.today, note))
