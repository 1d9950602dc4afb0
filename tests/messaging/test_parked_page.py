"""The page of parked messages, as an engineer uses it: without JavaScript, and without seeing what is in a message."""

from uuid import UUID, uuid4

from httpx import Response

from shared.auth.actions import COOKIE
from shared.testing.world import World
from tests.messaging.conftest import Hearer
from tests.messaging.messages import decided, message, recorded

FORM = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}


async def held_child(gateway: Hearer) -> UUID:
    child = uuid4()
    await gateway.hear(message(recorded(decided(child)), value=b"not JSON"), message(recorded(decided(child))))
    return child


def cookie(world: World, role: str = "ops_engineer") -> dict[str, str]:
    return {"Cookie": f"{COOKIE}={world.token(role)}", **FORM}


async def page(world: World, role: str = "ops_engineer", told: str = "") -> Response:
    return await world.inhabitants["gateway"].client.get(f"/operations/{told}", headers=cookie(world, role))


async def press(world: World, act: str, **form: str) -> Response:
    return await world.inhabitants["gateway"].client.post(
        f"/operations/{act}", data=form, headers=cookie(world), follow_redirects=False
    )


async def test_the_page_shows_what_waits_and_why_and_nothing_that_it_says(world: World, gateway: Hearer) -> None:
    child = await held_child(gateway)
    shown = await page(world)
    assert shown.status_code == 200
    assert str(child) in shown.text
    assert "is not JSON" in shown.text
    assert "should_be_placed" not in shown.text


async def test_dismissing_one_cause_releases_the_child_and_says_so(world: World, gateway: Hearer) -> None:
    child = await held_child(gateway)
    answer = await press(world, "dismiss", cause="not-json", reason="a partner's test message")
    assert answer.status_code == 303
    shown = await page(world, told=answer.headers["location"].partition("/operations/")[2])
    assert "1 went through, 1 dismissed, 0 failed again" in shown.text
    assert await gateway.parked(child) == []
    assert len(await gateway.heard(child)) == 1


async def test_a_dismissal_without_a_reason_is_refused(world: World, gateway: Hearer) -> None:
    child = await held_child(gateway)
    for reason in ("", "   ", "a partner's\0 test message"):
        assert (await press(world, "dismiss", cause="not-json", reason=reason)).status_code == 422
        asked = "/operations/parked/dismiss?cause=not-json"
        assert (await world.post("gateway", asked, {"reason": reason}, role="ops_engineer")).status_code == 422
    assert len(await gateway.parked(child)) == 2


async def test_retrying_what_is_still_poison_leaves_it_there(world: World, gateway: Hearer) -> None:
    child = await held_child(gateway)
    assert (await press(world, "retry", cause="not-json")).status_code == 303
    assert len(await gateway.parked(child)) == 2


async def test_only_operations_may_see_it(world: World) -> None:
    assert (await page(world, role="social_worker")).status_code == 403


async def test_nobody_has_the_page_say_what_they_like(world: World) -> None:
    assert "All children" not in (await page(world, told="?told=All+children+were+deleted")).text
    assert (await page(world, told="?retried=All+children")).status_code == 422
    assert "notification-banner" not in (await page(world)).text
