"""The court over HTTP and by the clock: what is answered, read and told, and that a day ends an order once."""

import asyncio
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from services.gateway.subscribers import sweep
from shared.clock import FixedClock
from shared.messaging.store import Store
from shared.messaging.unit_of_work import EVERY_AUTHORITY
from shared.testing.world import World
from tests.gateway.browser import Browser, faults
from tests.gateway.office import TODAY, Office

LAWYER: dict[str, Any] = {"role": "legal_adviser"}
ENDS = "select data->>'reason' from journal where case_id = $1 and type = 'gateway.order_ended.v1' order by version"


def store_of(world: World) -> Store:
    store: Store = world.inhabitants["gateway"].app.state.store
    return store


async def ends(world: World, child: UUID) -> list[str]:
    """Why orders of a child were told to have ended."""
    async with store_of(world).work(EVERY_AUTHORITY) as work:
        return [reason for (reason,) in await work.connection.fetch(ENDS, child)]


def order_id(answer: dict[str, Any]) -> str:
    """The order that an answer tells of."""
    return str(answer["recorded"][0]["data"]["order_id"])


async def protected(office: Office, **terms: Any) -> tuple[UUID, str]:  # noqa: ANN401 - JSON
    """A child under an emergency protection order of today."""
    child = await office.register()
    body = {"on": TODAY, "order": "emergency_protection", **terms}
    return child, order_id(await office.done(f"/children/{child}/orders", body, **LAWYER))


async def test_from_an_emergency_to_a_supervision_order(office: Office, world: World) -> None:
    child, _ = await protected(office)
    case = f"/children/{child}"
    await office.done(f"{case}/proceedings", {"on": TODAY, "court_case_number": "WA26C50001"}, **LAWYER)
    directed = {"on": TODAY, "kind": "expert_report", "due_on": "2026-05-11", "words": "A psychologist reports."}
    given = await office.done(f"{case}/directions", directed, **LAWYER)
    met = {"on": TODAY, "direction_id": given["recorded"][0]["data"]["direction_id"]}
    await office.done(f"{case}/directions/met", met)
    extended = {
        "on": TODAY,
        "until": "2026-11-20",
        "reason": "timetable_for_child",
        "reasons": "An assessment abroad takes longer.",
    }
    await office.done(f"{case}/proceedings/extensions", extended, **LAWYER)
    await office.done(f"{case}/leave-to-share-profile", {"on": TODAY, "photographs": True}, **LAWYER)
    order = {"on": TODAY, "order": "supervision", "until": "2027-03-29", "conditions": ["family_time", "allow_visits"]}
    await office.done(f"{case}/orders", order, **LAWYER)
    await office.done(f"{case}/proceedings/conclusion", {"on": TODAY, "outcome": "supervision_order"}, **LAWYER)
    await office.done(f"{case}/supervision/plan", {"on": TODAY, "summary": "What the family and we will do."})
    await office.done(f"{case}/supervision/visits", {"on": TODAY, "seen_alone": True, "seen": "Well and cheerful."})
    await office.done(
        f"{case}/supervision/reviews", {"on": TODAY, "chaired_by_role": "service_manager"}, role="service_manager"
    )
    (court,) = await office.read(f"{case}/proceedings")
    assert (court["twenty_six_weeks"], court["last_day"], court["outcome"]) == (
        "2026-09-27",
        "2026-11-20",
        "supervision_order",
    )
    assert [each["overdue"] for each in court["directions"]] == [False]
    (supervision,) = await office.read(f"{case}/supervision")
    assert (supervision["plans"], len(supervision["visits"]), len(supervision["reviews"])) == ([TODAY], 1, 1)
    orders = await office.read(f"{case}/orders")
    assert {each["status"]: each["conditions"] for each in orders} == {
        "emergency_protection_order": [],
        "supervision_order": ["family_time", "allow_visits"],
    }
    lawyer = await Browser(world, "legal_adviser").open(case)
    assert "To allow the supervisor to visit at home (para 8(1)(b))" in lawyer.text
    offered = {href.partition("?")[0] for _, href in lawyer.links()}
    assert {f"{case}/hearings/held/form", f"{case}/proceedings/extensions/form"} <= offered, "what was forgotten"
    assert f"{case}/proceedings/conclusion/form" not in offered
    worker = await Browser(world, "social_worker").open(case)
    assert (
        "Supervision order Since 30 March 2026 Last day 29 March 2027 May be extended to 29 March 2029 "
        "Support plan Since 30 March 2026 Last visit 30 March 2026, seen alone "
        "Reviewed 30 March 2026, chaired by service manager Due, by what is recorded here: "
        "Child-in-need visit, by 27 April 2026 (Warrington"
    ) in worker.text
    assert f"{case}/supervision/visits/form" in {href for _, href in worker.links()}
    assert [words for words, _ in worker.links()].count("Record the supervision support plan") == 1
    assert faults(worker) == []
    assert "To submit to a medical or psychiatric examination" in (await lawyer.open(f"{case}/orders/form")).text


async def test_an_emergency_is_offered_until_the_court_is_asked_for_care(office: Office, world: World) -> None:
    child, _ = await protected(office)
    case, manager = f"/children/{child}", Browser(world, "service_manager")
    issued = {"on": TODAY, "court_case_number": "WA26C50001"}

    async def offered() -> bool:
        await manager.open(case)
        return any("/emergency-proceedings/form" in href for _, href in manager.links())

    assert await offered()
    await office.done(f"{case}/proceedings", issued, **LAWYER)
    assert not await offered()
    await office.done(f"{case}/orders", {"on": TODAY, "order": "care"}, **LAWYER)
    await office.done(f"{case}/proceedings/conclusion", {"on": TODAY, "outcome": "care_order"}, **LAWYER)
    await office.done(f"{case}/proceedings", {**issued, "application": "discharge"}, **LAWYER)
    assert await offered()


async def test_an_order_that_ends_another_says_so(office: Office, world: World) -> None:
    child, _ = await protected(office)
    case = f"/children/{child}"
    await office.done(f"{case}/proceedings", {"on": TODAY, "court_case_number": "WA26C50001"}, **LAWYER)
    interim = await office.done(f"{case}/orders", {"on": TODAY, "order": "interim_care"}, **LAWYER)
    answer = await office.done(f"{case}/orders", {"on": TODAY, "order": "care"}, **LAWYER)
    granted, ended = answer["recorded"]
    assert granted["type"] == "gateway.care_order_granted.v1"
    assert (ended["data"]["order_id"], ended["data"]["reason"]) == (order_id(interim), "superseded")
    assert await ends(world, child) == ["superseded"]


async def test_legal_status_is_read_with_what_does_not_agree(office: Office, world: World) -> None:
    child, _ = await protected(office)
    care = {"on": TODAY, "legal_basis": "police_protection", "reason": "unplanned"}
    await world.settle()
    answer = await world.post("planning", f"/children/{child}/care", care, role="social_worker")
    assert answer.status_code == 201, answer.text
    await world.settle()
    status = await office.read(f"/children/{child}/legal-status")
    assert [(each["since"], each["code"], each["looked_after"]) for each in status["spells"]] == [(TODAY, "L2", True)]
    assert status["contradictions"] == []


async def test_what_the_court_took_back_is_in_force_no_longer(office: Office) -> None:
    child, order = await protected(office)
    body = {"on": TODAY, "order_id": order, "reason": "discharged"}
    await office.done(f"/children/{child}/orders/ended", body, **LAWYER)
    (shown,) = await office.read(f"/children/{child}/orders")
    assert (shown["in_force"], shown["end_reason"], shown["ends_on"]) == (False, "discharged", TODAY)
    said = await office.refusal(f"/children/{child}/orders/ended", body, **LAWYER)
    assert "is not in force on" in said


async def test_an_order_that_ran_out_is_offered_for_an_extension_of_an_earlier_day_that_is_recorded_late(
    office: Office, world: World, clock: FixedClock
) -> None:
    child, first = await protected(office)
    clock.moment += timedelta(days=30)
    form = await Browser(world, "legal_adviser").open(f"/children/{child}/orders/form")
    assert "Emergency protection order, 30 March 2026 to 7 April 2026" in form.text
    extended = {"on": "2026-04-07", "until": "2026-04-14", "order": "emergency_protection", "extends": first}
    await office.done(f"/children/{child}/orders", extended, **LAWYER)


async def test_orders_that_end_soon_are_listed_the_first_first(office: Office) -> None:
    later, _ = await protected(office)
    sooner, _ = await protected(office, until="2026-04-02")
    ending = await office.read("/orders?ending_before=2026-04-08&limit=500")
    mine = [(each["child_id"], each["ends_on"]) for each in ending if each["child_id"] in {str(later), str(sooner)}]
    assert mine == [(str(sooner), "2026-04-02"), (str(later), "2026-04-07")]


async def test_a_day_ends_an_order_once_whoever_sweeps_and_however_late(
    office: Office, world: World, clock: FixedClock
) -> None:
    child, _ = await protected(office)
    one = store_of(world)
    other = Store(one.pool, one.service, clock, one.vault)
    clock.moment = datetime(2026, 4, 7, 20, tzinfo=UTC)
    await asyncio.gather(sweep.once(one), sweep.once(other))
    assert await ends(world, child) == []
    clock.moment += timedelta(days=60)
    await asyncio.gather(sweep.once(one), sweep.once(other))
    assert await ends(world, child) == ["expired"]
    await sweep.once(other)
    assert await ends(world, child) == ["expired"]
    (shown,) = await office.read(f"/children/{child}/orders")
    assert (shown["in_force"], shown["ends_on"]) == (False, "2026-04-07")


async def test_tracking_hears_that_an_order_ran_out(office: Office, world: World, clock: FixedClock) -> None:
    child = await office.register(authority="bradford")
    case, lawyer = f"/children/{child}", {**LAWYER, "authority": "bradford"}
    order = {"on": TODAY, "order": "child_arrangements", "until": "2026-06-01"}
    await office.done(f"{case}/orders", order, **lawyer)
    clock.moment = datetime(2026, 6, 2, 9, tzinfo=UTC)
    await sweep.once(store_of(world))
    await world.settle(Random(1))
    answer = await world.get("tracking", f"{case}/obligations", role="iro", authority="bradford")
    met = [(one["rule_id"], one["met_on"]) for one in answer.json() if one["rule_id"] == "BRA-CAO-16"]
    assert met == [("BRA-CAO-16", "2026-06-01")]


async def test_a_corrected_day_takes_back_that_the_order_ran_out(
    office: Office, world: World, clock: FixedClock
) -> None:
    child = await office.register()
    case = f"/children/{child}"
    order = {"on": TODAY, "order": "child_arrangements", "until": "2026-04-01"}
    recorded = await office.done(f"{case}/orders", order, **LAWYER)
    clock.moment = datetime(2026, 4, 2, 9, tzinfo=UTC)
    await sweep.once(store_of(world))
    assert (await office.read(f"{case}/legal-status"))["spells"][-1]["status"] == "no_order"
    entry = recorded["recorded"][0]["event_id"]
    mended = {"on": "2026-04-02", "changes": {"until": "2027-04-01"}, "reason": "The order says 2027."}
    await office.done(f"{case}/entries/{entry}/correction", mended, **LAWYER)
    (shown,) = await office.read(f"{case}/orders")
    assert (shown["in_force"], shown["ends_on"]) == (True, "2027-04-01")
    assert (await office.read(f"{case}/legal-status"))["spells"][-1]["status"] == "child_arrangements_order"
