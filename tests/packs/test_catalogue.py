"""Coverage: every entry of the catalogue is a rule, a number or a guard of its pack, none missing and none twice."""

from collections import Counter
from typing import Any

import pytest
import yaml

from shared.policy.grammar import Enforced, Pack, Rule, Timing
from shared.policy.reading.packs import FOLDER, load_pack, pack_names
from shared.policy.terms import Limit, Span

CATALOGUE: list[dict[str, Any]] = yaml.safe_load((FOLDER.parent / "catalogue.yaml").read_text(encoding="utf-8"))
PACKS = [load_pack(name).pack for name in pack_names()]


def test_the_catalogue_has_every_entry_once() -> None:
    assert len(CATALOGUE) == len({entry["id"] for entry in CATALOGUE}) == 118


def test_every_entry_is_implemented_once_and_nothing_else_is() -> None:
    counted = Counter((pack.name, one) for pack in PACKS for one in entries(pack))
    assert counted == Counter((entry["pack"], entry["id"]) for entry in CATALOGUE)


def test_every_guard_and_number_names_the_service_that_sees_to_it() -> None:
    named = {one.id: one.enforced_by for pack in PACKS for one in enforced(pack)}
    assert named == {entry["id"]: entry["enforced_by"] for entry in CATALOGUE if "enforced_by" in entry}


def enforced(pack: Pack) -> list[Enforced]:
    return [*pack.numbers, *pack.guards]


def entries(pack: Pack) -> list[str]:
    """The entries that a pack implements; versions of one rule are one entry."""
    return [*dict.fromkeys(rule.id for rule in pack.rules), *(one.id for one in enforced(pack))]


@pytest.mark.parametrize("entry", [entry for entry in CATALOGUE if entry["numbers"]], ids=lambda entry: entry["id"])
def test_the_figures_of_the_entry_are_the_figures_of_the_rule(entry: dict[str, Any]) -> None:
    pack = load_pack(entry["pack"]).pack
    assert set(entry["numbers"]) <= set(figures(pack, entry["id"]))


def figures(pack: Pack, rule_id: str) -> list[str]:
    """Every figure with its unit that a rule or a number of a pack holds."""
    found = [f"{one.value} {one.unit.split()[0]}" for one in pack.numbers if one.id == rule_id]
    for rule in (rule for rule in pack.rules if rule.id == rule_id):
        for part in parts(rule):
            found += [figure for limit in (part.limit,) if limit for figure in of_limit(limit)]
            found += [of_span(span) for span in (part.repeats and part.repeats.every, *otherwise(part)) if span]
    return found


def otherwise(part: Timing) -> tuple[Span | None, ...]:
    lasting = part.counts_from_otherwise
    return (lasting.within, lasting.beginning_with) if lasting else ()


def parts(rule: Rule) -> list[Timing]:
    return [rule, *rule.steps]


def of_limit(limit: Limit) -> list[str]:
    spans = (limit.within, limit.beginning_with, limit.before, limit.not_before)
    nested = [*(limit.whichever_first or ()), *(limit.first_known or ())]
    weeks = [f"{limit.week} weeks"] if limit.week else []
    return [*(of_span(span) for span in spans if span), *weeks, *(one for part in nested for one in of_limit(part))]


def of_span(span: Span) -> str:
    unit, count = span.parts
    return f"{count} {unit.replace('_', ' ')}"
