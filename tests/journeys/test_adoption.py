"""One child from referral to adoption order, through the services' own APIs."""

from collections.abc import Iterator
from datetime import date
from random import Random
from uuid import UUID

import pytest

from hearth.demo.journey import Journey, Step
from shared.testing.world import World

LAST_DAY = date(2026, 3, 30)


async def take(world: World, step: Step, paths: dict[tuple[str, str], str]) -> list[str]:
    """Take a step, and answer the wire names of what it recorded."""
    template = paths[step.asking.service, step.asking.action]
    path = template[: template.index("{")] + str(step.case_id) + template[template.index("}") + 1 :]
    answer = await world.post(step.asking.service, path, step.asking.body, role=step.asking.role)
    assert answer.status_code == 201, f"{step.says}: {answer.text}"
    return [fact["type"] for fact in answer.json()["recorded"]]


def paths_of(world: World) -> dict[tuple[str, str], str]:
    """Where each action is asked for."""

    def found() -> Iterator[tuple[tuple[str, str], str]]:
        for name, one in world.inhabitants.items():
            for path, methods in one.app.openapi()["paths"].items():
                if "post" in methods:
                    yield (name, methods["post"]["operationId"]), path

    return dict(found())


async def walk(world: World, journey: Journey, shuffle: Random | None = None) -> list[str]:
    """Walk a journey to its end; everybody hears everything between two steps."""
    paths, recorded = paths_of(world), []
    for step in journey.steps():
        recorded += await take(world, step, paths)
        await world.settle(shuffle)
    return recorded


async def test_a_child_comes_home(world: World) -> None:
    journey = Journey.ending(LAST_DAY)
    recorded = await walk(world, journey)
    assert recorded[0] == "gateway.child_registered.v1"
    assert recorded[-3:] == ["gateway.adoption_order_granted.v1", *["gateway.order_ended.v1"] * 2]
    track = (await world.get("tracking", f"/children/{journey.child}", role="iro")).json()
    assert track["secured_by"] == "adoption"
    assert track["rating"] == "complete"
    plan = (await world.get("planning", f"/children/{journey.child}", role="iro")).json()
    assert (plan["ceased_on"], plan["ceased_because"]) == (LAST_DAY.isoformat(), "adopted")


@pytest.mark.parametrize("seed", range(3))
async def test_the_order_of_hearing_does_not_matter(world: World, seed: int) -> None:
    in_order, shuffled = Journey.ending(LAST_DAY), Journey.ending(LAST_DAY)
    await walk(world, in_order)
    await walk(world, shuffled, Random(seed))
    assert await due(world, in_order.child) == await due(world, shuffled.child)


async def due(world: World, child: UUID) -> list[tuple[str, str | None, str]]:
    """Rule, day and state of everything that is or was due for a child."""
    answer = await world.get("tracking", f"/children/{child}/obligations", role="iro")
    return sorted((one["rule_id"], one["due_on"], one["state"]) for one in answer.json())


@pytest.mark.parametrize(
    ("skipped", "says"),
    [
        ("refer_to_legal_gateway", "refer the child to the Legal Gateway first"),
        ("send_pre_proceedings_letter", "send the letter before proceedings first"),
        ("issue_proceedings", "application was issued first"),
        ("decide_adoption", "record the decision maker's decision"),
        ("agree_shortlist", "agree a shortlist first"),
        ("recommend_match", "record its recommendation first"),
    ],
)
async def test_a_step_out_of_turn_is_refused_with_what_to_do(world: World, skipped: str, says: str) -> None:
    paths, refusal = paths_of(world), ""
    for step in Journey.ending(LAST_DAY).steps():
        if step.asking.action == skipped:
            continue
        template = paths[step.asking.service, step.asking.action]
        path = template[: template.index("{")] + str(step.case_id) + template[template.index("}") + 1 :]
        answer = await world.post(step.asking.service, path, step.asking.body, role=step.asking.role)
        if answer.status_code == 409:
            refusal = answer.json()["detail"]
            break
        await world.settle()
    assert says in refusal
