"""`hearth policy` as strangers use it: from any folder, with files that are wrong in every way; never a traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from hearth.policy_cli import app
from tests.policy.made_pack import HEAD, rule

DECISION = {"type": "GatewayDecisionMade", "occurred_on": "2026-03-31", "outcome": "pre_proceedings", "event_id": "d"}
SHOWN = {"child_id", "rule_id", "state", "due_on", "started_by", "met_on", "why"}


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def tried(file: Path, *words: str, today: str = "2026-04-20", pack: str = "warrington") -> Result:
    return run("try", "--pack", pack, "--events", str(file), "--today", today, *words)


def refused(done: Result) -> str:
    """The sentence of a refusal: on the error stream, with exit status 1, and nothing else."""
    assert (done.exit_code, done.stdout) == (1, ""), done.output
    assert isinstance(done.exception, SystemExit)
    sentence = done.stderr.strip()
    assert sentence.startswith("error: ")
    return sentence


def test_it_answers_from_any_folder_without_any_service(tmp_path: Path) -> None:
    (tmp_path / "events.json").write_text(json.dumps([DECISION]), encoding="utf-8")
    words = ["policy", "try", "--pack", "warrington", "--events", "events.json", "--today", "2026-04-20"]
    hearth = Path(sys.executable).with_name("hearth")
    done = subprocess.run([hearth, *words], cwd=tmp_path, capture_output=True, text=True, check=True, env={})
    found = json.loads(done.stdout)
    assert all(one.keys() >= SHOWN for one in found)
    (first,) = [one for one in found if one["rule_id"] == "WAR-PPM-1"]
    assert (first["state"], first["due_on"], first["started_by"], first["met_on"]) == ("late", "2026-04-16", "d", None)
    assert first["why"]["arithmetic"][-1] == "comes to 16 April 2026"


def test_it_tries_a_pack_of_ones_own(tmp_path: Path) -> None:
    pack, events = tmp_path / "borough.yaml", tmp_path / "events.json"
    pack.write_text(HEAD + rule(), encoding="utf-8")
    events.write_text('[{"type": "planning.became_looked_after.v1", "occurred_on": "2026-01-05"}]', encoding="utf-8")
    (found,) = json.loads(tried(events, pack=str(pack)).stdout)
    assert (found["rule_id"], found["due_on"], found["state"]) == ("BOR-PPM-1", "2026-02-16", "late")
    assert "nowhere.yaml cannot be read" in refused(tried(events, pack=str(tmp_path / "nowhere.yaml")))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "the file is no JSON"),
        ("{", "the file is no JSON"),
        ("[" * 100_000, "the file is no JSON"),
        ("{}", "must hold a JSON list of events"),
        ("[1]", "must hold a JSON list of events"),
        ("NaN", "must hold a JSON list of events"),
        ('[{"type": "VisitMade", "occurred_on": "2026-01-01", "child_id": "\\ud800"}]', "the file is no JSON"),
        ("[{}]", "event 1 has no type; add its class name or wire name"),
        ('[{"tipe": "VisitMade"}]', "event 1 has no type; write type in place of 'tipe'"),
        ('[{"type": 1}]', "event '1' is not known"),
        ('[{"type": "VisitMade"}]', "event 1 (VisitMade) has no occurred_on; add the day it happened"),
        ('[{"type": "VisitMade", "ocurred_on": "2026-01-01"}]', "did you mean 'occurred_on'?"),
        ('[{"type": "VisitMade", "occurred_on": null}]', "None is no day; write it as 2026-04-16"),
        ('[{"type": "VisitMade", "occurred_on": 5}]', "5 is no day"),
        ('[{"type": "VisitMade", "occurred_on": "2026-02-30"}]', "'2026-02-30' is no day"),
        ('[{"type": "VisitMade", "occurred_on": "0001-01-01"}]', "write a day of the years 1900 to 2199"),
        ('[{"type": "VisitMade", "occurred_on": NaN}]', "nan is no day"),
        ('[{"type": "VisitMade", "occurred_on": %s}]' % ("9" * 30), "is no day"),
        ('[{"type": "VisitMade", "occurred_on": %s}]' % ("9" * 5000), "the file is no JSON"),
        ('[{"type": "PlanningMeetingHeld", "occurred_on": "2026-01-01", "number": "x"}]', "number of Planning"),
        ('[{"type": "PlanningMeetingHeld", "occurred_on": "2026-01-01", "tracks": "adoption"}]', "as ['adoption']"),
        ('[{"type": "PlanningMeetingHeld", "occurred_on": "2026-01-01", "tracks": ["x"]}]', "one of return_home"),
        ('[{"type": "ReviewHeld", "occurred_on": "2026-01-01", "kind": "child_in_car"}]', "mean 'child_in_care'?"),
        ('[{"type": "VisitMade", "occurred_on": "2026-01-01", "recorded_at": "soon"}]', "write a day or a moment"),
        ('[{"type": "EntryCorrected", "occurred_on": "2026-01-01", "changes": 5}]', "write an object of fields"),
    ],
    ids=lambda text: text[:60],
)
def test_a_wrong_file_is_refused_with_the_entry_and_the_mend(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "events.json"
    file.write_text(text, encoding="utf-8")
    assert words in refused(tried(file))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"outcom": "step_down"}, "event 2: GatewayDecisionMade has no field 'outcom'; did you mean 'outcome'?"),
        ({"outcome": "step-down"}, "did you mean 'step_down'?"),
        ({"occurred_on": "yesterday"}, "'yesterday' is no day"),
    ],
)
def test_a_correction_is_read_as_the_event_that_it_corrects(
    tmp_path: Path, changes: dict[str, str], words: str
) -> None:
    file = tmp_path / "events.json"
    entry = {"type": "EntryCorrected", "occurred_on": "2026-04-02", "corrects": "d", "changes": changes}
    file.write_text(json.dumps([DECISION, entry]), encoding="utf-8")
    assert words in refused(tried(file))


def test_a_file_that_is_no_text_and_a_day_that_is_none_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "events.json"
    file.write_bytes(b"\xff\xfe\x00")
    assert "cannot be read as UTF-8 text" in refused(tried(file))
    file.write_text("[]", encoding="utf-8")
    assert json.loads(tried(file).stdout) == []
    assert "'2026-02-30' is no day" in refused(tried(file, today="2026-02-30"))
    assert "write a day of the years" in refused(tried(file, today="9999-12-31"))
    assert "--recorded-by is 'x'" in refused(tried(file, "--recorded-by", "x"))


@pytest.mark.parametrize("words", [["check", "."], ["check", "nowhere.yaml"], ["try"], ["show"], ["nonsense"]])
def test_a_wrong_call_says_how_it_is_called(words: list[str]) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert "Usage" in done.stderr


@pytest.mark.parametrize("words", [["show", "warrinton"], ["diff", "surrey", "warrinton"]])
def test_an_unknown_authority_is_answered_with_the_nearest(words: list[str]) -> None:
    assert refused(run(*words)) == "error: there is no pack 'warrinton'; did you mean warrington?"


def test_a_version_is_named_by_a_day() -> None:
    assert "'never' is no day" in refused(run("show", "warrington@never"))


@pytest.mark.parametrize(
    "text", [b"", b"\xff", b"[" * 5000, b"- 1", b"name: &a b\ntitle: *a", b"? [a]\n: b", b"name: !!python/none x"]
)
def test_what_is_no_pack_is_refused_with_its_file(tmp_path: Path, text: bytes) -> None:
    file = tmp_path / "borough.yaml"
    file.write_bytes(text)
    assert refused(run("check", str(file))).startswith("error: borough.yaml")
