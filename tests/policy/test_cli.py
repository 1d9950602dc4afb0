"""`hearth policy`: what a person at a terminal asks, without any service."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from hearth.policy_cli import app
from shared.policy.reading.packs import FOLDER, pack_names
from tests.policy.made_pack import HEAD, rule

DECISION = {"type": "GatewayDecisionMade", "occurred_on": "2026-03-31", "outcome": "pre_proceedings"}


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def tried(folder: Path, events: list[dict[str, Any]], *words: str, pack: str = "warrington") -> Result:
    file = folder / "events.json"
    file.write_text(json.dumps(events), encoding="utf-8")
    return run("try", "--pack", pack, "--events", str(file), "--today", "2026-04-20", *words)


def test_try_prints_what_is_due_and_why(tmp_path: Path) -> None:
    meeting = {"type": "planning.planning_meeting_held.v1", "occurred_on": "2026-04-20", "number": 1}
    done = tried(tmp_path, [meeting, DECISION])
    assert done.exit_code == 0, done.output
    found = {one["rule_id"]: one for one in json.loads(done.stdout)}
    first = found["WAR-PPM-1"]
    assert (first["state"], first["due_on"], first["met_on"]) == ("met_late", "2026-04-16", "2026-04-20")
    assert first["started_by"]
    assert first["why"]["clause"] == "8.1; 8.2; appendix 1"
    assert found["WAR-PPM-N"]["due_on"] == "2026-06-01"


def test_try_knows_only_what_was_recorded_by_then(tmp_path: Path) -> None:
    meeting = {
        "type": "PlanningMeetingHeld",
        "occurred_on": "2026-04-14",
        "recorded_at": "2026-04-19T09:00:00+01:00",
        "number": 1,
    }
    states = {}
    for by in ("2026-04-18", "2026-04-19", "2026-04-19T08:00:00+01:00"):
        done = tried(tmp_path, [DECISION, meeting], "--recorded-by", by)
        states[by] = {one["rule_id"]: one["state"] for one in json.loads(done.stdout)}["WAR-PPM-1"]
    assert list(states.values()) == ["late", "met", "late"]


def test_try_takes_several_children_and_corrections(tmp_path: Path) -> None:
    events = [
        {**DECISION, "child_id": "one", "event_id": "a"},
        {**DECISION, "child_id": "two", "event_id": "b"},
        {"type": "EntryVoided", "occurred_on": "2026-04-01", "child_id": "two", "voids": "b"},
    ]
    done = tried(tmp_path, events)
    assert {(one["child_id"], one["state"]) for one in json.loads(done.stdout) if one["rule_id"] == "WAR-PPM-1"} == {
        ("one", "late"),
        ("two", "withdrawn"),
    }


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (
            {**DECISION, "type": "GatewayDecisonMade"},
            "'GatewayDecisonMade' is not known; did you mean 'GatewayDecisionMade'",
        ),
        ({**DECISION, "type": "gateway.gateway_decision.v1"}, "did you mean 'gateway.gateway_decision_made"),
        ({**DECISION, "outcom": "x"}, "no field 'outcom'; did you mean 'outcome'"),
        ({**DECISION, "outcome": "pre-proceedings"}, "did you mean 'pre_proceedings'"),
        ({**DECISION, "occurred_on": "31/03/2026"}, "occurred_on"),
        ({"occurred_on": "2026-03-31"}, "has no type"),
        ({"type": "GatewayDecisionMade"}, "has no occurred_on"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(tmp_path: Path, event: dict[str, Any], words: str) -> None:
    done = tried(tmp_path, [event])
    assert done.exit_code == 1
    assert words in done.stderr


def test_a_pack_s_own_file_may_be_tried_and_checked(tmp_path: Path) -> None:
    assert tried(tmp_path, [DECISION], pack=str(FOLDER / "warrington.yaml")).exit_code == 0
    assert tried(tmp_path, [DECISION], pack="waringtn").exit_code == 1
    done = run("check", str(FOLDER / "surrey.yaml"))
    assert (done.exit_code, done.stdout.startswith("surrey: 5 rules")) == (0, True)


def test_check_goes_through_all_packs() -> None:
    done = run("check")
    assert done.exit_code == 0
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == pack_names()


@pytest.mark.parametrize("name", pack_names())
def test_show_reads_every_rule_with_its_source(name: str) -> None:
    done = run("show", name)
    assert done.exit_code == 0
    assert "source   " in done.stdout
    assert ("  ends by  " in done.stdout) == (name != "together_for_adoption")  # nothing ends early there
    assert "late: " in done.stdout


def test_diff_puts_two_packs_side_by_side() -> None:
    done = run("diff", "bradford", "trafford")
    assert done.exit_code == 0
    assert "bradford: Permanence plan in place by the second review: by review 2 or within 16 weeks" in done.stdout
    assert "trafford: does not time it" in done.stdout
    tracking = run("diff", "surrey", "trafford").stdout
    assert (
        "permanence tracker\n"
        "  surrey: Permanency tracking meeting considers the child: every 3 months from the last (SUR-TRACKING-3M"
    ) in tracking
    assert "    notice: 2 weeks | 1 week\n" in tracking
    assert run("diff", "surrey", "surrey").stdout == "no differences\n"
    assert "does not time it" in run("diff", "warrington@2018-01-01", "warrington@2025-01-01").stdout


def test_diff_takes_files_and_names_what_else_differs(tmp_path: Path) -> None:
    mine, yours = tmp_path / "mine" / "borough.yaml", tmp_path / "yours" / "borough.yaml"
    for file, owner in ((mine, "social_worker"), (yours, "iro")):
        file.parent.mkdir()
        file.write_text(HEAD + rule(f"owner: {owner}"), encoding="utf-8")
    done = run("diff", str(mine), str(yours))
    assert (done.exit_code, done.stdout.splitlines()[-2:]) == (0, ["    owner: social worker | iro", "1 difference"])


def test_show_and_diff_tell_the_lists_that_services_read() -> None:
    shown = run("show", "warrington").output
    assert "Genogram of the family" in shown
    assert "Psychological assessment (if appropriate)" in shown
    compared = run("diff", "warrington", "surrey").output
    assert "extension_purposes\n  warrington: criminal_investigation" in compared
    assert "  surrey: none" in compared
