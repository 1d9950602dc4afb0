"""The child's timeline: what was so on any day (care, plan, placement, orders, court), read off the standing facts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shared.events.codes.gateway import OrderEnd
from shared.policy.orders import TAKEN_BACK, CourtRecord, End, Made, Order
from shared.policy.reckoning.episodes import issued, lapses, lasting
from shared.policy.reckoning.facts import Fact, KnownFacts
from shared.policy.reckoning.spells import Said, Spell, spells_of
from shared.policy.statuses import OrderTable

_PLANNING = ("GatewayDecisionMade", "PermanencePlanAgreed", "FinalCarePlanningMeetingHeld", "PlanningMeetingHeld")


@dataclass(slots=True)
class Timeline:
    """What was so of one child, day by day."""

    known: KnownFacts
    birth: date | None = None
    unborn_until: date | None = None
    siblings: list[Said] = field(default_factory=list)
    registered: Fact | None = None
    care: Sequence[Spell] = ()
    pre_proceedings: Sequence[Spell] = ()
    proceedings: Sequence[Spell] = ()
    awaiting_issue: list[Spell] = field(default_factory=list)
    section_37: list[Spell] = field(default_factory=list)
    placements: list[Spell] = field(default_factory=list)
    orders: Sequence[Order[Fact]] = ()
    plans: list[Said] = field(default_factory=list)
    options: list[Said] = field(default_factory=list)
    tracks: list[Said] = field(default_factory=list)
    memo: dict[object, Any] = field(default_factory=dict)

    def spell(self, spells: Sequence[Spell], day: date) -> Spell | None:
        """The latest of these spells that covers a day."""
        return next((spell for spell in reversed(spells) if spell.covers(day)), None)

    def said(self, sayings: Sequence[Said], day: date) -> Said | None:
        """What was last said about a matter by the end of a day."""
        return next((saying for saying in reversed(sayings) if saying.day <= day), None)


def timeline(known: KnownFacts, statuses: OrderTable) -> Timeline:
    """The timeline that these facts make; the order table says which order ends which."""
    line = Timeline(known)
    _read_birth(line)
    _read_siblings(line)
    _read_care_and_court(line)
    _read_placements(line)
    _read_orders(line, statuses)
    _read_plans(line)
    return line


def births(known: KnownFacts) -> list[Fact]:
    """What was told of the child's birth, in order: at registration, and when an unborn child was born."""
    return sorted((*known.of("ChildRegistered"), *known.of("ChildBorn")), key=Fact.place)


def birth_of(told: Sequence[Fact]) -> date | None:
    """The date of birth by these facts; where none is told, the expected one."""
    born = [day for fact in told if (day := fact.day("date_of_birth")) is not None]
    expected = [day for fact in told if (day := fact.day("expected_date_of_birth")) is not None]
    return next(iter((*born[-1:], *expected[-1:])), None)


def _born(known: KnownFacts) -> date | None:
    """The date of birth of a child who is born: as the birth was told, or else the registration."""
    told = [fact.day("date_of_birth") for fact in (*known.of("ChildRegistered"), *known.of("ChildBorn"))]
    return next((born for born in reversed(told) if born), None)


def _read_birth(line: Timeline) -> None:
    told = births(line.known)
    line.birth = birth_of(told)
    if any(fact.day("expected_date_of_birth") is not None for fact in told):
        line.unborn_until = line.birth
    for fact in line.known.of("ChildRegistered"):
        line.registered = fact


def _read_siblings(line: Timeline) -> None:
    told = (*line.known.of("ChildRegistered"), *line.known.of("SiblingGroupChanged"))
    for fact in sorted(told, key=Fact.place):
        group = fact.text("sibling_group_id")
        _say(line.siblings, (group,) if group else (), fact)


def _read_care_and_court(line: Timeline) -> None:
    known = line.known
    line.care = lasting(known, "care")
    line.pre_proceedings = lasting(known, "pre_proceedings")
    line.proceedings = lasting(known, "proceedings")
    _read_awaiting_issue(line)
    _read_section_37(line)


def _read_awaiting_issue(line: Timeline) -> None:
    """Proceedings agreed by the panel, or by a Service Manager in an emergency, and neither issued nor given up."""
    decisions = line.known.of("GatewayDecisionMade")
    agreed = [fact for fact in decisions if fact.text("outcome") == "care_proceedings"]
    agreed += line.known.of("EmergencyProceedingsDecided")
    otherwise = [
        fact for fact in decisions if fact.text("outcome") in ("step_down", "threshold_not_met", "pre_proceedings")
    ]
    # What is agreed of proceedings that run already, as when the panel ratifies an emergency, waits for nothing.
    line.awaiting_issue = spells_of(
        [fact for fact in agreed if line.spell(line.proceedings, fact.occurred_on) is None],
        [*otherwise, *issued(line.known)],
        "awaiting_issue",
    )


def _read_section_37(line: Timeline) -> None:
    """Each direction to report whether to apply for an order (Children Act 1989 s.37), until it is met."""
    given: dict[str, Spell] = {}
    for fact in line.known.of("CourtDirectionGiven"):
        if fact.text("kind") == "section_37":
            given[fact.text("direction_id") or ""] = spell = Spell("section_37", fact.occurred_on, fact)
            line.section_37.append(spell)
    for fact in line.known.of("CourtDirectionMet"):
        if spell_met := given.get(fact.text("direction_id") or ""):
            spell_met.end(fact.occurred_on)


def _read_placements(line: Timeline) -> None:
    known = line.known
    running: dict[str, Spell] = {}
    for fact in known.of("PlacementStarted"):
        lasting = fact.occurred_on if fact.fields.get("long_term") else None
        spell = Spell(fact.text("kind") or "", fact.occurred_on, fact, long_term_from=lasting)
        line.placements.append(spell)
        running[fact.text("placement_id") or ""] = spell
    for fact in (*known.of("PlacementEnded"), *known.of("CeasedToBeLookedAfter")):
        named = running.get(fact.text("placement_id") or "") if fact.type == "PlacementEnded" else None
        for spell in [named] if named else line.placements:
            if named or fact.type == "CeasedToBeLookedAfter":
                spell.end(fact.occurred_on)
    for fact in known.of("PlacementMatchedLongTerm"):
        named = running.get(fact.text("placement_id") or "")
        if named and named.long_term_from is None:
            named.long_term_from = fact.occurred_on


def _read_orders(line: Timeline, statuses: OrderTable) -> None:
    known = line.known
    line.orders = CourtRecord(
        made=[made for name in statuses.order_events for fact in known.of(name) if (made := _made(fact, statuses))],
        taken_back=[
            (fact.text("order_id") or "", End(fact.occurred_on, OrderEnd(reason)))
            for fact in known.of("OrderEnded")
            if (reason := fact.text("reason")) in TAKEN_BACK
        ],
        applied_on=[fact.occurred_on for fact in issued(known)],
        concluded_on=[fact.occurred_on for fact in known.of("ProceedingsConcluded")],
        born=_born(known),
    ).orders()


def _made(fact: Fact, statuses: OrderTable) -> Made[Fact] | None:
    status = statuses.begun(fact.type, fact.fields)
    order_id = fact.text("order_id") or fact.event_id
    return Made(fact.occurred_on, order_id, status, fact.day("until"), fact.text("extends"), fact) if status else None


def _read_plans(line: Timeline) -> None:
    """What was planned; with the end of care and of the gateway's case the plan lapses, and another time asks anew."""
    told = [(fact.occurred_on, 0, fact.place(), fact) for name in _PLANNING for fact in line.known.of(name)]
    lapsed = [(fact.occurred_on, 1, fact.place(), fact) for fact in lapses(line.known)]
    for _, over, _, fact in sorted([*told, *lapsed]):
        if over:
            for sayings in (line.plans, line.options, line.tracks):
                _lapse(sayings, fact)
        else:
            _read_plan(line, fact)


def _read_plan(line: Timeline, fact: Fact) -> None:
    primary: str | None = None
    others: tuple[str, ...] = ()
    match fact.type:
        case "GatewayDecisionMade":
            primary, others = fact.text("primary_plan"), fact.texts("contingencies")
            if fact.fields.get("adoption_considered"):
                others = (*others, "adoption")
        case "PermanencePlanAgreed":
            primary, others = fact.text("primary"), fact.texts("contingencies")
        case "FinalCarePlanningMeetingHeld":
            primary = fact.text("ratified_plan")
        case "PlanningMeetingHeld":
            others = fact.texts("tracks")
            if others:
                _say(line.tracks, others, fact)
    if primary:
        _say(line.plans, (primary,), fact)
    if primary or others:
        _say(line.options, (*((primary,) if primary else ()), *others), fact)


def _lapse(sayings: list[Said], fact: Fact) -> None:
    if sayings:
        _say(sayings, (), fact)


def _say(sayings: list[Said], values: tuple[str, ...], fact: Fact) -> None:
    """Note what a fact says about a matter, unless it says what was said last."""
    if not sayings or sayings[-1].values != values:
        sayings.append(Said(fact.occurred_on, values, fact))
