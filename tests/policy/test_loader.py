"""A pack that is wrong does not load, and the message names the file, the line and the mend."""

from pathlib import Path

import pytest

from shared.errors import NotKnown
from shared.policy.reading.packs import load_pack, read_policy
from shared.policy.reading.source import PackRefused
from tests.policy.made_pack import HEAD, rule

GOOD = HEAD + rule()


def refused(folder: Path, text: str) -> str:
    path = folder / "borough.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PackRefused) as refusal:
        read_policy(path)
    return str(refusal.value)


def test_a_good_pack_loads(tmp_path: Path) -> None:
    path = tmp_path / "borough.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert read_policy(path).rules()[0].id == "BOR-PPM-1"


@pytest.mark.parametrize(
    ("wrong", "line", "words"),
    [
        (
            (", due_on: 2026-02-16", ", due_on: 2026-02-17"),
            16,
            "worked out as 17 February 2026 but comes to 16 February",
        ),
        (("event: BecameLookedAfter", "event: BecameLookedAftr"), 11, "did you mean 'BecameLookedAfter'"),
        (
            ("{event: BecameLookedAfter}", "{event: BecameLookedAfter, where: {legal_bass: care_order}}"),
            11,
            "'legal_basis'",
        ),
        (
            ("{event: BecameLookedAfter}", "{event: BecameLookedAfter, where: {legal_basis: magic}}"),
            11,
            "never 'magic'",
        ),
        (('  clause: "4.2"\n', '  clause: "4.2"\n  clause: "4.3"\n'), 15, "written twice (first on line 14); keep one"),
        (('  clause: "4.2"\n', ""), 9, "'clause' is missing; add it"),
        (("  checked_on: 2026-11-22\n", ""), 9, "'checked_on' is missing; add it"),
        (("  limit: {within: {weeks: 6}}\n", ""), 9, "has no limit; add limit or repeats"),
        (
            ("limit: {within: {weeks: 6}}", "repeats: {every: {weeks: 6}}\n  start_counts: true"),
            12,
            "leave start_counts",
        ),
        (
            ("limit: {within: {weeks: 6}}", "repeats: {every: {weeks: 6}}\n  earlier_counts: {since: care}"),
            12,
            "anchor: schedule",
        ),
        (("within: {weeks: 6}", "cut_off: {day: friday, time: '27:30'}"), 12, "time"),
        (("within: {weeks: 6}", "within: {weaks: 6}"), 12, "'weaks' is not in the grammar"),
        (("within: {weeks: 6}", "within: {weeks: 6, days: 1}"), 12, "exactly one of"),
        (("  starts:", "  ends: [left_care]\n  starts:"), 11, "ends by 'left_care', which no pack defines"),
        (("  starts:", "  counts_from: until\n  starts:"), 11, "no origin and no field of BecameLookedAfter"),
        (("  starts:", "  verified: false\n  starts:"), 9, "switch it off (switched_off: why)"),
        (("owner: social_worker", "owner: social_wroker"), 5, "owner"),
        (("name: borough", "name: town"), 1, "give both the same name"),
        (("title:", "based_on: narnia\ntitle:"), 2, "no pack 'narnia' to be based on"),
        (("  due: First planning meeting\n", ""), 9, "does not say what is due; add due"),
        (("rules:\n", "rules: [\n"), 9, "no YAML"),
        (("document: Borough policy", 'document: ""'), 3, "source.document is ''"),
        (('clause: "4.2"', 'clause: ""'), 14, "clause is ''"),
        (("source: {document: Borough policy}\n", ""), 1, "'source' is missing; add it"),
        (("2026-02-16", "2026-02-30"), 16, "'2026-02-30' is no value (day is out of range for month); mend it"),
        (("weeks: 6", "weeks: 99999999999"), 12, "less than or equal to 2000"),
        (("start: 2026-01-05", "start: 9999-01-05"), 16, "9999-01-05 is beyond reckoning"),
        (("limit: {within: {weeks: 6}}", "repeats: {every: {days: 0}}"), 12, "write a number above 0"),
        (("within: {weeks: 6}", "field: untl"), 12, "BecameLookedAfter has no field 'untl' to read"),
        (
            ("within: {weeks: 6}", "whichever_first: [{within: {weeks: 6}}, {midpoint_to: until}]"),
            12,
            "no field 'until' to read",
        ),
        (
            ("within: {weeks: 6}", "day_in: {event: HearingListed, field: onn}"),
            12,
            "HearingListed has no field 'onn' to read; did you mean 'on'?",
        ),
        (
            ("within: {weeks: 6}", "day_in: {event: HearingListed, also_in: [VisitMade], field: 'on'}"),
            12,
            "VisitMade has no field 'on' to read",
        ),
        ((", due_on", ", given: {legal_bass: x}, due_on"), 16, "did you mean 'legal_basis'?"),
        ((", due_on", ", given: {legal_basis: care_ordr}, due_on"), 16, "did you mean 'care_order'?"),
        (
            (", due_on", ", also: [{type: ReviewHold, occurred_on: 2026-01-06}], due_on"),
            16,
            "did you mean 'ReviewHeld'",
        ),
        ((", due_on", ", also: [{type: ReviewHeld}], due_on"), 16, "leaves out 'occurred_on'; add it"),
        ((", due_on", ", also: [{type: ReviewHeld, occurred_on: soon}], due_on"), 16, "'soon' is no day"),
    ],
)
def test_a_wrong_pack_is_refused_with_its_line_and_the_mend(
    tmp_path: Path, wrong: tuple[str, str], line: int, words: str
) -> None:
    text = GOOD.replace(*wrong)
    assert text != GOOD
    sentence = refused(tmp_path, text)
    assert words in sentence
    assert sentence.startswith(f"borough.yaml, line {line}:")


def test_the_same_rule_twice_for_the_same_time_is_refused(tmp_path: Path) -> None:
    assert "BOR-PPM-1 is written twice for the same time" in refused(tmp_path, GOOD + rule())


LAX = """- id: BOR-LAX-1
  due: Something that the law times too
  topic: {topic}
  starts: [{start}]
  {timing}
  met_by: [{{event: VisitMade}}]
  clause: "1.1"
  checked_on: 2026-11-22
  worked: [{{start: 2026-01-05, {worked}}}]
"""
SAID = "  looser_than_law: A pilot agreed with the inspectorate.\n  clause:"
ENTERED, PLACED = "{event: BecameLookedAfter}", "{event: PlacedForAdoption}"
UNPLANNED = "{event: BecameLookedAfter, where: {reason: unplanned}}"
FIVE_WEEKS = "limit: {whichever_first: [{week: 5}, {within: {months: 2}}]}"


@pytest.mark.parametrize(
    ("topic", "start", "limit", "law"),
    [
        ("first_review", ENTERED, ("limit: {within: {weeks: 6}}", "due_on: 2026-02-16"), "EN-REVIEW-1"),
        ("first_review", UNPLANNED, ("limit: {within: {weeks: 6}}", "due_on: 2026-02-16"), "EN-REVIEW-1"),
        ("permanence_plan", ENTERED, ("limit: {by_review: 3}", "due_on: 2026-11-02"), "EN-PLAN-BY-REVIEW-2"),
        ("visit", PLACED, ("repeats: {every: {weeks: 2}}", "due_on: 2026-01-19"), "EN-ADOPT-VISIT"),
        (
            "adoption_application",
            PLACED,
            ("limit: {not_before: {weeks: 9}}", "earliest_on: 2026-03-09"),
            "EN-LODGE-10W",
        ),
        ("adoption_review", PLACED, (FIVE_WEEKS, "due_on: 2026-02-09"), "EN-ADOPT-REVIEW-1"),
    ],
)
def test_a_rule_that_gives_more_time_than_the_law_must_say_so(
    tmp_path: Path, topic: str, start: str, limit: tuple[str, str], law: str
) -> None:
    text = HEAD.replace("title:", "based_on: england\ntitle:")
    text += LAX.format(topic=topic, start=start, timing=limit[0], worked=limit[1])
    sentence = refused(tmp_path, text)
    assert f"BOR-LAX-1 gives more time than {law} for the same thing" in sentence
    path = tmp_path / "borough.yaml"
    path.write_text(text.replace("  clause:", SAID), encoding="utf-8")
    assert read_policy(path).name == "borough"


@pytest.mark.parametrize(
    ("topic", "start", "timing", "worked"),
    [
        ("first_review", ENTERED, "limit: {within: {weeks: 2}}", "due_on: 2026-01-19"),
        ("visit", PLACED, "repeats: {every: {days: 5}}", "due_on: 2026-01-10"),
        ("adoption_application", PLACED, "limit: {not_before: {weeks: 11}}", "earliest_on: 2026-03-23"),
        ("tea", ENTERED, "limit: {within: {weeks: 6}}", "due_on: 2026-02-16"),
    ],
)
def test_a_rule_that_is_as_strict_as_the_law_or_times_something_else_loads(
    tmp_path: Path, topic: str, start: str, timing: str, worked: str
) -> None:
    path = tmp_path / "borough.yaml"
    text = LAX.format(topic=topic, start=start, timing=timing, worked=worked)
    path.write_text(HEAD.replace("title:", "based_on: england\ntitle:") + text, encoding="utf-8")
    assert read_policy(path).name == "borough"


def test_an_unknown_pack_is_answered_with_the_nearest() -> None:
    with pytest.raises(NotKnown, match="did you mean warrington"):
        load_pack("warington")


def test_a_number_is_read_by_name() -> None:
    assert load_pack("warrington").limit("max_shortlist") == 3
    assert load_pack("surrey").limit("agency_carer_review_max_age_months") == 6
    assert load_pack("surrey").limit("private_fostering_days") == 28
    with pytest.raises(KeyError, match="max_shortlist"):
        load_pack("surrey").limit("max_shortlist")
