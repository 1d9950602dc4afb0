"""The story of a family in pre-proceedings, told step by step over the rules alone."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.pre_proceedings.domain import letters, pre_proceedings, pre_proceedings_plan
from services.gateway.pre_proceedings.domain.what_follows import Terms, follows
from services.gateway.pre_proceedings.read_model.pre_proceedings import PreProceedingsAsRead, shown
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.gateway import GatewayOutcome, MeetingWithParents, ReferralPurpose, StepDownTo
from shared.events.codes.planning import AssessmentKind, Option
from shared.events.gateway import (
    ChildRegistered,
    GatewayDecisionMade,
    PreProceedingsPlanRecorded,
    ReferredToLegalGateway,
)
from shared.identifiers import AssessmentId, ChildId, DecisionId, MeetingId, NoteId, ReferralId
from shared.policy.reading.packs import policy_of

CHILD = ChildId(UUID(int=1))
ABOUT: dict[str, Any] = {"child_id": CHILD, "authority": "warrington"}
WARRINGTON = policy_of("warrington")
EVERY_PART = tuple(item.code for item in WARRINGTON.items("pre_proceedings_plan_parts"))
REASON = NoteId(UUID(int=7))
DECIDED = date(2026, 3, 31)  # 16 weeks later is 21 July, 26 weeks 29 September, 52 weeks 30 March 2027


@contextmanager
def refused(sentence: str) -> Iterator[None]:
    with pytest.raises(RuleBroken, match=re.escape(sentence)):
        yield


def day(text: str) -> date:
    return date.fromisoformat(text if text.startswith("20") else f"2026-{text}")


class Story:
    """A family before the panel, told step by step."""

    def __init__(self) -> None:
        self.matter = LegalMatter.opened(CHILD, policy_of)
        self.then(ChildRegistered(**ABOUT, occurred_on=day("03-02"), date_of_birth=date(2021, 3, 1)))

    def then(self, *events: Event) -> "Story":
        for event in events:
            self.matter = self.matter.apply(event)
        return self

    def decides(
        self,
        outcome: GatewayOutcome,
        on: date = DECIDED,
        *,
        purpose: ReferralPurpose = ReferralPurpose.THRESHOLD,
        terms: Terms = Terms(),  # noqa: B008 - a value
        review_on: date | None = None,
    ) -> Event | None:
        """The panel decides on a referral for this purpose; answers what that does to pre-proceedings, if anything."""
        referral = ReferralId(uuid4())
        self.then(ReferredToLegalGateway(**ABOUT, occurred_on=on, referral_id=referral, purpose=purpose))
        decision = GatewayDecisionMade(
            **ABOUT,
            occurred_on=on,
            decision_id=DecisionId(uuid4()),
            referral_id=referral,
            outcome=outcome,
            primary_plan=Option.RETURN_HOME,
            contingencies=(Option.SPECIAL_GUARDIANSHIP,),
            review_on=review_on,
            note_id=REASON,
        )
        following = follows(self.matter, decision, terms)
        self.then(decision, *following)
        return following[0] if following else None

    def extends(self, on: str, until: str, purpose: str | None = "recommended_therapy", **more: Any) -> Event | None:  # noqa: ANN401 - as `decides`
        return self.decides(GatewayOutcome.EXTENSION, day(on), terms=Terms(day(until), purpose), **more)

    def steps_down(self, on: str, to: StepDownTo = StepDownTo.CHILD_PROTECTION_PLAN) -> Event | None:
        return self.decides(GatewayOutcome.STEP_DOWN, day(on), terms=Terms(step_down_to=to))

    def reported(self, on: str) -> "Story":
        return self.then(pre_proceedings.report_exception(self.matter, day(on), document_id=None, note_id=REASON))

    def planned(self, on: str, *parts: str) -> PreProceedingsPlanRecorded:
        plan = pre_proceedings_plan.record_plan(self.matter, day(on), parts=parts, document_id=None, note_id=None)
        self.then(plan)
        return plan

    def approved(self, on: str, version: int | None = None) -> "Story":
        return self.then(pre_proceedings_plan.approve_plan(self.matter, day(on), version=version))

    def agreed(
        self,
        on: str,
        kind: AssessmentKind = AssessmentKind.PARENTING,
        due: str = "06-30",
        **more: Any,  # noqa: ANN401 - as the rule takes it
    ) -> AssessmentId:
        name = AssessmentId(uuid4())
        self.then(pre_proceedings_plan.agree_assessment(self.matter, name, day(on), kind=kind, due_on=day(due), **more))
        return name

    def finalised(self, on: str, assessment: AssessmentId) -> "Story":
        return self.then(
            pre_proceedings_plan.finalise_assessment(self.matter, day(on), assessment_id=assessment, document_id=None)
        )

    def lettered(self, on: str = "04-02") -> "Story":
        self.then(letters.draft_letter(self.matter, day(on)))
        return self.then(letters.send_letter(self.matter, day(on)))

    def meets(self, on: str, kind: MeetingWithParents = MeetingWithParents.INITIAL) -> "Story":
        return self.then(pre_proceedings.meet_parents(self.matter, MeetingId(uuid4()), day(on), kind))

    def read(self, on: str) -> PreProceedingsAsRead:
        return shown(self.matter, day(on))


def in_pre_proceedings() -> Story:
    story = Story()
    story.decides(GatewayOutcome.PRE_PROCEEDINGS, review_on=day("07-21"))
    return story


def ready_to_conclude() -> Story:
    """The plan is complete and approved, and the one assessment that was agreed is finalised."""
    story = in_pre_proceedings()
    story.planned("04-07", *EVERY_PART)
    return story.approved("04-08").finalised("06-20", story.agreed("04-08"))
