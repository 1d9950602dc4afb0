"""Rules of the machine about pre-proceedings: plan, letters, meetings, assessments, exception report and review."""

from datetime import timedelta
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, multiple, rule

from services.gateway.pre_proceedings.domain import letters, pre_proceedings, pre_proceedings_plan
from shared.events.codes.gateway import MeetingWithParents
from shared.events.codes.planning import AssessmentKind
from shared.events.gateway import PreProceedingsAssessmentAgreed as Agreed
from tests.gateway.machine.family import AGO, POLICY, Children, OfChild

EVERY_PART = tuple(item.code for item in POLICY.items(pre_proceedings_plan.PARTS))
PARTS = st.just(EVERY_PART) | st.sampled_from([(), EVERY_PART[:2], (*EVERY_PART, EVERY_PART[0]), ("weather",)])


class PreProceedings(Children):
    """Families in pre-proceedings."""

    assessments: Bundle[tuple[UUID, UUID]] = Bundle("assessments")

    @rule(child=Children.brought, ago=AGO)
    def draft_letter(self, child: UUID, ago: int) -> None:
        self.books.ask(lambda: letters.draft_letter(self.books.matter(child), self.day(ago)))

    @rule(child=Children.brought, ago=AGO)
    def send_letter(self, child: UUID, ago: int) -> None:
        self.books.ask(lambda: letters.send_letter(self.books.matter(child), self.day(ago)))

    @rule(child=Children.brought, ago=AGO)
    def deliver_immediate_issue_letter(self, child: UUID, ago: int) -> None:
        matter = self.books.matter(child)
        self.books.ask(lambda: letters.deliver_immediate_issue_letter(matter, self.day(ago)))

    @rule(child=Children.brought, ago=AGO)
    def hold_legal_planning_meeting(self, child: UUID, ago: int) -> None:
        matter, meeting = self.books.matter(child), self.books.number()
        self.books.ask(lambda: pre_proceedings.hold_legal_planning_meeting(matter, meeting, self.day(ago)))

    @rule(child=Children.brought, kind=st.sampled_from(MeetingWithParents), ago=AGO)
    def meet_parents(self, child: UUID, kind: MeetingWithParents, ago: int) -> None:
        matter, meeting = self.books.matter(child), self.books.number()
        self.books.ask(lambda: pre_proceedings.meet_parents(matter, meeting, self.day(ago), kind))

    @rule(child=Children.brought, said=st.booleans(), ago=AGO)
    def report_exception(self, child: UUID, said: bool, ago: int) -> None:  # noqa: FBT001 - drawn
        matter, note = self.books.matter(child), self.books.number() if said else None
        self.books.ask(lambda: pre_proceedings.report_exception(matter, self.day(ago), document_id=None, note_id=note))

    @rule(child=Children.brought, ago=AGO)
    def review(self, child: UUID, ago: int) -> None:
        matter, note = self.books.matter(child), self.books.number()
        self.books.ask(lambda: pre_proceedings.review(matter, self.day(ago), note))

    @rule(child=Children.brought, parts=PARTS, ago=AGO)
    def record_plan(self, child: UUID, parts: tuple[str, ...], ago: int) -> None:
        matter = self.books.matter(child)
        self.books.ask(
            lambda: pre_proceedings_plan.record_plan(matter, self.day(ago), parts=parts, document_id=None, note_id=None)
        )

    @rule(child=Children.brought, version=st.sampled_from([None, None, 1, 2]), ago=AGO)
    def approve_plan(self, child: UUID, version: int | None, ago: int) -> None:
        matter = self.books.matter(child)
        self.books.ask(lambda: pre_proceedings_plan.approve_plan(matter, self.day(ago), version=version))

    @rule(
        target=assessments,
        child=Children.brought,
        kind=st.sampled_from([AssessmentKind.PARENTING, AssessmentKind.PSYCHOLOGICAL, AssessmentKind.OTHER]),
        days=st.integers(-1, 90),
        ago=AGO,
    )
    def agree_assessment(self, child: UUID, kind: AssessmentKind, days: int, ago: int) -> OfChild:
        matter, number, on = self.books.matter(child), self.books.number(), self.day(ago)
        told = self.books.ask(
            lambda: pre_proceedings_plan.agree_assessment(
                matter, number, on, kind=kind, due_on=on + timedelta(days=days)
            )
        )
        return multiple(*((child, each.assessment_id) for each in told if isinstance(each, Agreed)))

    @rule(assessment=assessments, ago=AGO)
    def finalise_assessment(self, assessment: tuple[UUID, UUID], ago: int) -> None:
        child, number = assessment
        matter = self.books.matter(child)
        self.books.ask(
            lambda: pre_proceedings_plan.finalise_assessment(
                matter,
                self.day(ago),
                assessment_id=number,  # type: ignore[arg-type]
                document_id=None,
            )
        )
