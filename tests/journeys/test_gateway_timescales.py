"""Every timescale of Warrington's appendices 1 and 10 is seen in tracking on a way that leads through the gateway."""

import re
from collections.abc import Awaitable, Callable

import pytest

from shared.clock import FixedClock
from shared.policy.reading.packs import policy_of
from shared.testing.world import World
from tests.journeys.gateway_journey import (
    CHAIR,
    CONCLUDING,
    COORDINATOR,
    EXTENDING,
    HEAD,
    LAWYER,
    MANAGER,
    TEAM_MANAGER,
    WORKER,
    Journey,
    id_of,
)

APPENDIX = re.compile(r"appendix (1|10)\b")


def timescales() -> set[str]:
    """The rules of the pack that cite appendix 1 or appendix 10."""
    rules = policy_of("warrington").pack.rules
    return {rule.id for rule in rules if any(APPENDIX.search(part.clause or "") for part in (rule, *rule.steps))}


async def threshold_not_met(journey: Journey) -> None:
    """The papers come late, and the panel finds that the threshold is not met."""
    await journey.registers("2026-03-02")
    told = await journey.does("referrals", "2026-03-20", WORKER, panel_date="2026-03-31")
    referral = id_of(told, "referral_opened", "referral_id")
    assert (await journey.look())["WAR-GATEWAY-CUTOFF"] == {("2026-03-25", "open")}
    answer = await journey.world.post(
        "gateway", f"/referrals/{referral}/withdrawal", {"on": "2026-03-23", "reason": "Anew."}, role=MANAGER
    )
    assert answer.status_code == 201, answer.text
    await journey.refers("2026-03-24", "2026-03-31")
    await journey.decides("2026-03-31", "threshold_not_met")
    await journey.does("minutes", "2026-04-08", CHAIR, text="Not met.")
    found = await journey.goes_by("2026-04-08")
    assert ("2026-03-25", "met") in found["WAR-GATEWAY-CUTOFF"]
    assert found["WAR-GATEWAY-MINUTES"] == {("2026-04-09", "met")}
    assert "WAR-PP-16W" not in found


async def pre_proceedings_to_step_down(journey: Journey) -> None:
    """Everything in its time, and the family does well."""
    await journey.enters_pre_proceedings()
    await journey.does("legal-planning-meetings", "2026-04-02", LAWYER)
    await journey.does("letter/draft", "2026-04-07", WORKER)
    await journey.does("letter/sent", "2026-04-10", WORKER)
    await journey.does("minutes", "2026-04-09", COORDINATOR, text="Agreed.")
    await journey.does("pre-proceedings-meetings", "2026-04-15", TEAM_MANAGER)
    await journey.does("planning-meetings", "2026-04-16", TEAM_MANAGER, service="planning", tracks=["return_home"])
    await journey.has_a_plan("2026-04-20")
    await journey.refers("2026-07-07", "2026-07-14", "end_pre_proceedings", CONCLUDING)
    await journey.decides("2026-07-14", "step_down")
    found = await journey.goes_by("2026-07-22")
    assert found["WAR-PP-LPM"] == {("2026-04-07", "met")}
    assert found["WAR-PP-LETTER-DRAFT"] == {("2026-04-07", "met")}
    assert found["WAR-PP-LETTER-SENT"] == {("2026-04-09", "met_late")}
    assert found["WAR-PP-MEETING"] == {("2026-04-16", "met")}
    assert found["WAR-PPM-1"] == {("2026-04-16", "met")}
    assert found["WAR-GATEWAY-REVIEW"] == {("2026-07-21", "met")}
    assert found["WAR-PP-16W"] == {("2026-07-21", "met")}
    assert found["WAR-PP-26W"] == {("2026-09-29", "met")}
    assert ("2026-04-09", "met") in found["WAR-GATEWAY-MINUTES"]


async def to_proceedings(journey: Journey) -> None:
    """Things get no better: the letter that proceedings are issued is delivered, and the application made late."""
    await journey.enters_pre_proceedings()
    await journey.has_a_plan("2026-04-20")
    await journey.refers("2026-06-23", "2026-06-30", "end_pre_proceedings", CONCLUDING)
    await journey.decides("2026-06-30", "care_proceedings")
    await journey.does("minutes", "2026-07-01", COORDINATOR, text="To be issued.")
    await journey.does("immediate-issue-letter/delivered", "2026-07-02", WORKER)
    assert (await journey.look())["WAR-ISSUE-COURT"] == {("2026-07-14", "open")}
    await journey.does("proceedings", "2026-07-15", LAWYER, court_case_number="WA26C50001")
    found = await journey.goes_by("2026-07-15")
    assert found["WAR-GATEWAY-MINUTES-ISSUE"] == {("2026-07-01", "met")}
    assert found["WAR-ISSUE-LETTER"] == {("2026-07-02", "met")}
    assert found["WAR-ISSUE-COURT"] == {("2026-07-14", "met_late")}
    assert found["WAR-PP-16W"] == {("2026-07-21", "met")}


async def extended_beyond_16_and_26_weeks(journey: Journey) -> None:
    """Therapy takes longer; each extension has its exception report, and the end comes before the 52 weeks."""
    await journey.enters_pre_proceedings()
    await journey.has_a_plan("2026-04-20")
    await journey.does("exception-reports", "2026-07-10", TEAM_MANAGER, text="Therapy.")
    await journey.refers("2026-07-10", "2026-07-21", "review_week_16", CONCLUDING)
    await journey.decides(
        "2026-07-21", "extension", extended_until="2026-11-30", extension_purpose="recommended_therapy"
    )
    found = await journey.look()
    assert found["WAR-PP-16W"] == {("2026-07-21", "withdrawn")}
    assert found["WAR-PP-EXCEPTION"] == {("2026-07-21", "met")}
    assert found["WAR-PP-26W"] == {("2026-11-30", "open")}
    assert found["WAR-PP-40W"] == {("2026-11-30", "open")}
    assert found["WAR-PP-52W"] == {("2027-03-30", "open")}
    await journey.goes_by("2026-07-22")
    assert (await journey.look())["WAR-PP-HOS-REVIEW"] == {("2026-08-22", "open")}
    await journey.does("pre-proceedings-reviews", "2026-08-20", HEAD, findings="Therapy has begun.")
    found = await journey.look()
    assert found["WAR-PP-HOS-REVIEW"] == {("2026-08-22", "met"), ("2026-09-20", "open")}
    await journey.refers("2026-11-10", "2026-12-01", "end_pre_proceedings", CONCLUDING)
    await journey.decides("2026-12-01", "step_down")
    found = await journey.goes_by("2026-12-01")
    assert found["WAR-PP-40W"] == {("2026-11-30", "met_late")}
    assert found["WAR-PP-52W"] == {("2027-03-30", "met")}
    assert found["WAR-PP-HOS-REVIEW"] == {("2026-08-22", "met"), ("2026-09-20", "late")}


async def second_period(journey: Journey) -> None:
    """Stepped down, worse again, and agreed once more."""
    await journey.enters_pre_proceedings()
    await journey.has_a_plan("2026-04-20")
    await journey.refers("2026-05-19", "2026-05-26", "end_pre_proceedings", CONCLUDING)
    await journey.decides("2026-05-26", "step_down")
    await journey.refers("2026-08-18", "2026-09-01", "second_period")
    await journey.decides("2026-09-01", "pre_proceedings")
    assert (await journey.look())["WAR-PP-ROUND2-12W"] == {("2026-11-24", "open")}
    await journey.refers("2026-11-10", "2026-11-17", "end_pre_proceedings", CONCLUDING)
    await journey.decides("2026-11-17", "step_down")
    assert (await journey.goes_by("2026-11-17"))["WAR-PP-ROUND2-12W"] == {("2026-11-24", "met")}


async def supervised(journey: Journey) -> None:
    """A supervision order with its visits and midway review, back to the panel in time, and extended."""
    await journey.registers("2026-03-02")
    await journey.refers("2026-03-20", "2026-03-31")
    await journey.decides("2026-03-31", "care_proceedings")
    await journey.does("proceedings", "2026-04-01", LAWYER, court_case_number="WA26C50002", application="supervision")
    await journey.does("orders", "2026-05-04", LAWYER, order="interim_supervision")
    assert (await journey.look())["WAR-SO-VISIT"] == {("2026-06-01", "open")}
    await journey.does("supervision/visits", "2026-05-28", WORKER, seen_alone=True)
    told = await journey.does("orders", "2026-06-01", LAWYER, order="supervision", until="2027-05-31")
    order = id_of(told, "supervision_order_granted", "order_id")
    await journey.does("proceedings/conclusion", "2026-06-01", LAWYER, outcome="supervision_order")
    found = await journey.look()
    assert found["WAR-SO-MIDWAY"] == {("2026-11-30", "open")}
    assert found["WAR-SO-GATEWAY"] == {("2027-02-28", "open")}
    assert found["WAR-SO-VISIT"] == {("2026-06-01", "met"), ("2026-06-25", "open")}
    await journey.does("supervision/plan", "2026-06-10", WORKER, summary="The plan.")
    await journey.does("supervision/visits", "2026-06-25", WORKER, seen_alone=True)
    await journey.does("supervision/reviews", "2026-11-27", MANAGER, chaired_by_role="service_manager")
    await journey.refers("2027-02-09", "2027-02-23", "supervision_order_extension", EXTENDING)
    await journey.decides("2027-02-23", "extension")
    found = await journey.goes_by("2027-03-01")
    assert found["WAR-SO-PLAN"] == {("2026-06-01", "met_late")}
    assert found["WAR-SO-MIDWAY"] == {("2026-11-30", "met")}
    assert found["WAR-SO-GATEWAY"] == {("2027-02-28", "met")}
    assert ("2026-06-25", "met") in found["WAR-SO-VISIT"]
    await journey.does("orders", "2027-05-24", LAWYER, order="supervision", until="2028-05-31", extends=order)
    assert ("2028-02-29", "open") in (await journey.look())["WAR-SO-GATEWAY"]


async def decided_in_an_emergency(journey: Journey) -> None:
    """A Service Manager decides at night, when no sitting is in the calendar yet, and the next panel ratifies it."""
    await journey.registers("2027-03-01")
    await journey.does("emergency-proceedings", "2027-04-12", MANAGER, reasons="The child is not safe tonight.")
    assert (await journey.look())["WAR-GATEWAY-EMERGENCY-DECISION"] == {("2027-04-14", "open")}
    await journey.does("proceedings", "2027-04-13", LAWYER, court_case_number="WA26C50003")
    await journey.refers("2027-04-13", "2027-04-20", "unplanned_entry")
    assert (await journey.look())["WAR-GATEWAY-EMERGENCY-DECISION"] == {("2027-04-20", "open")}
    await journey.decides("2027-04-20", "ratified")
    assert (await journey.goes_by("2027-04-21"))["WAR-GATEWAY-EMERGENCY-DECISION"] == {("2027-04-20", "met")}


Walk = Callable[[Journey], Awaitable[None]]
# Which timescales each way shows.
JOURNEYS: dict[Walk, set[str]] = {
    threshold_not_met: {"WAR-GATEWAY-CUTOFF", "WAR-GATEWAY-MINUTES"},
    pre_proceedings_to_step_down: {
        "WAR-PP-LPM",
        "WAR-PP-LETTER-DRAFT",
        "WAR-PP-LETTER-SENT",
        "WAR-PP-MEETING",
        "WAR-PPM-1",
        "WAR-GATEWAY-REVIEW",
        "WAR-PP-16W",
        "WAR-PP-26W",
    },
    to_proceedings: {"WAR-GATEWAY-MINUTES-ISSUE", "WAR-ISSUE-LETTER", "WAR-ISSUE-COURT"},
    extended_beyond_16_and_26_weeks: {"WAR-PP-EXCEPTION", "WAR-PP-40W", "WAR-PP-52W", "WAR-PP-HOS-REVIEW"},
    second_period: {"WAR-PP-ROUND2-12W"},
    decided_in_an_emergency: {"WAR-GATEWAY-EMERGENCY-DECISION"},
    supervised: {"WAR-SO-PLAN", "WAR-SO-MIDWAY", "WAR-SO-VISIT", "WAR-SO-GATEWAY"},
}


@pytest.mark.parametrize("walk", JOURNEYS, ids=lambda walk: str(walk.__name__))
async def test_a_way_through_the_gateway(world: World, clock: FixedClock, walk: Walk) -> None:
    journey = Journey(world, clock)
    await walk(journey)
    assert JOURNEYS[walk] <= journey.seen.keys()


def test_every_timescale_of_appendices_1_and_10_is_on_some_way() -> None:
    assert timescales() == set().union(*JOURNEYS.values())


async def test_an_emergency_entry_is_ratified(world: World, clock: FixedClock) -> None:
    journey = await Journey(world, clock).registers("2026-03-02")
    await journey.does("care", "2026-04-13", WORKER, service="planning", legal_basis="section_20", reason="unplanned")
    assert (await journey.look())["WAR-GATEWAY-EMERGENCY"] == {("2026-04-15", "open")}
    await journey.refers("2026-04-14", "2026-04-21", "unplanned_entry")
    assert (await journey.look())["WAR-GATEWAY-EMERGENCY"] == {("2026-04-21", "open")}
    await journey.decides("2026-04-21", "ratified")
    assert (await journey.goes_by("2026-04-22"))["WAR-GATEWAY-EMERGENCY"] == {("2026-04-21", "met")}


async def test_a_young_person_of_16_passes_the_panel_by(world: World, clock: FixedClock) -> None:
    journey = await Journey(world, clock).registers("2026-03-02", born="2009-12-01")
    await journey.does("care", "2026-04-13", WORKER, service="planning", legal_basis="section_20")
    await journey.does("bypass", "2026-04-14", MANAGER, plan_of_return="Home to the aunt in May.")
    found = await journey.goes_by("2026-04-16")
    assert found["WAR-GATEWAY-EMERGENCY"] == {("2026-04-15", "met")}
    assert found["WAR-PPM-1"] == {("2026-04-28", "open")}


async def test_a_child_at_home_is_tracked_from_the_decision_to_court_with_what_is_asked_on_the_way(
    world: World, clock: FixedClock
) -> None:
    journey = await Journey(world, clock).registers("2026-03-02")
    await journey.refers("2026-03-20", "2026-03-31")
    actions = [
        {"kind": "parenting_assessment", "owner": "social_worker", "due_on": "2026-05-26"},
        {"kind": "connected_carers", "owner": "connected_carer_assessor", "due_on": "2026-04-14"},
    ]
    told = await journey.decides("2026-03-31", "care_proceedings", actions=actions)
    found = await journey.look()
    assert found["WAR-TRACKER-PERMANENCE"] == {("2026-04-30", "open")}
    assert found["WAR-GATEWAY-ACTION"] == {("2026-04-14", "open"), ("2026-05-26", "open")}
    first = id_of(told, "gateway_action_set", "action_id")
    await journey.does("actions/done", "2026-04-09", WORKER, action_id=first)
    await journey.does("proceedings", "2026-04-10", LAWYER, court_case_number="WA26C50004")
    told = await journey.does("directions", "2026-04-13", LAWYER, kind="social_work_evidence", due_on="2026-04-27")
    await journey.does("directions", "2026-04-13", LAWYER, kind="parents_response", due_on="2026-04-20")
    direction = id_of(told, "court_direction_given", "direction_id")
    await journey.does("directions/met", "2026-04-24", LAWYER, direction_id=direction)
    found = await journey.goes_by("2026-04-24")
    assert found["WAR-TRACKER-PERMANENCE"] == {("2026-04-30", "open")}
    assert found["WAR-GATEWAY-ACTION"] == {("2026-04-14", "late"), ("2026-05-26", "met")}
    assert found["WAR-COURT-DIRECTION"] == {("2026-04-20", "late"), ("2026-04-27", "met")}
    answer = await world.get("tracking", f"/children/{journey.child}/obligations", role=MANAGER)
    (late,) = [one for one in answer.json() if one["rule_id"] == "WAR-GATEWAY-ACTION" and one["state"] == "late"]
    assert (late["what"], late["owner"]) == (
        "Action of the Legal Gateway done: connected carers",
        "connected_carer_assessor",
    )
