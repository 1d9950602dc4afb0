"""The pre-proceedings plan and the assessments agreed with it: what do they lack before the panel can conclude?"""

from collections.abc import Iterator, Sequence
from datetime import date
from difflib import get_close_matches

from services.gateway.child.domain.family import family
from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain.timetable import care_proceedings_since
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.planning import AssessmentKind
from shared.events.gateway import (
    PreProceedingsAssessmentAgreed,
    PreProceedingsAssessmentFinalised,
    PreProceedingsPlanRecorded,
    PreProceedingsStarted,
)
from shared.grounds import Ground, Grounds, Offer, ruled
from shared.identifiers import SUPPOSED, AssessmentId, Code, DocumentId, NoteId, PersonId
from shared.policy.grammar import Item

PARTS = "pre_proceedings_plan_parts"


def record_plan(
    matter: LegalMatter,
    on: date,
    *,
    parts: Sequence[Code],
    document_id: DocumentId | None,
    note_id: NoteId | None,
) -> PreProceedingsPlanRecorded:
    """Record a new version of the plan, with the parts that it states; the Service Manager approves it afterwards."""
    known = [item.code for item in matter.law.items(PARTS)]
    for part in parts:
        if known and part not in known:
            near = get_close_matches(part, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"the policy names {', '.join(known)}"
            raise RuleBroken(f"{part} is no part of a pre-proceedings plan here; {hint}")
    if len(set(parts)) < len(parts):
        raise RuleBroken("a part of the plan is named twice; name each once")
    before = latest_plan(matter)
    return PreProceedingsPlanRecorded(
        **matter.about(on),
        version=before.version + 1 if before else 1,
        parts=tuple(parts),
        document_id=document_id,
        note_id=note_id,
    )


def approve_plan(matter: LegalMatter, on: date, *, version: int | None) -> PreProceedingsPlanRecorded:
    """The Service Manager approves the latest version, whether first or as amended after the panel."""
    plan = latest_plan(matter)
    if not plan:
        raise RuleBroken("there is no pre-proceedings plan to approve; record the plan first")
    if version not in {None, plan.version}:
        raise RuleBroken(f"version {version} is not the latest; read version {plan.version} and approve that")
    if plan.approved:
        raise RuleBroken(
            f"version {plan.version} is approved since {words_of_day(plan.occurred_on)}; record what has changed first"
        )
    approved = plan.model_copy(update=matter.about(on) | {"approved": True})
    GROUNDS.must_stand(matter, approved)
    if missing := missing_parts(matter, plan):
        raise RuleBroken(f"the plan does not state: {_words(missing)}; add them in a new version, then approve it")
    return approved


def _versions(matter: LegalMatter, approved: PreProceedingsPlanRecorded) -> list[PreProceedingsPlanRecorded]:
    """What is recorded of the version that is approved."""
    return [plan for plan in matter.every(PreProceedingsPlanRecorded) if plan.version == approved.version]


def _must_be_recorded_by_then(matter: LegalMatter, approved: PreProceedingsPlanRecorded) -> None:
    for plan in _versions(matter, approved):
        if approved.occurred_on < plan.occurred_on:
            raise RuleBroken(
                f"this version was recorded on {words_of_day(plan.occurred_on)}; it is approved on that day or later"
            )


def _approves(plan: PreProceedingsPlanRecorded) -> bool:
    return plan.approved


def latest_plan(matter: LegalMatter) -> PreProceedingsPlanRecorded | None:
    """The latest version of the plan, as approved where it is."""
    return max(matter.every(PreProceedingsPlanRecorded), key=lambda plan: (plan.version, plan.approved), default=None)


def missing_parts(matter: LegalMatter, plan: PreProceedingsPlanRecorded) -> tuple[Item, ...]:
    """What a good plan states and this version does not."""
    return tuple(item for item in matter.law.items(PARTS) if item.code not in plan.parts)


def missing_to_conclude(matter: LegalMatter) -> Iterator[str]:
    """What is not there yet of what the panel needs to conclude the last period: assessments, and the latest plan."""
    started = matter.latest(PreProceedingsStarted)
    for agreed in not_finalised(matter, started.occurred_on if started else date.min):
        kind = agreed.kind.replace("_", " ")
        days = f"agreed on {words_of_day(agreed.occurred_on)} and due on {words_of_day(agreed.due_on)}"
        yield f"the {kind} assessment {days}, finalised by legal"
    yield from not_settled(matter)


def not_settled(matter: LegalMatter) -> Iterator[str]:
    """What the latest plan lacks to be the one on which pre-proceedings are concluded."""
    plan = latest_plan(matter)
    if not plan:
        yield "the latest pre-proceedings plan"
    elif plan.approved:
        return
    elif missing := missing_parts(matter, plan):
        yield f"in version {plan.version} of the plan: {_words(missing)}"
    else:
        yield f"the Service Manager's approval of version {plan.version} of the plan"


def must_be_ready_to_conclude(matter: LegalMatter, _event: Event) -> None:
    """Refuse to conclude pre-proceedings before all that was agreed is there."""
    if missing := list(missing_to_conclude(matter)):
        raise RuleBroken(f"pre-proceedings cannot be concluded; still missing: {'; '.join(missing)}")


def agree_assessment(  # noqa: PLR0913 - what is commissioned
    matter: LegalMatter,
    assessment_id: AssessmentId,
    on: date,
    *,
    kind: AssessmentKind,
    due_on: date,
    subject_id: PersonId | None = None,
    note_id: NoteId | None = None,
) -> PreProceedingsAssessmentAgreed:
    """Commission an assessment, of the child or of one of the family; `note_id` says what it is where no kind does."""
    matter.in_pre_proceedings(on)
    if kind is AssessmentKind.OTHER and note_id is None:
        raise RuleBroken("an assessment of another kind needs words; say what is to be assessed")
    agreed = PreProceedingsAssessmentAgreed(
        **matter.about(on),
        assessment_id=assessment_id,
        kind=kind,
        due_on=due_on,
        subject_id=subject_id,
        note_id=note_id,
    )
    return GROUNDS.must_stand(matter, agreed)


def finalise_assessment(
    matter: LegalMatter, on: date, *, assessment_id: AssessmentId, document_id: DocumentId | None
) -> PreProceedingsAssessmentFinalised:
    """An agreed assessment is complete and finalised by legal."""
    finished = PreProceedingsAssessmentFinalised(
        **matter.about(on), assessment_id=assessment_id, document_id=document_id
    )
    if not any(each.assessment_id == assessment_id for each in agreed_assessments(matter)):
        raise RuleBroken("no such assessment was agreed for this child; name one that pre-proceedings list")
    if done := finalised(matter, assessment_id):
        raise RuleBroken(
            f"this assessment was finalised on {words_of_day(done.occurred_on)} already; correct that entry if needed"
        )
    return GROUNDS.must_stand(matter, finished)


def _must_be_agreed_by_then(matter: LegalMatter, finished: PreProceedingsAssessmentFinalised) -> None:
    for agreed in agreed_assessments(matter):
        if agreed.assessment_id == finished.assessment_id and finished.occurred_on < agreed.occurred_on:
            raise RuleBroken(
                f"the assessment was agreed on {words_of_day(agreed.occurred_on)}; it is finalised on that day or later"
            )


def agreed_assessments(matter: LegalMatter, since: date = date.min) -> tuple[PreProceedingsAssessmentAgreed, ...]:
    """The assessments agreed from a day on."""
    return tuple(each for each in matter.every(PreProceedingsAssessmentAgreed) if each.occurred_on >= since)


def finalised(matter: LegalMatter, assessment_id: AssessmentId) -> PreProceedingsAssessmentFinalised | None:
    """How an assessment was finalised, if it was."""
    done = matter.every(PreProceedingsAssessmentFinalised)
    return next((each for each in done if each.assessment_id == assessment_id), None)


def not_finalised(matter: LegalMatter, since: date) -> list[PreProceedingsAssessmentAgreed]:
    """The assessments agreed from a day on that legal has not finalised."""
    return [each for each in agreed_assessments(matter, since) if not finalised(matter, each.assessment_id)]


def _words(items: Sequence[Item]) -> str:
    return "; ".join(item.words for item in items)


def _is_of_the_family(matter: LegalMatter, agreed: PreProceedingsAssessmentAgreed) -> bool:
    return agreed.subject_id in {None, matter.child_id, *family(matter)}


GROUNDS = Grounds[LegalMatter](
    (
        Ground(
            (PreProceedingsPlanRecorded,),
            lambda matter, approved: bool(_versions(matter, approved)),
            "the version that it approves",
            only=_approves,
            in_turn=True,
        ),
        ruled(
            (PreProceedingsPlanRecorded,),
            _must_be_recorded_by_then,
            "the version that it approves, by that day",
            only=_approves,
            in_turn=True,
        ),
        Ground(
            (PreProceedingsAssessmentAgreed,),
            lambda _matter, agreed: agreed.occurred_on <= agreed.due_on,
            "a day for it after it was commissioned",
            lambda _matter, agreed: (
                f"{words_of_day(agreed.due_on)} is before the assessment is commissioned; "
                "name the day by which it is due"
            ),
        ),
        Ground(
            (PreProceedingsAssessmentAgreed,),
            _is_of_the_family,
            "the one whom it is of, of the child's family",
            "the assessment is of somebody who is not of the child's family here; record who that is first",
        ),
        ruled((PreProceedingsAssessmentFinalised,), _must_be_agreed_by_then, "the assessment, agreed by that day"),
    )
)


def _commissioned(matter: LegalMatter, on: date) -> Iterator[Event]:
    number = AssessmentId(SUPPOSED)
    yield PreProceedingsAssessmentAgreed(
        **matter.about(on), assessment_id=number, kind=AssessmentKind.PARENTING, due_on=on
    )


def _finalised(matter: LegalMatter, on: date) -> Iterator[Event]:
    for agreed in agreed_assessments(matter):
        if not finalised(matter, agreed.assessment_id):
            yield PreProceedingsAssessmentFinalised(**matter.about(on), assessment_id=agreed.assessment_id)


def _approved(matter: LegalMatter, on: date) -> Iterator[Event]:
    plan = latest_plan(matter)
    if plan and not plan.approved:
        yield plan.model_copy(update=matter.about(on) | {"approved": True})


def _is_not_before_the_court(matter: LegalMatter, _on: date) -> bool:
    return care_proceedings_since(matter) is None


def _in_pre_proceedings(matter: LegalMatter, _on: date) -> bool:
    return matter.pre_proceedings is not None


OFFERS: tuple[Offer[LegalMatter], ...] = (
    Offer("agree_pre_proceedings_assessment", _commissioned, _in_pre_proceedings),
    Offer("finalise_pre_proceedings_assessment", _finalised),
    Offer("record_pre_proceedings_plan", now=_is_not_before_the_court),
    Offer("approve_pre_proceedings_plan", _approved, _is_not_before_the_court),
)
