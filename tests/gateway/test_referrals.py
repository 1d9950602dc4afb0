"""Referrals: which papers are asked for, at which sitting the panel hears them, and what happens when they are late."""

import asyncio
from uuid import uuid4

from services.gateway.panel.read_model.sittings import calendar_alone
from shared.calendar import words_of_day
from shared.messaging.store import Store
from shared.testing.world import World
from tests.gateway.office import Office
from tests.gateway.panel import EVERY_PAPER, LEGAL_ACTION, PAPERS, Panel, facts

SOCIAL_WORKER, TEAM_MANAGER, COORDINATOR = "social_worker", "team_manager", "practice_coordinator"


async def obligation(world: World, child: object, rule: str) -> dict[str, object]:
    await world.settle()
    answer = await world.get("tracking", f"/children/{child}/obligations", role="iro")
    found: dict[str, object] = next(one for one in answer.json() if one["rule_id"] == rule)
    return found


async def test_one_referral_of_two_sisters_goes_to_the_next_sitting_and_says_what_is_missing(
    office: Office, panel: Panel
) -> None:
    child, sister = await panel.siblings()
    sitting = await panel.sitting(8)
    path, told = await panel.refer(child, with_children=[str(sister)], papers=[{"paper": "genogram"}])
    assert {fact["child_id"] for fact in facts(told, "referred_to_legal_gateway")} == {str(child), str(sister)}
    assert {fact["papers_missing"] for fact in facts(told, "referred_to_legal_gateway")} == {len(PAPERS) - 1}
    read = await office.read(path)
    assert (read["panel_date"], f"/sittings/{read['sitting_id']}") == (panel.on(8), sitting)
    assert (read["papers_due_on"], read["papers_due_time"]) == (panel.on(2), "17:00")
    assert told["why"] == read["why"]
    assert f"It goes to the sitting on {words_of_day(panel.day(8))}" in read["why"]
    assert f"by 17:00 on {words_of_day(panel.day(2))}" in read["why"]
    assert "papers missing: Referral form" in read["why"]
    assert [one["state"] for one in read["papers"] if one["paper"] == "expert_assessments"] == ["not_asked_yet"]


async def test_papers_that_are_complete_in_time_meet_the_cut_off(heard_panel: Panel, world: World) -> None:
    child = await heard_panel.register()
    await heard_panel.sitting(8)
    path, _ = await heard_panel.refer(child)
    assert (await obligation(world, child, "WAR-GATEWAY-CUTOFF"))["due_on"] == heard_panel.on(2)
    for paper in PAPERS:
        told = await heard_panel.done(f"{path}/papers", 0, SOCIAL_WORKER, paper=paper, dated=heard_panel.on(-1))
    assert "Every paper is there." in told["why"]
    assert facts(told, "referred_to_legal_gateway")[-1]["papers_missing"] == 0
    assert (await obligation(world, child, "WAR-GATEWAY-CUTOFF"))["state"] == "met"


async def test_each_version_of_a_paper_is_kept(office: Office, panel: Panel) -> None:
    child = await panel.register()
    await panel.sitting(8)
    path, _ = await panel.refer(child, papers=[{"paper": "chronology", "dated": panel.on(-3)}])
    told = await panel.done(f"{path}/papers", 1, SOCIAL_WORKER, paper="chronology", dated=panel.on(1))
    assert facts(told, "referred_to_legal_gateway") == []  # what is missing has not changed
    read = await office.read(path)
    versions = [(one["version"], one["dated"]) for one in read["recorded"] if one["paper"] == "chronology"]
    assert versions == [(1, panel.on(-3)), (2, panel.on(1))]
    assert [one["version"] for one in read["papers"] if one["paper"] == "chronology"] == [2]


async def test_a_paper_that_is_complete_only_after_the_cut_off_takes_the_referral_to_the_next_sitting(
    office: Office, panel: Panel
) -> None:
    child = await panel.register()
    await panel.sitting(8)
    later = await panel.sitting(15)
    path, _ = await panel.refer(child, papers=EVERY_PAPER[1:])
    panel.today(2, "17:01")
    told = await panel.done(f"{path}/papers", 2, SOCIAL_WORKER, paper="referral_form")
    assert f"missed the cut-off for the sitting on {words_of_day(panel.day(8))}, 17:00 on" in told["why"]
    assert f"goes to the one on {words_of_day(panel.day(15))}" in told["why"]
    read = await office.read(path)
    assert (read["late"], read["missed"], f"/sittings/{read['sitting_id']}") == (True, panel.on(8), later)
    assert facts(told, "referred_to_legal_gateway")[-1]["panel_date"] == panel.on(15)


async def test_a_minute_decides_which_sitting_a_new_referral_goes_to(panel: Panel) -> None:
    await panel.sitting(8)
    await panel.sitting(15)
    panel.today(2, "17:00")
    _, early = await panel.refer(await panel.register(), 2, papers=EVERY_PAPER)
    panel.today(2, "17:01")
    _, late = await panel.refer(await panel.register(), 2, papers=EVERY_PAPER)
    assert facts(early, "referral_submitted")[0]["panel_date"] == panel.on(8)
    assert facts(late, "referral_submitted")[0]["panel_date"] == panel.on(15)


async def test_an_urgent_referral_goes_to_the_first_sitting_whatever_is_missing(panel: Panel) -> None:
    await panel.sitting(8)
    await panel.sitting(15)
    path, told = await panel.refer(await panel.register(), 6)
    assert facts(told, "referral_submitted")[0]["late"]
    told = await panel.done(f"{path}/sitting", 6, COORDINATOR, urgent=True)
    assert facts(told, "referral_submitted")[0]["panel_date"] == panel.on(8)
    assert "It is urgent and goes to the first sitting" in told["why"]
    assert facts(told, "referred_to_legal_gateway")[0]["urgent"]


async def test_a_paper_that_does_not_apply_has_its_reason_where_events_do_not(office: Office, panel: Panel) -> None:
    await panel.sitting(8)
    path, _ = await panel.refer(await panel.register())
    paper = {"paper": "family_group_conference_plan", "state": "not_applicable"}
    assert "a paper that does not apply needs its reason; say why it does not" in await panel.refusal(
        f"{path}/papers", 1, SOCIAL_WORKER, **paper
    )
    dated = {**paper, "reason": "There is no wider family.", "dated": panel.on(0)}
    said = await panel.refusal(f"{path}/papers", 1, SOCIAL_WORKER, **dated)
    assert said == "only a paper that was received has a date and a document; record it as received"
    told = await panel.done(f"{path}/papers", 1, SOCIAL_WORKER, **paper, reason="There is no wider family.")
    assert "wider family" not in str(told["recorded"])
    note = facts(told, "referral_paper_recorded")[0]["note_id"]
    assert (await office.read(f"/notes/{note}"))["text"] == "There is no wider family."
    assert facts(told, "referred_to_legal_gateway")[0]["papers_missing"] == len(PAPERS) - 1


async def test_an_expert_assessment_is_missing_once_somebody_says_that_there_is_one(panel: Panel) -> None:
    await panel.sitting(8)
    path, _ = await panel.refer(await panel.register(), papers=EVERY_PAPER)
    told = await panel.done(f"{path}/papers", 1, SOCIAL_WORKER, paper="expert_assessments", state="missing")
    assert facts(told, "referred_to_legal_gateway")[0]["papers_missing"] == 1


async def test_a_referral_may_be_put_before_a_later_sitting_but_not_on_a_day_without_one(panel: Panel) -> None:
    await panel.sitting(8)
    await panel.sitting(15)
    path, _ = await panel.refer(await panel.register(), papers=EVERY_PAPER)
    said = await panel.refusal(f"{path}/sitting", 1, COORDINATOR, panel_date=panel.on(10))
    assert words_of_day(panel.day(8)) in said
    assert "name one of them" in said
    told = await panel.done(f"{path}/sitting", 1, COORDINATOR, panel_date=panel.on(15))
    assert facts(told, "referral_submitted")[0]["panel_date"] == panel.on(15)


async def test_a_withdrawn_referral_leaves_the_panel_and_the_child_may_be_referred_anew(
    heard_panel: Panel, world: World
) -> None:
    child = await heard_panel.register()
    await heard_panel.sitting(8)
    path, _ = await heard_panel.refer(child)
    heard_panel.today(1)
    told = await heard_panel.done(f"{path}/withdrawal", 1, TEAM_MANAGER, reason="The family moved to Leeds.")
    assert "Leeds" not in str(told)
    assert (await obligation(world, child, "WAR-GATEWAY-CUTOFF"))["state"] == "withdrawn"
    said = await heard_panel.refusal(f"{path}/papers", 1, SOCIAL_WORKER, paper="genogram")
    assert "refer the child anew" in said
    await heard_panel.refer(child, 1)
    await world.settle()


async def test_what_is_asked_for_depends_on_the_purpose(office: Office, panel: Panel) -> None:
    child = await panel.register()
    await panel.refer(child, panel_date=panel.on(8), urgent=True)
    await panel.decide(child, 1, "pre_proceedings", **LEGAL_ACTION)
    path, _ = await panel.refer(child, 2, purpose="end_pre_proceedings", panel_date=panel.on(15))
    assert (await office.read(path))["missing"] == ["finalised_assessments", "pre_proceedings_plan"]
    said = await panel.refusal(f"{path}/papers", 2, SOCIAL_WORKER, paper="genogram")
    assert "finalised_assessments" in said


async def test_an_authority_whose_policy_lists_no_papers_misses_none(office: Office) -> None:
    child = await office.register(authority="bradford")
    body = {"on": "2026-03-30", "panel_date": "2026-04-07"}
    told = await office.done(f"/children/{child}/referrals", body, authority="bradford")
    assert facts(told, "referred_to_legal_gateway")[0]["papers_missing"] == 0


async def test_where_no_sitting_is_in_the_calendar_the_refusal_says_what_to_do(office: Office) -> None:
    child = await office.register(authority="county")
    said = await office.refusal(f"/children/{child}/referrals", {"on": "2026-03-30"}, authority="county")
    assert "have the practice coordinator put one in, or name the panel's date" in said


async def test_a_sister_who_is_not_known_or_of_elsewhere_is_not_referred(office: Office, panel: Panel) -> None:
    child = await panel.register()
    body = {"on": panel.on(0), "panel_date": panel.on(8), "with_children": [str(uuid4())]}
    await office.refusal(f"/children/{child}/referrals", body, status=404)
    sister = await panel.register(authority="surrey")
    body["with_children"] = [str(sister)]
    await office.refusal(f"/children/{child}/referrals", body, status=404)


async def test_children_of_several_families_are_referred_each_by_itself(panel: Panel) -> None:
    child, stranger = await panel.register(), await panel.register()
    at, body = f"/children/{child}/referrals", {"panel_date": panel.on(8), "with_children": [str(stranger)]}
    said = "a child named here is no brother or sister of the first; record them as such, or refer each by itself"
    assert await panel.refusal(at, 0, SOCIAL_WORKER, **body) == said
    sister, brother = await panel.siblings()
    body["with_children"] = [str(brother), str(stranger)]
    assert await panel.refusal(f"/children/{sister}/referrals", 0, SOCIAL_WORKER, **body) == said


async def test_a_child_waits_for_one_panel_only(panel: Panel) -> None:
    child, sister = await panel.siblings()
    at, body = f"/children/{child}/referrals", {"panel_date": panel.on(8), "with_children": [str(sister)]}
    answers = await asyncio.gather(*(panel.ask(at, 0, SOCIAL_WORKER, **body) for _ in range(6)))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 5
    assert "waits for the panel" in await panel.refusal(
        f"/children/{sister}/referrals", 0, SOCIAL_WORKER, panel_date=panel.on(8)
    )


async def test_a_child_is_named_once_in_a_referral(panel: Panel) -> None:
    child = await panel.register()
    body = {"panel_date": panel.on(8), "with_children": [str(child)]}
    said = await panel.refusal(f"/children/{child}/referrals", 0, SOCIAL_WORKER, **body)
    assert said == "a child is named twice; name each brother and sister once"


async def test_a_supervision_order_that_is_to_be_extended_is_recorded_first(panel: Panel) -> None:
    child = await panel.register()
    body = {"panel_date": panel.on(8), "purpose": "supervision_order_extension"}
    said = await panel.refusal(f"/children/{child}/referrals", 0, SOCIAL_WORKER, **body)
    assert said == "no supervision order stands that could be extended; record the order, or check the purpose"


async def test_while_the_calendar_is_changed_nobody_is_put_before_a_sitting(panel: Panel, world: World) -> None:
    child = await panel.register()
    await panel.sitting(8)
    store: Store = world.inhabitants["gateway"].app.state.store
    async with store.work(frozenset({"warrington"})) as work:
        await calendar_alone(work.connection, "warrington", panel.day(0))
        answer = await panel.ask(f"/children/{child}/referrals", 0, SOCIAL_WORKER)
    assert answer.status_code == 503
    assert "being changed at this moment; try again" in answer.json()["detail"]
    await panel.refer(child)


async def test_my_teams_referrals_are_listed_with_where_they_go(office: Office, panel: Panel) -> None:
    team = f"team_{uuid4().hex[:8]}"
    path, _ = await panel.refer(await panel.register(), team=team, panel_date=panel.on(8))
    (row,) = await office.read(f"/referrals?team={team}")
    assert (f"/referrals/{row['referral_id']}", row["panel_date"]) == (path, panel.on(8))
