"""Pre-proceedings over HTTP: letters with what is missing, plan and minutes kept, and one child from start to end."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import docx
import pytest

from shared.clock import FixedClock
from shared.testing.world import World
from tests.gateway.browser import Browser
from tests.gateway.office import Office
from tests.gateway.panel import EVERY_PAPER, LEGAL_ACTION

WORKER, MANAGER, CHAIR, LAWYER = "social_worker", "team_manager", "gateway_chair", "legal_adviser"
HEAD = "head_of_service"
EVERY_PART = [
    "realistic_timescales",
    "impact_on_children",
    "expectations_of_parents",
    "issues_addressed",
    "assessments_recorded",
]


class Family:
    """A family for which the panel decided on pre-proceedings on 31 March 2026."""

    def __init__(self, office: Office, child: UUID) -> None:
        self.office, self.child = office, child
        self.at = f"/children/{child}"

    async def does(self, path: str, on: str, role: str, **body: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
        return await self.office.done(f"{self.at}/{path}", {"on": f"2026-{on}", **body}, role=role)

    async def cannot(self, path: str, on: str, role: str, *, status: int = 409, **body: Any) -> str:  # noqa: ANN401 - JSON
        asked = {"on": f"2026-{on}", **body}
        return await self.office.refusal(f"{self.at}/{path}", asked, role=role, status=status)

    async def decides(self, on: str, outcome: str, **body: Any) -> None:  # noqa: ANN401 - JSON
        """The panel decides on a referral for it."""
        purpose = body.pop("purpose", "threshold")
        referral = {"panel_date": f"2026-{on}", "purpose": purpose, "urgent": True, "papers": body.pop("papers", [])}
        await self.does("referrals", on, WORKER, **referral)
        await self.does("decisions", on, CHAIR, **{"outcome": outcome, **LEGAL_ACTION, **body})

    async def reads(self) -> dict[str, Any]:
        found: dict[str, Any] = await self.office.read(f"{self.at}/pre-proceedings")
        return found


@pytest.fixture
async def family(office: Office, clock: FixedClock) -> Family:
    clock.moment = datetime(2026, 4, 1, 9, tzinfo=UTC)
    made = Family(office, uuid4())
    await made.does("registration", "03-02", WORKER, authority="warrington", date_of_birth="2021-03-01")
    await made.decides("03-31", "pre_proceedings", review_on="2026-07-21", papers=EVERY_PAPER)
    return made


async def words_of(told: dict[str, Any], world: World) -> str:
    """What a letter says that was drafted."""
    paper = await world.get("gateway", f"/documents/{told['document']['document_id']}/content", role=WORKER)
    return "\n".join(each.text for each in docx.Document(BytesIO(paper.content)).paragraphs)


async def test_a_letter_is_drafted_with_what_is_known_and_says_what_is_not(family: Family, world: World) -> None:
    office = family.office
    mother = await office.meet(given_names="Mara", family_name=f"Quill{uuid4().hex[:6]}", address=["2 Made-up Mews"])
    await office.done(f"{family.at}/family", {"on": "2026-03-31", "person_id": str(mother), "relationship": "mother"})
    told = await family.does(
        "letter/draft", "04-02", WORKER, to=str(mother), concerns=["Ada misses school"], meeting_on="2026-04-14"
    )
    assert "social worker name" in told["missing"]
    assert "parent name" not in told["missing"]
    (drafted,) = told["recorded"]
    assert drafted["data"]["document_id"] == told["document"]["document_id"]
    words = await words_of(told, world)
    assert "Dear Mara Quill" in words
    assert "2 Made-up Mews" in words
    assert "14 April 2026" in words
    assert "<social worker name>" in words
    assert "Mara" not in str(told["recorded"])


async def test_a_letter_goes_to_somebody_of_the_family(family: Family) -> None:
    sentence = await family.cannot("letter/draft", "04-02", WORKER, to=str(uuid4()))
    assert "somebody who is not of the child's family here; record who that is first" in sentence


async def test_nothing_is_drafted_where_no_letter_can_be(office: Office) -> None:
    child = Family(office, await office.register())
    assert "must agree them first" in await child.cannot("letter/draft", "04-02", WORKER)
    assert "not for care proceedings" in await child.cannot("immediate-issue-letter/draft", "04-02", WORKER)
    assert await office.read(f"{child.at}/documents") == []


async def test_the_immediate_issue_letter_is_drafted_and_delivered(family: Family, world: World) -> None:
    await family.decides("04-28", "care_proceedings", threshold_met=True)
    told = await family.does("immediate-issue-letter/draft", "04-28", WORKER)
    assert told["recorded"] == []
    assert "court name" in told["missing"]
    assert "On 28 April 2026 our managers" in await words_of(told, world)
    assert "We have worked with you in pre-proceedings" in await words_of(told, world)
    letter = told["document"]["document_id"]
    await family.does("immediate-issue-letter/delivered", "04-29", WORKER, document_id=letter)
    assert [(step["step"], step["document_id"]) for step in (await family.reads())["steps"]] == [
        ("immediate_issue_letter_delivered", letter)
    ]


async def parents_of(family: Family) -> tuple[str, str]:
    """A mother and a father who hold parental responsibility."""
    found = []
    for relationship in ("mother", "father"):
        person = str(await family.office.meet(given_names=relationship, family_name=f"Quill{uuid4().hex[:6]}"))
        member = {"person_id": person, "relationship": relationship, "parental_responsibility": True}
        await family.office.done(f"{family.at}/family", {"on": "2026-03-31", **member})
        found.append(person)
    return found[0], found[1]


async def test_each_parent_has_a_letter_and_the_page_says_who_has_none(family: Family, world: World) -> None:
    mother, father = await parents_of(family)
    await family.does("letter/draft", "04-01", WORKER, to=mother)
    await family.does("letter/sent", "04-01", WORKER, to=mother)
    worker = await Browser(world, WORKER).open(family.at)
    assert "No letter sent to father Quill" in worker.text
    assert "somebody who is not of the child's family" in await family.cannot(
        "letter/sent", "04-01", WORKER, to=str(uuid4())
    )
    await family.does("letter/sent", "04-01", WORKER, to=father)
    assert "No letter sent to" not in (await worker.open(family.at)).text


async def test_the_history_says_to_whom_a_letter_went_and_leads_to_it(family: Family, world: World) -> None:
    mother, _ = await parents_of(family)
    letter = (await family.does("letter/draft", "04-01", WORKER, to=mother))["document"]["document_id"]
    await family.does("letter/sent", "04-01", WORKER, to=mother, document_id=letter)
    worker = await Browser(world, WORKER).open(family.at)
    assert worker.text.count("To mother Quill") == 2
    for happened in ("Letter before proceedings drafted", "Letter before proceedings sent"):
        assert (f"the letter, {happened}", f"/documents/{letter}/content") in worker.links()
    agency = await Browser(world, "agency_decision_maker").open(family.at)
    assert agency.text.count("To Mother (name not shown)") == 2
    assert "Quill" not in agency.text


async def test_the_immediate_issue_letter_reaches_each_parent_once(family: Family) -> None:
    mother, father = await parents_of(family)
    await family.decides("04-28", "care_proceedings", threshold_met=True, **LEGAL_ACTION)
    await family.does("immediate-issue-letter/delivered", "04-29", WORKER, to=mother)
    assert "name another parent" in await family.cannot("immediate-issue-letter/delivered", "04-29", WORKER, to=mother)
    await family.does("immediate-issue-letter/draft", "04-29", WORKER, to=father)
    await family.does("immediate-issue-letter/delivered", "04-30", WORKER, to=father)


async def test_the_invitation_to_the_meeting_is_drafted_as_a_document(family: Family) -> None:
    told = await family.does("meeting-invitation/draft", "04-02", WORKER, meeting_on="2026-04-14", concerns=["School"])
    assert told["document"]["kind"] == "pre_proceedings_meeting_invitation"
    assert "meeting place" in told["missing"]


async def test_a_plan_says_what_it_lacks_and_its_text_is_a_note(family: Family) -> None:
    told = await family.does("pre-proceedings-plan", "04-02", WORKER, parts=EVERY_PART[:4], text="Ada goes to school.")
    assert told["missing"] == ["All assessments that are being completed"]
    assert "Ada goes to school." not in str(told["recorded"])
    plan = (await family.reads())["plan"]
    assert [part["stated"] for part in plan["parts"]] == [True, True, True, True, False]
    note = await family.office.read(f"/notes/{plan['note_id']}")
    assert note["text"] == "Ada goes to school."
    assert "you cannot" in await family.cannot("pre-proceedings-plan/approval", "04-02", WORKER, status=403)


async def test_minutes_of_meetings_are_notes(family: Family) -> None:
    await family.does("legal-planning-meetings", "04-02", LAWYER, minutes="Threshold is met on neglect.")
    await family.does("letter/draft", "04-02", WORKER)
    await family.does("letter/sent", "04-07", WORKER)
    await family.does("pre-proceedings-meetings", "04-14", MANAGER, minutes="The parents agree.")
    steps = (await family.reads())["steps"]
    texts = [(await family.office.read(f"/notes/{step['note_id']}"))["text"] for step in steps if step["note_id"]]
    assert texts == ["Threshold is met on neglect.", "The parents agree."]


async def test_a_document_of_another_child_is_refused(family: Family, office: Office) -> None:
    other = Family(office, uuid4())
    await other.does("registration", "03-02", WORKER, authority="warrington", date_of_birth="2021-03-01")
    await other.decides("03-31", "pre_proceedings", papers=EVERY_PAPER)
    theirs = (await other.does("letter/draft", "04-02", WORKER))["document"]["document_id"]
    await family.does("letter/draft", "04-02", WORKER)
    assert "of another case" in await family.cannot("letter/sent", "04-07", WORKER, document_id=theirs)
    unknown = await family.cannot("letter/sent", "04-07", WORKER, document_id=str(uuid4()), status=404)
    assert "no document" in unknown


async def test_an_exception_report_says_something(family: Family) -> None:
    assert "give its text or its document" in await family.cannot("exception-reports", "07-07", MANAGER)


async def test_an_exception_report_reaches_the_director(family: Family, world: World) -> None:
    await family.does("exception-reports", "04-01", MANAGER, text="The expert cannot report before August.")
    (notice,) = [
        one
        for one in await family.office.read("/director/notices", role="director")
        if one["child_id"] == str(family.child)
    ]
    assert (notice["reported_on"], notice["director_told_on"]) == ("2026-04-01", None)
    director = await Browser(world, "director").open("/")
    assert "Exception report: pre-proceedings run over: The expert cannot report before August." in director.text


async def test_an_assessment_says_of_whom_it_is_and_what_where_no_kind_says_it(family: Family, world: World) -> None:
    mother, _ = await parents_of(family)
    at, due = "pre-proceedings-assessments", dict[str, Any](due_on="2026-06-30")
    assert "say what is to be assessed" in await family.cannot(at, "04-01", WORKER, kind="other", **due)
    stranger: dict[str, Any] = {"kind": "viability", "subject_id": str(uuid4()), **due}
    assert "record who that is first" in await family.cannot(at, "04-01", WORKER, **stranger)
    told = await family.does(
        at, "04-01", WORKER, kind="other", what="Capacity to instruct a solicitor.", subject_id=mother, **due
    )
    assert "solicitor" not in str(told["recorded"])
    await family.does(at, "04-01", WORKER, kind="psychological", subject_id=str(family.child), **due)
    page = await Browser(world, WORKER).open(family.at)
    assert "Other: Capacity to instruct a solicitor." in page.text
    lawyer = await Browser(world, LAWYER).open(f"{family.at}/{at}/finalised/form")
    assert "Other of mother Quill" in lawyer.text
    (other, of_child) = (await family.reads())["assessments"]
    assert (other["subject_id"], of_child["subject_id"]) == (mother, str(family.child))
    await family.does(f"{at}/finalised", "04-01", LAWYER, assessment_id=other["assessment_id"])
    assert [one["finalised_on"] for one in (await family.reads())["assessments"]] == ["2026-04-01", None]


async def test_the_head_of_service_reviews_the_child_past_week_16(
    family: Family, world: World, clock: FixedClock
) -> None:
    review: dict[str, Any] = {"findings": "The psychologist is late; legal asks for the report by Friday."}
    assert "you cannot" in await family.cannot("pre-proceedings-reviews", "04-01", MANAGER, status=403, **review)
    assert "check it" in await family.cannot("pre-proceedings-reviews", "03-30", HEAD, **review)
    await family.cannot("pre-proceedings-reviews", "04-01", HEAD, status=422)
    clock.moment = datetime(2026, 8, 20, 9, tzinfo=UTC)
    (due,) = [one for one in (await family.reads())["due"] if one["rule_id"] == "WAR-PP-HOS-REVIEW"]
    assert (due["due_on"], due["state"]) == ("2026-08-22", "due_soon")
    head = await Browser(world, HEAD).open(family.at)
    assert "Record the Head of Service's review" in head.text
    told = await family.does("pre-proceedings-reviews", "08-20", HEAD, **review)
    assert "psychologist" not in str(told["recorded"])
    found = await family.reads()
    assert found["steps"][-1]["step"] == "review_by_head_of_service"
    assert [one["due_on"] for one in found["due"] if one["rule_id"] == "WAR-PP-HOS-REVIEW"] == [
        "2026-08-22",
        "2026-09-20",
    ]
    assert "The psychologist is late" in (await head.open(family.at)).text


async def test_the_head_of_service_may_look_before_week_16_and_only_at_pre_proceedings(
    family: Family, office: Office
) -> None:
    await family.does("pre-proceedings-reviews", "04-01", HEAD, findings="On track.")
    child = Family(office, await office.register())
    sentence = await child.cannot("pre-proceedings-reviews", "04-01", HEAD, findings="On track.")
    assert "must agree them first" in sentence


async def test_from_the_decision_to_the_step_down(family: Family, clock: FixedClock) -> None:
    await family.does("letter/draft", "04-02", WORKER)
    await family.does("letter/sent", "04-07", WORKER)
    await family.does("legal-planning-meetings", "04-02", LAWYER)
    await family.does("pre-proceedings-meetings", "04-14", MANAGER)
    await family.does("pre-proceedings-plan", "04-07", WORKER, parts=EVERY_PART)
    await family.does("pre-proceedings-plan/approval", "04-08", "service_manager", version=1)
    told = await family.does("pre-proceedings-assessments", "04-08", WORKER, kind="parenting", due_on="2026-06-30")
    assessment = told["recorded"][0]["data"]["assessment_id"]
    clock.moment = datetime(2026, 7, 14, 9, tzinfo=UTC)
    await family.does("exception-reports", "07-07", MANAGER, text="Therapy began late; eight weeks more.")
    terms = {"extension_purpose": "recommended_therapy", "reasons": "The therapist asks for it."}
    await family.decides("07-14", "extension", extended_until="2026-09-15", **terms)
    assert (await family.reads())["until"] == "2026-09-15"
    clock.moment = datetime(2026, 9, 15, 9, tzinfo=UTC)
    await family.does("referrals", "09-15", WORKER, panel_date="2026-09-15", purpose="end_pre_proceedings", urgent=True)
    down: dict[str, Any] = {"outcome": "step_down", "step_down_to": "child_protection_plan", **LEGAL_ACTION}
    sentence = await family.cannot("decisions", "09-15", CHAIR, **down)
    assert "still missing: the parenting assessment agreed on 8 April 2026" in sentence
    finalised = {"assessment_id": assessment}
    await family.does("pre-proceedings-assessments/finalised", "09-14", LAWYER, **finalised)
    await family.does("decisions", "09-15", CHAIR, **down)
    await family.does("pre-proceedings-meetings", "09-17", MANAGER, kind="final")
    found = await family.reads()
    assert (found["ended_on"], found["outcome"], found["step_down_to"]) == (
        "2026-09-15",
        "step_down",
        "child_protection_plan",
    )
    assert [each["finalised_on"] for each in found["assessments"]] == ["2026-09-14"]
    assert found["extensions"][0]["purpose"] == "recommended_therapy"
