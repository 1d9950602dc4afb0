"""What the panel may decide: its day, papers, purpose, plans and reasons bear the decision, or it is refused."""

from services.gateway.child.domain.matter import LEGAL_ACTION, LegalMatter
from services.gateway.court.domain.timetable import care_proceedings_since
from services.gateway.pre_proceedings.domain.pre_proceedings_plan import must_be_ready_to_conclude
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.codes.gateway import GatewayOutcome, ReferralPurpose
from shared.events.gateway import GatewayDecisionMade, ReferredToLegalGateway
from shared.grounds import Grounds, ruled

# The week-16 review may conclude them on the same papers (Warrington, appendix 1, concluding pre-proceedings).
ON_PAPERS_TO_CONCLUDE = frozenset({ReferralPurpose.REVIEW_WEEK_16, ReferralPurpose.END_PRE_PROCEEDINGS})
CONCLUDING = frozenset({GatewayOutcome.STEP_DOWN, GatewayOutcome.CARE_PROCEEDINGS})
# Every case that is heard has a primary plan (Warrington 11.1), unless no plan is needed or the case was not heard.
WITHOUT_PLAN = frozenset({GatewayOutcome.DEFERRED, GatewayOutcome.THRESHOLD_NOT_MET})
NOTHING_TO_RATIFY = frozenset({ReferralPurpose.THRESHOLD, ReferralPurpose.SECOND_PERIOD})


def before_the_panel(matter: LegalMatter) -> ReferredToLegalGateway:
    """The referral that waits for a decision. Refuses where none does, and tells what was decided of the last one."""
    if waiting := matter.referral:
        return waiting
    last, decision = matter.latest(ReferredToLegalGateway), matter.decision
    if last and decision and decision.referral_id == last.referral_id:
        said = decision.outcome.replace("pre_", "pre-").replace("_", " ")
        raise RuleBroken(
            f"the panel decided on {words_of_day(decision.occurred_on)}: {said}; "
            "correct that entry where it is wrong, or refer the child anew"
        )
    raise RuleBroken("nothing is before the panel; refer the child to the Legal Gateway first")


def must_be_decidable(matter: LegalMatter, decision: GatewayDecisionMade) -> None:
    """Refuse a decision on a referral that does not hold together."""
    GROUNDS.must_stand(matter, decision)
    must_hold_together(decision)
    if decision.note_id is None:
        raise RuleBroken("a decision needs the panel's reasons; say why it decided so for this child")


def must_hold_together(decision: GatewayDecisionMade) -> None:
    """Refuse a decision whose outcome, threshold and plans do not agree, as it is recorded or as it is corrected."""
    _check_threshold(decision)
    _check_plans(decision)


def _told(matter: LegalMatter, decision: GatewayDecisionMade) -> tuple[ReferredToLegalGateway, ...]:
    """What was told of the referral that is decided, by day."""
    return tuple(each for each in matter.every(ReferredToLegalGateway) if each.referral_id == decision.referral_id)


def _must_be_of_its_day(matter: LegalMatter, decision: GatewayDecisionMade) -> None:
    for referral in _told(matter, decision)[:1]:
        if decision.occurred_on < referral.occurred_on:
            raise RuleBroken(
                f"the child was referred on {words_of_day(referral.occurred_on)}, and the panel decides after that; "
                "check the day"
            )
    if decision.review_on and decision.review_on < decision.occurred_on:
        raise RuleBroken("the next review is before the decision; check both days")


def _must_have_papers(matter: LegalMatter, decision: GatewayDecisionMade) -> None:
    for referral in _told(matter, decision)[-1:]:
        if referral.urgent or decision.outcome is GatewayOutcome.DEFERRED:
            return
        if referral.late:
            raise RuleBroken(
                "the papers of this referral missed the cut-off for this sitting and it is not urgent; defer the "
                "decision and have the next sitting put into the calendar, or say that the referral is urgent"
            )
        if referral.papers_missing:
            raise RuleBroken(
                f"{referral.papers_missing} papers of this referral are missing and it is not urgent; "
                "have them recorded, say why they do not apply, or defer the decision"
            )


def _must_fit_the_matter(matter: LegalMatter, decision: GatewayDecisionMade) -> None:
    """Refuse an outcome that is none of a matter that stands so, or none on such a referral."""
    outcome, told = decision.outcome, _told(matter, decision)
    purpose = told[-1].purpose if told else None
    extends_an_order = purpose is ReferralPurpose.SUPERVISION_ORDER_EXTENSION
    if outcome is GatewayOutcome.STEP_DOWN or (outcome is GatewayOutcome.EXTENSION and not extends_an_order):
        matter.in_pre_proceedings()
    applied_on = care_proceedings_since(matter)
    asked = applied_on is not None and applied_on <= decision.occurred_on
    if applied_on and asked and outcome is GatewayOutcome.CARE_PROCEEDINGS:
        raise RuleBroken(
            f"care or supervision proceedings are open since {words_of_day(applied_on)}; ratify them, "
            "or record how they concluded first"
        )
    if outcome is GatewayOutcome.RATIFIED and purpose in NOTHING_TO_RATIFY and not asked:
        raise RuleBroken("there is nothing to ratify on a referral for the threshold; say whether it is met, or defer")
    if not matter.pre_proceedings:
        return
    if outcome is GatewayOutcome.THRESHOLD_NOT_MET:
        raise RuleBroken(
            "the child is in pre-proceedings, and the threshold was met; step down, extend or issue instead"
        )
    urgent = any(each.urgent for each in told[-1:])
    if outcome in CONCLUDING and not (purpose in ON_PAPERS_TO_CONCLUDE or urgent):
        raise RuleBroken(
            "pre-proceedings are concluded on the papers for it; "
            "refer the child for the review at week 16, to end pre-proceedings or urgently, and defer this decision"
        )


def _must_be_concluded(matter: LegalMatter, decision: GatewayDecisionMade) -> None:
    """Proceedings are decided on what every conclusion needs, as a step-down is; an urgent matter does not wait."""
    if matter.pre_proceedings and not any(each.urgent for each in _told(matter, decision)[-1:]):
        must_be_ready_to_conclude(matter, decision)


def _check_threshold(decision: GatewayDecisionMade) -> None:
    if decision.threshold_met is False and decision.outcome in LEGAL_ACTION:
        raise RuleBroken("legal action needs the threshold; select yes if it is met, or change the outcome")
    if decision.threshold_met and decision.outcome is GatewayOutcome.THRESHOLD_NOT_MET:
        raise RuleBroken("the outcome is that the threshold is not met; select no, or change the outcome")


def _check_plans(decision: GatewayDecisionMade) -> None:
    primary, contingencies = decision.primary_plan, decision.contingencies
    if decision.outcome in LEGAL_ACTION and not (primary and contingencies):
        raise RuleBroken("a decision for legal action ratifies a primary plan and at least one contingency; add them")
    if primary is None and decision.outcome not in WITHOUT_PLAN:
        raise RuleBroken("every case that the panel hears has a primary plan; name it")
    if primary and primary in contingencies:
        raise RuleBroken("the primary plan is also named as a contingency; name another contingency")


def _issues(decision: GatewayDecisionMade) -> bool:
    return decision.outcome is GatewayOutcome.CARE_PROCEEDINGS


GROUNDS = Grounds[LegalMatter](
    (
        ruled((GatewayDecisionMade,), _must_be_of_its_day, "days in their order: {refusal}", in_turn=True),
        ruled((GatewayDecisionMade,), _must_have_papers, "its papers: {refusal}", in_turn=True),
        ruled((GatewayDecisionMade,), _must_fit_the_matter, "a record that bears it: {refusal}", in_turn=True),
        ruled(
            (GatewayDecisionMade,),
            _must_be_concluded,
            "the plan and the assessments on which pre-proceedings are concluded",
            only=_issues,
            in_turn=True,
        ),
    )
)
