"""Telling the journey: each step, the events it caused, and where they were heard."""

from collections.abc import Callable
from time import monotonic
from typing import Any

import typer

from hearth.demo.journey import Journey, Step
from hearth.demo.speaking import Speaker, StepRefused
from hearth.service import SERVICES
from services.family_finding.main import SERVICE as FAMILY_FINDING
from services.gateway.main import SERVICE as GATEWAY
from services.planning.main import SERVICE as PLANNING
from services.tracking.main import SERVICE as TRACKING
from shared.events.base import REGISTRY

HEARS = {service.name: service.hears for service in (GATEWAY, PLANNING, FAMILY_FINDING, TRACKING)}


async def tell(journey: Journey, speaker: Speaker, say: Callable[[str], None] = typer.echo) -> int:
    """Walk the journey and tell it; answer how many steps did not arrive."""
    missing = 0
    for number, step in enumerate(journey.steps(), 1):
        say(f"\n{number:>2}. {step.on:%d %B %Y}  {step.says}.")
        try:
            answer = await speaker.ask_until_heard(step.asking, step.case_id, journey.authority)
        except StepRefused as refusal:
            say(f"      ✗ {refusal}")
            return missing + 1
        for fact in answer["recorded"]:
            missing += await _follow(step, fact, speaker, say)
    return missing + await _permanence(journey, speaker, say)


async def _follow(step: Step, fact: dict[str, Any], speaker: Speaker, say: Callable[[str], None]) -> int:
    """Tell where one event was heard; answer in how many services it was not."""
    say(f"      {step.asking.service}: {_name(fact['type'])}")
    missing = 0
    for service in SERVICES:
        if REGISTRY[fact["type"]] not in HEARS[service] or service == step.asking.service:
            continue
        started = monotonic()
        caused = await speaker.wait_for(service, fact["event_id"])
        if caused is None:
            say(f"        ✗ {service} did not hear it")
            missing += 1
        else:
            in_turn = f", and tells in turn: {_counted(caused)}" if caused else ""
            say(f"        ✓ heard by {service} ({(monotonic() - started) * 1000:.0f} ms){in_turn}")
    return missing


async def _permanence(journey: Journey, speaker: Speaker, say: Callable[[str], None]) -> int:
    """Tell what tracking makes of it in the end; 0 where permanence is secured."""
    track = await speaker.read("tracking", f"/children/{journey.child}", "iro", journey.authority)
    if not track["secured_by"]:
        say("\n✗ tracking does not see a permanent home")
        return 1
    say(f"\nPermanence is secured by {track['secured_by']}; the tracker shows the child as {track['rating']}.")
    return 0


def _name(wire_name: str) -> str:
    return REGISTRY[wire_name].__name__


def _counted(wire_names: list[str]) -> str:
    names = [_name(wire_name) for wire_name in wire_names]
    return ", ".join(f"{name} x{names.count(name)}" if names.count(name) > 1 else name for name in dict.fromkeys(names))
