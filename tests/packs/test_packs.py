"""Every pack: complete rules, cited sources, sums worked by hand, and what could not be verified switched off."""

import json
from datetime import date

import jsonschema
import pytest
import yaml

from shared.policy.grammar import Pack, Rule
from shared.policy.reading.packs import FOLDER, load_pack, pack_names
from shared.policy.reading.schema import PATH, pack_schema

RULES = [(pack, rule) for pack in (load_pack(name).pack for name in pack_names()) for rule in pack.rules]
CODES = {
    "warrington": "E06000007",
    "surrey": "E10000030",
    "bradford": "E08000032",
    "trafford": "E08000009",
}


@pytest.mark.parametrize(("pack", "rule"), RULES, ids=lambda one: getattr(one, "id", getattr(one, "name", "")))
def test_a_rule_is_complete(pack: Pack, rule: Rule) -> None:
    assert rule.clause
    assert date(2026, 1, 1) <= rule.checked_on
    assert rule.worked
    assert pack.defaults.escalation
    for part in (rule, *rule.steps):
        if part is rule and rule.steps:
            continue
        assert part.due
        assert part.limit or rule.limit or rule.repeats
        assert part.met_by or rule.met_by


def test_only_what_is_off_is_unverified_and_says_why() -> None:
    unverified = [(rule.id, rule.switched_off) for _, rule in RULES if not rule.verified]
    assert [name for name, _ in unverified] == ["BRA-UNREGISTERED-AD"]
    assert all(off for _, off in unverified)


def test_what_is_off_is_not_reckoned() -> None:
    assert not [duty for duty in load_pack("bradford").duties if duty.rule_id == "BRA-UNREGISTERED-AD"]


@pytest.mark.parametrize("name", pack_names())
def test_a_council_stands_on_the_law_and_has_its_code(name: str) -> None:
    pack = load_pack(name).pack
    assert pack.ons_code == CODES.get(name)
    assert (pack.based_on == "england") == (name not in ("england", "together_for_adoption"))


def test_the_contradictions_of_the_sources_are_recorded() -> None:
    recorded = {rule.id for _, rule in RULES for part in (rule, *rule.steps) if part.contradiction}
    assert recorded >= {"WAR-FCPM", "WAR-PATH-SGO", "BRA-PLAN-16W", "SUR-PLAN-4M", "EN-PROCEEDINGS-26W"}


def test_the_schema_is_the_one_of_the_grammar() -> None:
    assert PATH.read_text(encoding="utf-8") == pack_schema(), "write it anew: python -m shared.policy.reading.schema"


@pytest.mark.parametrize("name", pack_names())
def test_editors_accept_every_pack(name: str) -> None:
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    data = json.loads(json.dumps(yaml.safe_load(text), default=str))
    jsonschema.validate(data, json.loads(PATH.read_text(encoding="utf-8")))
