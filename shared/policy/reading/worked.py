"""Worked sums: a pack loads only if the engine comes to the day that was worked out by hand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from shared.calendar import add_months, words_of_day
from shared.events.base import UnknownEventError
from shared.policy.grammar import Pack, Rule
from shared.policy.parts import Worked
from shared.policy.reading.compile import compile_policy
from shared.policy.reading.event_fields import as_day, checked, event_class
from shared.policy.reading.source import Place, SourceFile
from shared.policy.reckoning.engine import obligations
from shared.policy.reckoning.facts import Fact
from shared.policy.reckoning.obligation import Obligation
from shared.policy.reckoning.policy import Policy

_MONTHS_A_YEAR = 12


def check_sums(file: SourceFile, pack: Pack, base: Sequence[Pack]) -> None:
    """Refuse a pack of which a sum comes out otherwise than by hand, also of a rule that is off."""
    switched_on = pack.model_copy(update={"rules": tuple(_switched_on(rule) for rule in pack.rules)})
    policy = compile_policy((*base, switched_on))
    for index, rule in enumerate(pack.rules):
        duties = tuple(duty for duty in policy.duties if duty.rule_id == rule.id)
        alone = replace(policy, duties=duties)
        for nth, sum_ in enumerate(rule.worked):
            _check_sum(file, ("rules", index, "worked", nth), rule, sum_, alone)


def _switched_on(rule: Rule) -> Rule:
    steps = tuple(step.model_copy(update={"switched_off": None}) for step in rule.steps)
    return rule.model_copy(update={"switched_off": None, "steps": steps})


def _check_sum(file: SourceFile, place: Place, rule: Rule, worked: Worked, policy: Policy) -> None:
    try:
        facts = story_of(rule, worked)
        today = as_day(worked.today or max([worked.start, *(fact.occurred_on for fact in facts)]))
    except KeyError as fault:
        raise file.refused(place, f"the worked sum of {rule.id} leaves out {fault}; add it") from fault
    except (UnknownEventError, ValueError) as fault:
        raise file.refused(place, f"the worked sum of {rule.id} cannot be worked: {fault}") from fault
    found = obligations(facts, policy, today)
    fitting = [one for one in found if one.step == worked.step and one.started_on == worked.start]
    if not fitting:
        raise file.refused(
            place,
            f"the worked sum of {rule.id} starts no clock on {words_of_day(worked.start)}; "
            "add in also what its conditions need",
        )
    if not any(_comes_out(one, worked) for one in fitting):
        got = fitting[0].due_on or fitting[0].earliest_on
        by_hand = words_of_day(worked.due_on or worked.earliest_on or date.max)
        came = words_of_day(got) if got else "no day"
        raise file.refused(
            place, f"the sum of {rule.id} was worked out as {by_hand} but comes to {came}; mend the limit or the sum"
        )


def story_of(rule: Rule, worked: Worked) -> list[Fact]:
    """The facts of a worked sum: what starts the clock, and what else is known."""
    return [*_started(rule, worked), *(_also(number, one) for number, one in enumerate(worked.also))]


def _comes_out(one: Obligation, worked: Worked) -> bool:
    if worked.due_on is not None:
        return one.due_on == worked.due_on
    return one.earliest_on == worked.earliest_on


def _started(rule: Rule, worked: Worked) -> list[Fact]:
    """The fact that starts the clock, as the rule describes it; none where a condition starts it."""
    start = rule.starts[0]
    if start.birthday is not None:
        born = add_months(as_day(worked.start), -_MONTHS_A_YEAR * start.birthday)
        return [_fact("start", "ChildRegistered", born, {"date_of_birth": born, **worked.given})]
    if start.event is None:
        return []
    fields = {name: _an_example(wanted) for name, wanted in start.where.items() if not _some(wanted)}
    return [_fact("start", start.event, worked.start, {**fields, **worked.given})]


def _some(wanted: Any) -> bool:  # noqa: ANN401 - a filter's value
    """Whether any value will do, or none: the sum itself gives one."""
    return isinstance(wanted, dict) and "some" in wanted


def _an_example(wanted: Any) -> Any:  # noqa: ANN401 - a filter's value
    if isinstance(wanted, dict):
        return wanted.get("from", int(wanted.get("under", 1)) - 1)
    return wanted[0] if isinstance(wanted, list | tuple) else wanted


def _also(number: int, one: dict[str, Any]) -> Fact:
    fields = {name: value for name, value in one.items() if name not in ("type", "occurred_on")}
    return _fact(f"also-{number}", str(one["type"]), one["occurred_on"], fields)


def _fact(event_id: str, named: str, occurred_on: object, fields: dict[str, Any]) -> Fact:
    cls = event_class(named)
    return Fact(event_id, cls.__name__, as_day(occurred_on), fields=checked(cls, fields))
