"""A walk at random through the API: what is accepted moves the child's version on, what is refused says what to do."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import uuid4

import httpx
import pytest

from shared.calendar import words_of_day
from shared.clock import FixedClock
from tests.gateway.office import Office
from tests.gateway.panel import EVERY_PAPER, LEGAL_ACTION

START = datetime(2025, 4, 1, 9, tzinfo=UTC)
STEPS = 60
OUTCOMES = (
    "pre_proceedings",
    "care_proceedings",
    "step_down",
    "extension",
    "deferred",
    "threshold_not_met",
    "ratified",
)
ASKED = ("care", "supervision", "placement", "discharge")
KINDS = ("emergency_protection", "interim_care", "care", "supervision", "placement", "special_guardianship", "adoption")
Body = Callable[[Random], dict[str, Any]]


def day(random: Random, furthest: int = 200) -> str:
    """A day some time after the start."""
    return (START + timedelta(days=random.randint(0, furthest))).date().isoformat()


def nothing(_random: Random) -> dict[str, Any]:
    """A step that needs no more than its day."""
    return {}


def chosen(name: str, *values: object) -> Body:
    """A field with one of these values."""
    return lambda random: {name: random.choice(values)}


Step = tuple[str, str, Body]
COMMANDS: tuple[Step, ...] = (
    ("referrals", "social_worker", lambda r: {"urgent": True, "papers": EVERY_PAPER, "panel_date": day(r, 300)}),
    ("referrals", "social_worker", lambda r: {"urgent": True, "purpose": "end_pre_proceedings", "panel_date": day(r)}),
    ("decisions", "gateway_chair", lambda r: {"outcome": r.choice(OUTCOMES), **LEGAL_ACTION}),
    ("minutes", "gateway_chair", chosen("text", "As it was discussed.", "With what the solicitor said.")),
    ("bypass", "service_manager", lambda _: {"plan_of_return": "Home in May."}),
    ("letter/draft", "social_worker", nothing),
    ("letter/sent", "social_worker", nothing),
    ("immediate-issue-letter/delivered", "social_worker", nothing),
    ("legal-planning-meetings", "legal_adviser", nothing),
    ("pre-proceedings-meetings", "team_manager", chosen("kind", "initial", "review", "final")),
    ("pre-proceedings-plan", "social_worker", chosen("parts", [], ["realistic_timescales"], ["weather"])),
    ("pre-proceedings-plan/approval", "service_manager", nothing),
    ("pre-proceedings-assessments", "legal_adviser", lambda r: {"kind": "parenting", "due_on": day(r, 300)}),
    ("pre-proceedings-assessments/finalised", "legal_adviser", lambda _: {"assessment_id": str(uuid4())}),
    ("exception-reports", "team_manager", lambda r: r.choice([{}, {"text": "Therapy takes longer."}])),
    ("pre-proceedings-reviews", "head_of_service", lambda _: {"findings": "The assessment waits for the expert."}),
    ("proceedings", "legal_adviser", lambda r: {"court_case_number": "WA25C50001", "application": r.choice(ASKED)}),
    ("hearings/held", "legal_adviser", chosen("kind", "final", "case_management")),
    ("hearings/listed", "legal_adviser", lambda r: {"kind": "final", "hearing_on": day(r, 400)}),
    ("proceedings/extensions", "legal_adviser", lambda r: {"until": day(r, 400), "reason": "timetable_for_child"}),
    ("directions", "legal_adviser", lambda r: {"kind": "care_plan", "due_on": day(r, 300)}),
    ("proceedings/conclusion", "legal_adviser", chosen("outcome", "no_order", "care_order", "supervision_order")),
    ("orders", "legal_adviser", lambda r: {"order": r.choice(KINDS), **r.choice([{}, {"until": day(r, 500)}])}),
    ("orders/ended", "legal_adviser", lambda _: {"order_id": str(uuid4()), "reason": "discharged"}),
    ("leave-to-share-profile", "legal_adviser", nothing),
    ("supervision/plan", "social_worker", nothing),
    ("supervision/visits", "social_worker", chosen("seen_alone", *(True, False))),
    ("supervision/reviews", "service_manager", chosen("chaired_by_role", "service_manager", "iro")),
)


def steps(random: Random) -> list[Step]:
    """Every command at least once, in any order."""
    walk = [*COMMANDS, *random.choices(COMMANDS, k=STEPS - len(COMMANDS))]
    random.shuffle(walk)
    return walk


async def known(office: Office) -> str:
    """A child of nobody's calendar, registered at the start."""
    child = f"/children/{uuid4()}"
    on = START.date().isoformat()
    await office.done(f"{child}/registration", {"on": on, "authority": "warrington", "date_of_birth": "2019-01-01"})
    return child


def told(answer: httpx.Response) -> bool:
    """Whether it was accepted; a refusal must say what to do."""
    if answer.status_code == 201:
        return True
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert "; " in answer.json()["detail"] or answer.status_code == 422, answer.text
    return False


@pytest.mark.parametrize("seed", range(3))
async def test_a_walk_at_random(office: Office, clock: FixedClock, seed: int) -> None:
    random, version, accepted = Random(seed), 1, 0
    clock.moment = START
    child = await known(office)
    never_judged = set(COMMANDS)
    for step in steps(random):
        path, role, body = step
        clock.moment += timedelta(days=random.choice([0, 0, 1, 7]))
        on = (clock.moment - timedelta(days=random.choice([0, 0, 0, 2, 30]))).date().isoformat()
        answer = await office.ask(f"{child}/{path}", {"on": on, **body(random)}, role=role)
        if answer.status_code == 201 or answer.json()["type"] == "/problems/rule-broken":
            never_judged.discard(step)
        if told(answer):
            accepted += 1
            assert answer.json()["recorded"]
            if answer.json()["case_id"] in child:
                assert answer.headers["etag"] == f'"{answer.json()["version"]}"'
        now = (await office.read(child))["version"]
        assert now > version if answer.status_code == 201 else now == version
        version = now
    assert accepted
    assert not never_judged, "what is not valid, or not the sender's to ask, tries no rule"


async def test_of_two_decisions_at_once_one_wins_and_the_other_is_told(office: Office, clock: FixedClock) -> None:
    clock.moment = START
    child, on = await known(office), START.date().isoformat()
    await office.done(
        f"{child}/referrals", {"on": on, "urgent": True, "papers": EVERY_PAPER, "panel_date": on}, role="social_worker"
    )
    body = {"on": on, "outcome": "pre_proceedings", **LEGAL_ACTION}
    ways = (office.ask(f"{child}/decisions", body, role="gateway_chair") for _ in range(4))
    answers = await asyncio.gather(*ways)
    assert sorted(map(told, answers)) == [False, False, False, True]
    refused = {answer.json()["detail"] for answer in answers if answer.status_code == 409}
    decided = f"the panel decided on {words_of_day(START.date())}: pre-proceedings"
    assert refused == {f"{decided}; correct that entry where it is wrong, or refer the child anew"}


async def test_of_two_who_read_the_same_version_one_is_told_to_read_again(office: Office, clock: FixedClock) -> None:
    clock.moment = START
    child, on = await known(office), START.date().isoformat()
    plan = {"on": on, "parts": ["realistic_timescales"]}
    ways = (
        office.ask(f"{child}/pre-proceedings-plan", plan, role="social_worker", headers={"If-Match": '"1"'})
        for _ in range(2)
    )
    assert sorted(answer.status_code for answer in await asyncio.gather(*ways)) == [201, 412]
