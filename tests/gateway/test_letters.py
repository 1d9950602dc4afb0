"""Letters to the parents: they say what is known, show what is not, and are kept as they were drafted."""

from datetime import date, time
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docxtpl import DocxTemplate

from services.gateway.letters.facts import FACTS
from services.gateway.letters.to_parents import LETTERS, Letter
from shared.errors import RuleBroken
from shared.letters.build import template_of_words
from shared.letters.drafting import Letters
from shared.letters.filling import _environment, fill

KNOWN: dict[str, Any] = {
    "authority_name": "Warrington Borough Council",
    "office_address": "1 Invented Square, Warrington",
    "written_on": date(2026, 3, 30),
    "parent_name": "Mara Quill",
    "parent_address": "2 Made-up Mews",
    "children": [
        {"child_name": "Ada Quill", "date_of_birth": date(2020, 3, 1)},
        {"child_name": "Ben Quill", "date_of_birth": date(2023, 11, 12)},
    ],
    "decided_on": date(2026, 3, 24),
    "worked_with_before": False,
    "concerns": ["Ada misses school", "Ben is left alone"],
    "help_given": ["a family support worker since October"],
    "expectations": ["bring Ada to school every day"],
    "support_offered": ["visit you every week"],
    "assessments_agreed": True,
    "assessments": [{"assessment": "a parenting assessment", "assessment_due_on": date(2026, 6, 1)}],
    "review_on": date(2026, 7, 14),
    "meeting_on": date(2026, 4, 7),
    "meeting_time": time(14, 30),
    "meeting_place": "the Family Centre",
    "application": "a care order",
    "court_name": "Warrington",
    "solicitors_list": "Children Panel, Cheshire",
    "social_worker_name": "Noor Worker",
    "social_worker_phone": "01925 496 0000",
    "team_manager_name": "Theo Manager",
    "team_name": "Safeguarding 1",
    "legal_adviser_name": "Lea Adviser",
    "legal_adviser_phone": "01925 496 0002",
}
EVERY_LETTER = pytest.mark.parametrize("letter", Letter)


def words(word_file: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(word_file)).paragraphs)


def own_template(*paragraphs: str) -> bytes:
    """A template as somebody wrote it in Word."""
    made, template = BytesIO(), docx.Document()
    for paragraph in paragraphs:
        template.add_paragraph(paragraph)
    template.save(made)
    return made.getvalue()


def filled(letter: Letter, **changes: Any) -> tuple[str, tuple[str, ...]]:  # noqa: ANN401 - any fact
    content, missing = fill(LETTERS.template_of(letter, "warrington"), KNOWN | changes)
    return words(content), missing


@EVERY_LETTER
def test_a_letter_of_which_all_is_known_lacks_nothing(letter: Letter) -> None:
    said, missing = filled(letter)
    assert missing == ()
    assert "<" not in said
    for fact in ("Mara Quill", "30 March 2026", "Ada Quill", "1 March 2020", "Theo Manager"):
        assert fact in said


def test_the_letter_before_proceedings_says_what_must_change_and_by_when() -> None:
    said, _ = filled(Letter.BEFORE_PROCEEDINGS)
    for fact in (
        "On 24 March 2026 our managers and legal advisers met and decided that we should work with you first",
        "Ada misses school",
        "Ben is left alone",
        "a family support worker since October",
        "bring Ada to school every day",
        "visit you every week",
        "a parenting assessment, ready by 1 June 2026",
        "by 14 July 2026",
        "on 7 April 2026 at 2:30pm, at the Family Centre",
        "Lea Adviser",
    ):
        assert fact in said


def test_the_immediate_issue_letter_names_the_court_and_the_order() -> None:
    said, _ = filled(Letter.IMMEDIATE_ISSUE)
    assert "the family court at Warrington" in said
    assert "We are asking for: a care order" in said


def test_the_immediate_issue_letter_says_that_there_was_time_to_work_together_only_where_there_was() -> None:
    at_once, _ = filled(Letter.IMMEDIATE_ISSUE)
    assert "Ada Quill and Ben Quill cannot wait while we try other ways first" in at_once
    after, _ = filled(Letter.IMMEDIATE_ISSUE, worked_with_before=True)
    assert "We have worked with you in pre-proceedings" in after
    assert "Ada Quill and Ben Quill cannot wait any longer" in after
    assert "try other ways first" not in after
    assert all("On 24 March 2026 our managers" in said for said in (at_once, after))


def test_the_invitation_names_day_time_and_place() -> None:
    said, _ = filled(Letter.MEETING_INVITATION)
    assert "Day: 7 April 2026\nTime: 2:30pm\nPlace: the Family Centre" in said


@pytest.mark.parametrize("nothing", [None, "", "  ", []])
def test_a_missing_fact_stands_in_angle_brackets_and_is_listed(nothing: object) -> None:
    said, missing = filled(Letter.BEFORE_PROCEEDINGS, parent_address=nothing, concerns=nothing, review_on=nothing)
    assert missing == ("parent address", "concerns", "review on")
    for fact in missing:
        assert f"<{fact}>" in said


def test_of_several_children_the_one_without_a_date_of_birth_shows() -> None:
    children = [{"child_name": "Ada"}, {"child_name": "Ben", "date_of_birth": "expected on 3 June 2026"}]
    said, missing = filled(Letter.BEFORE_PROCEEDINGS, children=children)
    assert missing == ("date of birth",)
    assert "Ada, date of birth <date of birth>" in said
    assert "Ben, date of birth expected on 3 June 2026" in said
    assert "decide about Ada and Ben" in said


@EVERY_LETTER
def test_a_letter_of_which_nothing_is_known_has_no_blank(letter: Letter) -> None:
    content, missing = fill(LETTERS.template_of(letter, "warrington"), {})
    assert "\n\n" not in words(content)
    asked = DocxTemplate(BytesIO(LETTERS.template_of(letter, "warrington"))).get_undeclared_template_variables(
        _environment({})
    )
    lists = {"children", "assessments"}  # asked for by what their entries have
    lists |= {"assessments_agreed", "worked_with_before"}  # asked for by whether
    assert {name.replace("_", " ") for name in asked - lists} <= set(missing)
    assert {"child name", "date of birth"} <= set(missing)


@EVERY_LETTER
def test_our_templates_ask_for_facts_by_their_names(letter: Letter) -> None:
    template = DocxTemplate(BytesIO(LETTERS.template_of(letter, "warrington")))
    assert template.get_undeclared_template_variables(_environment({})) <= set(FACTS)
    assert set(KNOWN) == set(FACTS)


@EVERY_LETTER
def test_our_templates_are_made_of_their_words(letter: Letter) -> None:
    made = template_of_words((LETTERS.folder / "words" / f"{letter}.txt").read_text("utf-8"))
    ours = (LETTERS.folder / "templates" / f"{letter}.docx").read_bytes()
    assert words(ours) == words(made), "python -m shared.letters.build services/gateway/letters"


def test_the_same_facts_make_the_same_letter_to_the_byte() -> None:
    template = LETTERS.template_of(Letter.BEFORE_PROCEEDINGS, "warrington")
    assert fill(template, KNOWN)[0] == fill(template, KNOWN)[0]


def test_what_somebody_wrote_is_words_and_nothing_else() -> None:
    written = "says <b>no</b> & {{ parent_name }} {% for x in y %}\nand\x00 \x0bmore"
    content, missing = fill(own_template("{{ concern }}"), {"concern": written})
    assert words(content) == "says <b>no</b> & {{ parent_name }} {% for x in y %}\nand more"
    assert missing == ()


@pytest.mark.parametrize(("at", "shown"), [(time(0, 5), "12:05am"), (time(9), "9:00am"), (time(12), "12:00pm")])
def test_times_are_shown_as_people_say_them(at: time, shown: str) -> None:
    assert words(fill(own_template("{{ at }}"), {"at": at})[0]) == shown


def test_an_authority_puts_its_own_template_in_the_place_of_ours(tmp_path: Path) -> None:
    (tmp_path / "templates" / "surrey").mkdir(parents=True)
    for place, said in (("surrey/", "Surrey"), ("", "Ours")):
        written = own_template(f"{said} to {{{{ parent_name }}}}")
        (tmp_path / "templates" / f"{place}immediate_issue_letter.docx").write_bytes(written)
    letters = Letters(tmp_path)
    theirs = letters.template_of(Letter.IMMEDIATE_ISSUE, "surrey")
    ours = letters.template_of(Letter.IMMEDIATE_ISSUE, "warrington")
    assert words(fill(theirs, KNOWN)[0]) == "Surrey to Mara Quill"
    assert words(fill(ours, KNOWN)[0]) == "Ours to Mara Quill"


@pytest.mark.parametrize(
    "template",
    [
        b"no Word file",
        own_template("{{ parent_name"),
        own_template("{{ parent_name | shout }}"),
        own_template("{% for child in children %}"),
        own_template("{{ 1 / 0 }}"),
        own_template("{{ 'a' + 1 }}"),
        own_template("{%p endfor %}"),
    ],
)
def test_a_template_with_a_fault_is_refused_with_what_to_do(template: bytes) -> None:
    with pytest.raises(RuleBroken, match="mend it in Word, then draft the letter again"):
        fill(template, KNOWN)


@pytest.mark.parametrize("reach", ["parent_name.__class__", "parent_name.__class__.__mro__", "named.__globals__"])
def test_a_template_reaches_facts_and_no_code(reach: str) -> None:
    said = words(fill(own_template(f"{{{{ {reach} }}}}"), KNOWN)[0])
    assert said in {"<  class  >", "<  mro  >", "<  globals  >"}
