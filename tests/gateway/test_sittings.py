"""Sittings: the calendar, who sits and chairs, the agenda, the papers that go out, and the minutes."""

import asyncio
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from shared.calendar import words_of_day
from shared.testing.world import World
from tests.gateway.browser import Browser, said_by
from tests.gateway.office import Office, reference_of
from tests.gateway.panel import CHAIR, COORDINATOR, EVERY_PAPER, LEGAL_ACTION, PAPERS, Panel, facts

TEAM_MANAGER = "team_manager"


async def agenda(office: Office, sitting: str) -> dict[str, Any]:
    found: dict[str, Any] = await office.read(f"{sitting}/agenda", role=CHAIR)
    return found


async def item(office: Office, sitting: str, child: UUID) -> dict[str, Any]:
    items = (await agenda(office, sitting))["items"]
    found: dict[str, Any] = next(one for one in items if one["child_id"] == str(child))
    return found


async def test_a_series_leaves_out_bank_holidays_and_names_them(office: Office) -> None:
    body = {"on": "2026-03-30", "authority": "trafford", "first": "2026-12-14", "until": "2027-01-11"}
    told = await office.done(f"/sittings/{uuid4()}/series", body, role=COORDINATOR, authority="trafford")
    days = [fact["on"] for fact in facts(told, "panel_sitting_called")]
    assert days == ["2026-12-14", "2026-12-21", "2027-01-04", "2027-01-11"]
    assert "Left out: 28 December 2026 (Boxing Day" in told["why"]


async def test_a_fortnightly_series_keeps_bank_holidays_where_that_is_said(office: Office) -> None:
    body = {"on": "2026-03-30", "authority": "trafford", "first": "2027-03-15", "until": "2027-04-12", "weeks": 2}
    told = await office.done(
        f"/sittings/{uuid4()}/series", {**body, "bank_holidays": "keep"}, role=COORDINATOR, authority="trafford"
    )
    assert [fact["on"] for fact in facts(told, "panel_sitting_called")] == ["2027-03-15", "2027-03-29", "2027-04-12"]
    assert "Kept, though a bank holiday: 29 March 2027 (Easter Monday)" in told["why"]


async def test_an_authority_has_one_sitting_on_a_day_however_many_are_called_at_once(panel: Panel) -> None:
    body = {"authority": "warrington", "sits_on": panel.on(8)}
    answers = await asyncio.gather(
        *(panel.ask(f"/sittings/{uuid4()}/calling", 0, COORDINATOR, **body) for _ in range(6))
    )
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 5
    assert all("another sitting is on" in one.json()["detail"] for one in answers if one.status_code == 409)


async def test_referrals_of_a_cancelled_sitting_go_to_the_next(office: Office, panel: Panel) -> None:
    child = await panel.register()
    first, second = await panel.sitting(8), await panel.sitting(15)
    path, _ = await panel.refer(child, papers=EVERY_PAPER)
    told = await panel.done(f"{first}/cancellation", 6, COORDINATOR)
    assert facts(told, "referred_to_legal_gateway")[0]["panel_date"] == panel.on(15)
    assert f"/sittings/{(await office.read(path))['sitting_id']}" == second
    assert "was cancelled; name another sitting" in await panel.refusal(f"{first}/closing", 8, COORDINATOR)
    assert first not in {
        f"/sittings/{one['sitting_id']}" for one in await office.read(f"/sittings?since={panel.on(0)}")
    }


async def test_a_sitting_for_which_children_wait_is_not_cancelled_while_there_is_no_other(office: Office) -> None:
    child, sitting = await office.register(authority="bradford"), f"/sittings/{uuid4()}"
    called = {"on": "2026-03-30", "authority": "bradford", "sits_on": "2026-09-01"}
    await office.done(f"{sitting}/calling", called, role=COORDINATOR, authority="bradford")
    body = {"on": "2026-08-03"}
    await office.done(f"/children/{child}/referrals", body, authority="bradford")
    said = await office.refusal(f"{sitting}/cancellation", body, role=COORDINATOR, authority="bradford")
    assert "put the next one in first" in said


async def test_a_sitting_that_moves_takes_its_referrals_along(office: Office, panel: Panel) -> None:
    child = await panel.register()
    sitting = await panel.sitting(8)
    path, _ = await panel.refer(child, papers=EVERY_PAPER)
    told = await panel.done(f"{sitting}/day", 1, COORDINATOR, sits_on=panel.on(9))
    assert facts(told, "referred_to_legal_gateway")[0]["panel_date"] == panel.on(9)
    read = await office.read(path)
    assert (f"/sittings/{read['sitting_id']}", read["panel_date"]) == (sitting, panel.on(9))
    assert "the sitting is on that day already; there is nothing to move" in await panel.refusal(
        f"{sitting}/day", 1, COORDINATOR, sits_on=panel.on(9)
    )


async def test_a_sitting_that_moves_forward_leaves_the_incomplete_to_the_next(office: Office, panel: Panel) -> None:
    sitting = await panel.sitting(15)
    later = await panel.sitting(22)
    path, _ = await panel.refer(await panel.register(), papers=EVERY_PAPER[1:])
    panel.today(4)
    await panel.done(f"{sitting}/day", 4, COORDINATOR, sits_on=panel.on(8))
    read = await office.read(path)
    assert (f"/sittings/{read['sitting_id']}", read["missed"]) == (later, panel.on(8))


async def test_what_the_panel_deferred_goes_to_the_next_sitting(office: Office, panel: Panel) -> None:
    child = await panel.register()
    sitting, later = await panel.sitting(8), await panel.sitting(15)
    await panel.refer(child, papers=EVERY_PAPER)
    await panel.decide(child, 8, "deferred", reasons="Legal advice is awaited.")
    assert (await item(office, sitting, child))["outcome"] == "deferred"
    told = await panel.done(f"{sitting}/closing", 8, COORDINATOR)
    assert facts(told, "referred_to_legal_gateway")[0]["panel_date"] == panel.on(15)
    assert (await item(office, later, child))["outcome"] is None
    await panel.decide(child, 15, "pre_proceedings", **LEGAL_ACTION)


async def test_a_chair_does_not_decide_for_a_child_of_the_own_team(office: Office, panel: Panel) -> None:
    child, chair, member = await panel.register(), uuid4(), uuid4()
    allocation = {"worker_id": str(uuid4()), "role": "social_worker", "team": "north_team"}
    await office.done(f"/children/{child}/allocations", {"on": panel.on(0), **allocation}, role=TEAM_MANAGER)
    sitting = await panel.sitting(8, chair, chair_team="north_team", members=[str(member)])
    await panel.refer(child, papers=EVERY_PAPER)
    found = await item(office, sitting, child)
    assert found["chair_id"] == str(member)
    assert found["chair_why"] == "The chair manages the child's own team, so a member chairs."
    at, body = f"/children/{child}/decisions", {"outcome": "pre_proceedings", **LEGAL_ACTION}
    said = await panel.refusal(at, 8, CHAIR, chaired_by=str(chair), **body)
    assert "manages the child's own team and cannot chair for this child" in said
    told = await panel.done(at, 8, CHAIR, **body)
    assert facts(told, "gateway_decision_made")[0]["chaired_by"] == str(member)


async def test_nobody_chairs_for_a_child_whom_they_are_allocated_to(office: Office, panel: Panel) -> None:
    child, chair, member = await panel.register(), uuid4(), uuid4()
    allocation = {"worker_id": str(chair), "role": "team_manager", "team": "north_team"}
    await office.done(f"/children/{child}/allocations", {"on": panel.on(0), **allocation}, role=TEAM_MANAGER)
    sitting = await panel.sitting(8, chair, members=[str(member)])
    await panel.refer(child, papers=EVERY_PAPER)
    assert (await item(office, sitting, child))["chair_why"] == (
        "The chair is allocated to this child, so a member chairs."
    )
    at, body = f"/children/{child}/decisions", {"outcome": "pre_proceedings", **LEGAL_ACTION}
    said = await panel.refusal(at, 8, CHAIR, chaired_by=str(chair), **body)
    assert f"is allocated to this child and cannot chair for this child; {member} may" in said
    assert facts(await panel.done(at, 8, CHAIR, **body), "gateway_decision_made")[0]["chaired_by"] == str(member)


async def test_who_is_away_or_has_a_conflict_of_interest_does_not_chair(office: Office, panel: Panel) -> None:
    child, chair, first, second = await panel.register(), uuid4(), uuid4(), uuid4()
    sitting = await panel.sitting(8, chair, members=[str(first), str(second)])
    await panel.done(f"{sitting}/apologies", 1, CHAIR, worker_id=str(chair))
    await panel.done(f"{sitting}/conflicts", 1, CHAIR, worker_id=str(first), child_id=str(child))
    assert "this member gave apologies already" in await panel.refusal(
        f"{sitting}/apologies", 1, CHAIR, worker_id=str(chair)
    )
    assert "this worker does not sit on this panel; say who sits first" in await panel.refusal(
        f"{sitting}/apologies", 1, CHAIR, worker_id=str(uuid4())
    )
    await panel.refer(child, papers=EVERY_PAPER)
    assert (await item(office, sitting, child))["chair_id"] == str(second)
    at, body = f"/children/{child}/decisions", {"outcome": "pre_proceedings", **LEGAL_ACTION}
    assert "gave apologies" in await panel.refusal(at, 8, CHAIR, chaired_by=str(chair), **body)
    assert "conflict of interest" in await panel.refusal(at, 8, CHAIR, chaired_by=str(first), **body)
    await panel.done(f"{sitting}/conflicts", 1, CHAIR, worker_id=str(second), child_id=str(child))
    assert "Nobody of this panel may chair" in (await item(office, sitting, child))["chair_why"]
    assert "add a member who may" in await panel.refusal(at, 8, CHAIR, **body)


async def test_the_agenda_has_the_urgent_first_and_says_what_is_missing(office: Office, panel: Panel) -> None:
    whole, partly, urgent = [await panel.register() for _ in range(3)]
    sitting = await panel.sitting(8)
    await panel.sitting(15)
    await panel.refer(whole, papers=EVERY_PAPER)
    await panel.refer(partly, papers=EVERY_PAPER[1:])
    await panel.refer(urgent, urgent=True)
    found = await agenda(office, sitting)
    items = [one for one in found["items"] if one["referral_id"]]
    assert [one["child_id"] for one in items] == [str(urgent), str(whole), str(partly)]
    assert [one["ready"] for one in items] == [True, True, False]
    assert [len(one["missing"]) for one in items] == [len(PAPERS), 0, 1]
    assert {action["kind"] for action in found["standing_actions"]} >= {"family_group_conference", "connected_carers"}
    panel.today(3)
    why = (await item(office, sitting, partly))["why"]
    assert f"the panel hears it at the next, on {words_of_day(panel.day(15))}." in why[-1]


async def test_an_entry_to_care_that_nobody_planned_comes_before_the_panel(
    office: Office, heard_panel: Panel, world: World
) -> None:
    child = await heard_panel.register()
    sitting = await heard_panel.sitting(8)
    await heard_panel.sitting(15)
    body = {"on": heard_panel.on(0), "legal_basis": "section_20", "reason": "unplanned"}
    await world.settle()
    answer = await world.post("planning", f"/children/{child}/care", body, role="social_worker")
    assert answer.status_code == 201, answer.text
    await world.settle()
    found = await item(office, sitting, child)
    assert "ratify the entry to care" in found["due"][0]["what"]
    assert "7.1" in found["due"][0]["source"]
    assert found["why"] == ["Due, but not referred yet: refer the child to the Legal Gateway."]


async def test_the_review_at_week_16_comes_to_the_sitting_after_which_it_would_be_late(
    office: Office, panel: Panel
) -> None:
    child = await panel.register()
    decided = -16 * 7 + 10  # sixteen weeks later it is two days after the sitting on the eighth day
    await panel.done(
        f"/children/{child}/referrals", decided - 1, "social_worker", panel_date=panel.on(decided), urgent=True
    )
    told = await panel.decide(child, decided, "pre_proceedings", **LEGAL_ACTION)
    assert facts(told, "gateway_decision_made")[0]["review_on"] == panel.on(10)
    early, sitting = await panel.sitting(1), await panel.sitting(8)
    await panel.sitting(15)
    assert str(child) not in {one["child_id"] for one in (await agenda(office, early))["items"]}
    due = (await item(office, sitting, child))["due"]
    assert [one["due_on"] for one in due] == [panel.on(10)] * 2  # the panel agreed on the policy's own day
    assert all("appendix 1" in one["source"] for one in due)


async def test_papers_go_out_once_and_only_when_they_are_complete(office: Office, panel: Panel) -> None:
    whole, partly = await panel.register(), await panel.register()
    sitting = await panel.sitting(8)
    complete, _ = await panel.refer(whole, papers=EVERY_PAPER)
    incomplete, _ = await panel.refer(partly)
    at = f"{sitting}/circulation"
    referral = complete.rpartition("/")[2]
    assert (await agenda(office, sitting))["papers_due_out"] == [referral]
    said = await panel.refusal(at, 3, COORDINATOR, referrals=[incomplete.rpartition("/")[2]])
    assert "complete them first, or leave it to the next sitting" in said
    told = await panel.done(at, 3, COORDINATOR)
    assert facts(told, "panel_papers_circulated")[0]["referrals"] == [referral]
    assert "papers of a referral named here went out already" in await panel.refusal(
        at, 3, COORDINATOR, referrals=[referral]
    )
    assert "no papers are due out for this sitting" in await panel.refusal(at, 3, COORDINATOR)
    assert (await office.read(sitting))["circulated"] == [referral]


async def test_minutes_are_on_every_childs_record_and_corrected_only_by_a_new_version(
    office: Office, panel: Panel
) -> None:
    child, brother = await panel.siblings()
    sitting = await panel.sitting(8)
    await panel.refer(child, with_children=[str(brother)], papers=EVERY_PAPER)
    for one in (child, brother):
        await panel.decide(one, 8, "pre_proceedings", **LEGAL_ACTION)
    at, text = f"{sitting}/minutes", {"text": "The panel heard the family."}
    assert "record its minutes then" in await panel.refusal(at, 7, COORDINATOR, **text)
    told = await panel.done(at, 9, COORDINATOR, **text, children=[{"child_id": str(child), "text": "For Ana only."}])
    minutes = facts(told, "gateway_minutes_recorded")
    assert [(one["child_id"], one["version"], bool(one["note_id"])) for one in minutes] == [(str(child), 1, True)]
    assert told["without_minutes"] == [str(brother)]
    assert "Ana" not in str(told)
    coordinator = await Browser(office.world, COORDINATOR).open(sitting)
    still = said_by(next(one for one in coordinator.page.xpath("//p") if "Still without minutes" in said_by(one)))
    whose = await reference_of(office.world, brother)
    assert still == f"Still without minutes on the child's record: {whose}, 72 weeks."
    both = [{"child_id": str(one), "text": "For this child."} for one in (child, brother)]
    told = await panel.done(at, 10, COORDINATOR, text="The panel heard the family and its solicitor.", children=both)
    versions = {one["child_id"]: one["version"] for one in facts(told, "gateway_minutes_recorded")}
    assert (versions, told["without_minutes"]) == ({str(child): 2, str(brother): 1}, [])
    assert facts(told, "panel_minutes_recorded")[0]["version"] == 2
    strangers = [{"child_id": str(uuid4()), "text": "Nobody."}]
    assert "leave the child out" in await panel.refusal(at, 10, COORDINATOR, text="Once more.", children=strangers)
    twice = [{"child_id": str(child), "text": text} for text in ("For Ana only.", "Of Ana, too.")]
    refused = await panel.refusal(at, 10, COORDINATOR, text="Once more.", children=twice)
    assert refused == "a child is named twice; say once what the minutes say of each"
    (decision,) = await office.read(f"/children/{child}/decisions")
    assert (decision["minutes_version"], decision["minutes_on"]) == (2, panel.on(10))


async def test_what_cannot_be_done_to_a_sitting_is_refused_with_what_to_do(panel: Panel) -> None:
    sitting, someone = await panel.sitting(8), str(uuid4())
    called = {"authority": "warrington", "sits_on": panel.on(9)}
    assert f"in the calendar, on {words_of_day(panel.day(8))}; move it instead" in await panel.refusal(
        f"{sitting}/calling", 0, COORDINATOR, **called
    )
    path = f"/sittings/{uuid4()}"
    far = date(panel.day(0).year + 3, 6, 1).isoformat()
    assert "the sitting would be more than two years ahead" in await panel.refusal(
        f"{path}/calling", 0, COORDINATOR, authority="warrington", sits_on=far
    )
    past = panel.on(-1)
    said = await panel.refusal(f"{path}/calling", 0, COORDINATOR, authority="warrington", sits_on=past)
    assert "called before its day" in said
    series = {"authority": "warrington", "first": panel.on(9), "until": panel.on(8)}
    assert "check its last day" in await panel.refusal(f"{path}/series", 0, COORDINATOR, **series)
    twice = {"chair_id": someone, "members": [someone]}
    assert "somebody is named twice; name the chair and each member once" in await panel.refusal(
        f"{sitting}/composition", 0, COORDINATOR, **twice
    )
    assert "close it then, or cancel it" in await panel.refusal(f"{sitting}/closing", 7, COORDINATOR)
