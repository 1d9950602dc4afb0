"""What the panel may decide: outcomes that a referral and the state of the child bear, and those that they do not."""

from typing import Any
from uuid import uuid4

from services.gateway.panel.domain import decisions
from services.gateway.pre_proceedings.domain.what_follows import Terms
from shared.events.base import Event
from shared.events.codes.gateway import Application, GatewayOutcome, ReferralPurpose
from shared.events.codes.planning import Option
from shared.events.gateway import GatewayDecisionMade, PreProceedingsStarted, ProceedingsIssued, ReferredToLegalGateway
from shared.identifiers import DecisionId, ReferralId
from tests.gateway.period_story import (
    ABOUT,
    REASON,
    Story,
    day,
    in_pre_proceedings,
    ready_to_conclude,
    refused,
)

EXTENDING = ReferralPurpose.SUPERVISION_ORDER_EXTENSION
PLANS = {"primary_plan": Option.RETURN_HOME, "contingencies": (Option.SPECIAL_GUARDIANSHIP,)}


def hears(story: Story, on: str, outcome: GatewayOutcome, **more: Any) -> list[type[Event]]:  # noqa: ANN401 - as `decide`
    """The panel decides on a referral of that day; answers what was recorded."""
    referral = ReferralId(uuid4())
    about: dict[str, Any] = {
        "purpose": more.pop("purpose", ReferralPurpose.THRESHOLD),
        "urgent": more.pop("urgent", True),
        "late": more.pop("late", False),
    }
    heard = story.matter.apply(ReferredToLegalGateway(**ABOUT, occurred_on=day(on), referral_id=referral, **about))
    said: dict[str, Any] = {**PLANS, "review_on": None, "note_id": REASON, **more}
    told = decisions.decide(heard, DecisionId(uuid4()), day(on), outcome=outcome, **said)
    story.matter = heard
    story.then(*told)
    return [type(one) for one in told]


def test_every_case_that_is_heard_has_a_primary_plan() -> None:
    without: dict[str, Any] = {"primary_plan": None, "contingencies": ()}
    with refused("every case that the panel hears has a primary plan; name it"):
        hears(Story(), "03-31", GatewayOutcome.RATIFIED, purpose=ReferralPurpose.SECTION_20, **without)
    for outcome in (GatewayOutcome.DEFERRED, GatewayOutcome.THRESHOLD_NOT_MET):
        assert hears(Story(), "03-31", outcome, **without) == [GatewayDecisionMade]


def test_the_panel_extends_a_supervision_order_without_touching_pre_proceedings() -> None:
    assert hears(Story(), "03-31", GatewayOutcome.EXTENSION, purpose=EXTENDING) == [GatewayDecisionMade]
    story = in_pre_proceedings()
    assert hears(story, "04-14", GatewayOutcome.EXTENSION, purpose=EXTENDING) == [GatewayDecisionMade]
    assert isinstance(story.matter.pre_proceedings, PreProceedingsStarted)


def test_a_referral_that_missed_the_cut_off_of_its_sitting_is_deferred_unless_it_is_urgent() -> None:
    with refused(
        "the papers of this referral missed the cut-off for this sitting and it is not urgent; defer the decision and "
        "have the next sitting put into the calendar, or say that the referral is urgent"
    ):
        hears(Story(), "03-31", GatewayOutcome.PRE_PROCEEDINGS, urgent=False, late=True)
    assert hears(Story(), "03-31", GatewayOutcome.DEFERRED, urgent=False, late=True) == [GatewayDecisionMade]
    assert hears(Story(), "03-31", GatewayOutcome.PRE_PROCEEDINGS, urgent=False)


def test_on_a_referral_for_the_threshold_nothing_is_extended_or_ratified() -> None:
    with refused("the child is not in pre-proceedings"):
        hears(Story(), "03-31", GatewayOutcome.EXTENSION)
    with refused("there is nothing to ratify"):
        hears(Story(), "03-31", GatewayOutcome.RATIFIED)


def test_that_the_threshold_is_not_met_is_not_said_in_pre_proceedings() -> None:
    with refused("step down, extend or issue instead"):
        hears(in_pre_proceedings(), "05-12", GatewayOutcome.THRESHOLD_NOT_MET)


def test_the_next_review_comes_after_the_decision() -> None:
    with refused("the next review is before the decision; check both days"):
        hears(Story(), "03-31", GatewayOutcome.PRE_PROCEEDINGS, review_on=day("03-30"))


def test_pre_proceedings_are_not_begun_past_26_weeks() -> None:
    last, past = Terms(day("09-29")), Terms(day("09-30"))
    with refused("30 September 2026 is past 29 September 2026, the last day for pre-proceedings that are not extended"):
        hears(Story(), "03-31", GatewayOutcome.PRE_PROCEEDINGS, terms=past)
    assert hears(Story(), "03-31", GatewayOutcome.PRE_PROCEEDINGS, terms=last)[-1] is PreProceedingsStarted


def test_pre_proceedings_are_not_begun_while_proceedings_are_open() -> None:
    story = Story().then(ProceedingsIssued(**ABOUT, occurred_on=day("03-10"), application=Application.CARE))
    with refused("care or supervision proceedings are open since 10 March 2026, and pre-proceedings come before them"):
        hears(story, "03-31", GatewayOutcome.PRE_PROCEEDINGS)


def test_proceedings_that_are_open_are_ratified_and_not_decided_again() -> None:
    story = Story().then(ProceedingsIssued(**ABOUT, occurred_on=day("03-10"), application=Application.SUPERVISION))
    with refused(
        "care or supervision proceedings are open since 10 March 2026; ratify them, or record how they concluded first"
    ):
        hears(story, "03-31", GatewayOutcome.CARE_PROCEEDINGS, purpose=ReferralPurpose.UNPLANNED_ENTRY)
    for purpose in (ReferralPurpose.UNPLANNED_ENTRY, ReferralPurpose.THRESHOLD):
        assert hears(story, "03-31", GatewayOutcome.RATIFIED, purpose=purpose) == [GatewayDecisionMade]
    assert hears(story, "03-09", GatewayOutcome.CARE_PROCEEDINGS)


def test_an_open_application_for_something_else_leaves_legal_action_to_the_panel() -> None:
    story = Story().then(ProceedingsIssued(**ABOUT, occurred_on=day("03-10"), application=Application.DISCHARGE))
    assert hears(story, "03-31", GatewayOutcome.CARE_PROCEEDINGS)
    assert hears(story, "03-31", GatewayOutcome.PRE_PROCEEDINGS)[-1] is PreProceedingsStarted


def test_proceedings_are_decided_on_finalised_assessments_and_the_plan_unless_the_matter_is_urgent() -> None:
    story, ends = in_pre_proceedings(), ReferralPurpose.END_PRE_PROCEEDINGS
    story.agreed("04-08")
    with refused("pre-proceedings cannot be concluded; still missing: the parenting assessment agreed on 8 April 2026"):
        hears(story, "05-12", GatewayOutcome.CARE_PROCEEDINGS, purpose=ends, urgent=False)
    assert hears(story, "05-12", GatewayOutcome.CARE_PROCEEDINGS, purpose=ends)
    assert hears(ready_to_conclude(), "07-14", GatewayOutcome.CARE_PROCEEDINGS, purpose=ends, urgent=False)
