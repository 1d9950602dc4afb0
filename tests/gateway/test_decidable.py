"""What the panel may decide: outcomes that a referral and the state of the child bear, and those that they do not."""

from typing import Any
from uuid import uuid4

from services.gateway.domain import decisions
from shared.events.base import Event
from shared.events.codes import GatewayOutcome, Option, ReferralPurpose
from shared.events.gateway import GatewayDecisionMade, PreProceedingsStarted, ReferredToLegalGateway
from shared.identifiers import DecisionId, ReferralId
from tests.gateway.period_story import ABOUT, REASON, WARRINGTON, Story, day, in_pre_proceedings, refused

EXTENDING = ReferralPurpose.SUPERVISION_ORDER_EXTENSION
PLANS = {"primary_plan": Option.RETURN_HOME, "contingencies": (Option.SPECIAL_GUARDIANSHIP,)}


def hears(story: Story, on: str, outcome: GatewayOutcome, **more: Any) -> list[type[Event]]:  # noqa: ANN401 - as `decide`
    """The panel decides on a referral of that day; answers what was recorded."""
    referral = ReferralId(uuid4())
    about: dict[str, Any] = {
        "purpose": more.pop("purpose", ReferralPurpose.THRESHOLD),
        "urgent": more.pop("urgent", True),
    }
    heard = story.matter.apply(ReferredToLegalGateway(**ABOUT, occurred_on=day(on), referral_id=referral, **about))
    said: dict[str, Any] = {**PLANS, "review_on": None, "note_id": REASON, **more}
    told = decisions.decide(heard, DecisionId(uuid4()), day(on), outcome=outcome, policy=WARRINGTON, **said)
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


def test_on_a_referral_for_the_threshold_nothing_is_extended_or_ratified() -> None:
    with refused("the child is not in pre-proceedings"):
        hears(Story(), "03-31", GatewayOutcome.EXTENSION)
    with refused("there is nothing to ratify"):
        hears(Story(), "03-31", GatewayOutcome.RATIFIED)


def test_that_the_threshold_is_not_met_is_not_said_in_pre_proceedings() -> None:
    with refused("step down, extend or issue instead"):
        hears(in_pre_proceedings(), "05-12", GatewayOutcome.THRESHOLD_NOT_MET)
