"""What lost its ground is told: recorded lawfully, its ground voided or corrected, it is named to everybody."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from shared.clock import FixedClock
from shared.testing.world import World
from tests.gateway.browser import Browser
from tests.gateway.office import Office
from tests.gateway.test_corrections import Child

LAWYER, MANAGER, WORKER = "legal_adviser", "service_manager", "social_worker"
ISSUED = "gateway.proceedings_issued.v1"
NUMBER = "WA26C50001"


@pytest.fixture
async def child(office: Office, clock: FixedClock) -> Child:
    """A child under an emergency protection order of 2 March 2026, for whom care was applied for; it is 1 April."""
    clock.moment = datetime(2026, 4, 1, 9, tzinfo=UTC)
    case = Child(office, uuid4())
    await case.does("registration", "03-02", WORKER, authority="warrington", date_of_birth="2021-03-01")
    await case.does("orders", "03-02", LAWYER, order="emergency_protection", until="2026-03-09")
    await case.does("proceedings", "03-09", LAWYER, court_case_number=NUMBER)
    return case


async def leave_to_share_the_profile(child: Child) -> tuple[str, dict[str, Any], str]:
    await child.does("leave-to-share-profile", "03-16", LAWYER)
    told = await child.voids(child.ids[ISSUED])
    return "gateway.leave_to_share_profile_granted.v1", told, "proceedings that were issued"


async def supervised(child: Child) -> None:
    await child.does("orders", "03-16", LAWYER, order="supervision", until="2027-03-15")
    await child.does("supervision/plan", "03-17", WORKER)
    await child.does("supervision/visits", "03-30", WORKER, seen_alone=True)
    await child.does("supervision/reviews", "03-31", MANAGER, chaired_by_role=MANAGER)


async def a_visit_under_supervision(child: Child) -> tuple[str, dict[str, Any], str]:
    await supervised(child)
    told = await child.corrects("gateway.supervision_order_granted.v1", LAWYER, until="2026-03-23")
    return "gateway.supervision_visit_made.v1", told, "a supervision order on that day"


async def a_review_of_the_support_plan(child: Child) -> tuple[str, dict[str, Any], str]:
    await supervised(child)
    told = await child.voids(child.ids["gateway.supervision_plan_made.v1"])
    return "gateway.supervision_review_held.v1", told, "the support plan"


async def an_application_under_an_emergency_protection_order(child: Child) -> tuple[str, dict[str, Any], str]:
    told = await child.corrects("gateway.emergency_protection_order_granted.v1", LAWYER, until="2026-03-08")
    return ISSUED, told, "the panel's decision for proceedings"


Story = Callable[[Child], Awaitable[tuple[str, dict[str, Any], str]]]


@pytest.mark.parametrize(
    "story",
    [
        leave_to_share_the_profile,
        a_visit_under_supervision,
        a_review_of_the_support_plan,
        an_application_under_an_emergency_protection_order,
    ],
)
async def test_an_entry_whose_ground_was_mended_away_is_told_of(child: Child, world: World, story: Story) -> None:
    kind, told, missing = await story(child)
    assert (kind, missing) in [(one["type"], one["lacks"]) for one in told["without_ground"]]
    manager = await Browser(world, MANAGER).open(child.at)
    assert "lost the ground" in manager.text
    assert f"It lacks {missing}" in manager.text


async def test_no_application_is_offered_that_would_be_refused(office: Office, clock: FixedClock, world: World) -> None:
    clock.moment = datetime(2026, 4, 1, 9, tzinfo=UTC)
    case = Child(office, uuid4())
    await case.does("registration", "03-02", WORKER, authority="warrington", date_of_birth="2021-03-01")
    lawyer, form = Browser(world, LAWYER), f"{case.at}/proceedings/form"

    async def is_offered() -> bool:
        await lawyer.open(case.at)
        return form in {href.partition("?")[0] for _, href in lawyer.links()}

    assert not await is_offered()
    for application in ("care", "supervision", "placement", "discharge"):
        body = {"on": "2026-03-16", "application": application, "court_case_number": NUMBER}
        await office.refusal(f"{case.at}/proceedings", body, role=LAWYER)
    await case.does("orders", "03-09", LAWYER, order="emergency_protection")
    assert not await is_offered(), "the order ran out"
    await case.does("emergency-proceedings", "03-16", MANAGER, reasons="The home is unsafe.")
    assert await is_offered()
