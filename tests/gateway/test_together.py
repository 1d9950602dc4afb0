"""Brothers and sisters together: what concerns the family is said once and recorded of each child, or of none."""

from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import docx
import pytest

from shared.calendar import words_of_day
from shared.testing.world import World
from tests.gateway.browser import Browser
from tests.gateway.cabinet import Cabinet
from tests.gateway.office import Office, reference_of
from tests.gateway.panel import EVERY_PAPER, LEGAL_ACTION, Panel, facts

WORKER, MANAGER, LAWYER = "social_worker", "team_manager", "legal_adviser"


class Siblings:
    """Ada, Ben and a child who is not born yet, of one family; their mother is Mara."""

    def __init__(self, office: Office, panel: Panel) -> None:
        self.office, self.panel = office, panel
        self.children: list[UUID] = []
        self.name = f"Q{uuid4().hex}"

    async def known(self) -> "Siblings":
        """They are registered as one group, and were referred together."""
        for given, born in (("Ada", -500), ("Ben", -1200)):
            details = {"given_names": given, "family_name": self.name}
            self.children.append(await self.panel.register(details=details, date_of_birth=self.panel.on(born)))
        self.children.append(await self.panel.register(expected_date_of_birth=self.panel.on(60)))
        group = {"brothers_and_sisters": self.others}
        await self.panel.done(f"{self.at}/siblings", 0, WORKER, **group)
        await self.panel.sitting(8)
        await self.panel.refer(self.children[0], with_children=self.others, papers=EVERY_PAPER)
        self.panel.today(8)
        return self

    async def decided(self, *children: UUID, outcome: str = "pre_proceedings") -> None:
        """The panel decides so for these."""
        for child in children:
            await self.panel.decide(child, 8, outcome, **LEGAL_ACTION)

    async def do(self, path: str, role: str, **body: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
        """Have a step recorded of Ada, and the same of the others."""
        return await self.panel.done(f"{self.at}/{path}", 8, role, with_children=self.others, **body)

    async def cannot(self, path: str, role: str, **body: Any) -> str:  # noqa: ANN401 - JSON
        """Ask for a step of all three that is refused; answer the sentence."""
        return await self.panel.refusal(f"{self.at}/{path}", 8, role, **{"with_children": self.others} | body)

    async def entries(self) -> list[int]:
        """How many entries each child has."""
        return [len(await self.office.read(f"/children/{child}/entries")) for child in self.children]

    async def papers(self) -> list[list[dict[str, Any]]]:
        """Each child's documents."""
        return [await self.office.read(f"/children/{child}/documents") for child in self.children]

    @property
    def at(self) -> str:
        """Ada's path."""
        return f"/children/{self.children[0]}"

    @property
    def others(self) -> list[str]:
        """All but Ada."""
        return [str(child) for child in self.children[1:]]


@pytest.fixture
async def siblings(office: Office, panel: Panel) -> Siblings:
    """Three children of one family who are before the panel today."""
    return await Siblings(office, panel).known()


def children_of(told: dict[str, Any], name: str) -> list[UUID]:
    """Of which children an answer tells this."""
    return [UUID(fact["child_id"]) for fact in facts(told, name)]


async def test_a_letter_for_three_goes_out_and_proceedings_are_issued_under_one_number(
    siblings: Siblings, world: World
) -> None:
    await siblings.decided(*siblings.children)
    drafted = await siblings.do("letter/draft", WORKER, concerns=["The children miss meals"])
    assert children_of(drafted, "pre_proceedings_letter_drafted") == siblings.children
    papers = await siblings.papers()
    assert [[one["kind"] for one in each] for each in papers] == [["letter_before_proceedings"]] * 3
    assert len({one["sha256"] for each in papers for one in each}) == 1
    for each in papers:
        paper = await world.get("gateway", f"/documents/{each[0]['document_id']}/content", role=WORKER)
        words = "\n".join(one.text for one in docx.Document(BytesIO(paper.content)).paragraphs)
        assert f"about Ada {siblings.name}, Ben {siblings.name} and your unborn child" in words
        assert f"Ben {siblings.name}, date of birth {words_of_day(siblings.panel.day(-1200))}" in words
        assert f"your unborn child, date of birth expected on {words_of_day(siblings.panel.day(60))}" in words
    sent = await siblings.do("letter/sent", WORKER, document_id=drafted["document"]["document_id"])
    own = [each[0]["document_id"] for each in papers]
    assert [fact["document_id"] for fact in facts(sent, "pre_proceedings_letter_sent")] == own
    await siblings.office.done(f"/children/{siblings.children[2]}/birth", {"on": siblings.panel.on(0)})
    await siblings.panel.refer(siblings.children[0], 8, with_children=siblings.others, urgent=True)
    await siblings.decided(*siblings.children, outcome="care_proceedings")
    issued = await siblings.do("proceedings", LAWYER, court_case_number="WA26C50321")
    assert children_of(issued, "proceedings_issued") == siblings.children
    for child in siblings.children:
        (court,) = await siblings.office.read(f"/children/{child}/proceedings")
        assert court["court_case_number"] == "WA26C50321"


async def test_where_one_is_not_in_pre_proceedings_nothing_is_recorded_of_any(siblings: Siblings, world: World) -> None:
    ada, ben, unborn = siblings.children
    await siblings.decided(ada, ben)
    before = await siblings.entries()
    for path, role, body in (
        ("letter/draft", WORKER, {}),
        ("exception-reports", "team_manager", {"text": "The expert cannot report before August."}),
    ):
        said = await siblings.cannot(path, role, **body)
        assert said.startswith(f"{await reference_of(world, unborn)}: ")
        assert said.endswith("; or leave it out and record it for that child alone")
    assert await siblings.entries() == before
    assert await siblings.papers() == [[], [], []]
    assert [Cabinet(world, f"/children/{child}").papers() for child in siblings.children] == [0, 0, 0]
    told = await siblings.panel.done(f"{siblings.at}/letter/draft", 8, WORKER, with_children=[str(ben)])
    assert children_of(told, "pre_proceedings_letter_drafted") == [ada, ben]


async def test_a_refusal_of_the_child_itself_is_told_as_ever(siblings: Siblings) -> None:
    assert ": " not in await siblings.cannot("letter/draft", WORKER)


async def test_only_brothers_and_sisters_are_named_and_each_once(siblings: Siblings) -> None:
    await siblings.decided(*siblings.children)
    stranger = await siblings.panel.register()
    said = await siblings.cannot("letter/draft", WORKER, with_children=[str(stranger)])
    whose = await reference_of(siblings.office.world, stranger)
    assert said.startswith(f"{whose}: this is no brother or sister of the child here")
    twice = await siblings.cannot("letter/draft", WORKER, with_children=siblings.others[:1] * 2)
    itself = await siblings.cannot("letter/draft", WORKER, with_children=[str(siblings.children[0])])
    assert "a child is named twice; name each brother and sister once, and not the child itself" in twice
    assert itself == twice
    nobody = {"on": siblings.panel.on(8), "with_children": [str(uuid4())]}
    await siblings.office.refusal(f"{siblings.at}/letter/draft", nobody, status=404)


async def test_a_letter_goes_to_somebody_of_every_childs_family(siblings: Siblings) -> None:
    await siblings.decided(*siblings.children)
    mother = await siblings.office.meet(given_names="Mara", family_name=siblings.name)
    member = {"person_id": str(mother), "relationship": "mother"}
    for child in siblings.children[:2]:
        await siblings.panel.done(f"/children/{child}/family", 8, WORKER, **member)
    said = await siblings.cannot("letter/draft", WORKER, to=str(mother))
    unborn = await reference_of(siblings.office.world, siblings.others[1])
    assert said.startswith(f"{unborn}: the letter goes to somebody who is not")


async def test_what_differs_between_the_children_is_left_for_somebody_to_say(siblings: Siblings) -> None:
    ada, ben, _ = siblings.children
    await siblings.decided(*siblings.children)
    assessment = {"kind": "parenting", "due_on": siblings.panel.on(60)}
    await siblings.panel.done(f"/children/{ada}/pre-proceedings-assessments", 8, WORKER, **assessment)
    told = await siblings.do("letter/draft", WORKER)
    assert not {"assessment", "decision", "decided on"} & set(told["missing"])
    later = assessment | {"due_on": siblings.panel.on(70)}
    await siblings.panel.done(f"/children/{ben}/pre-proceedings-assessments", 8, WORKER, **later)
    told = await siblings.do("letter/draft", WORKER)
    assert "assessment" in told["missing"]


async def test_minutes_are_on_each_childs_own_record(siblings: Siblings) -> None:
    await siblings.decided(*siblings.children)
    told = await siblings.do("legal-planning-meetings", LAWYER, minutes="Threshold is met on neglect.")
    held = facts(told, "legal_planning_meeting_held")
    assert len({fact["note_id"] for fact in held}) == 3
    for child, fact in zip(siblings.children, held, strict=True):
        note = await siblings.office.read(f"/notes/{fact['note_id']}")
        assert (note["case_id"], note["text"]) == (str(child), "Threshold is met on neglect.")


async def test_a_document_that_is_not_on_a_sisters_record_is_added_there_first(
    siblings: Siblings, world: World
) -> None:
    await siblings.decided(*siblings.children)
    kept = [await Cabinet(world, f"/children/{child}").kept(kind="exception_report") for child in siblings.children[:2]]
    named = {"document_id": kept[0]["document_id"]}
    said = await siblings.cannot("exception-reports", MANAGER, **named)
    unborn = await reference_of(world, siblings.others[1])
    assert said.startswith(f"{unborn}: the document is not on this child's own record; add")
    kept.append(await Cabinet(world, f"/children/{siblings.others[1]}").kept(kind="exception_report"))
    told = await siblings.do("exception-reports", MANAGER, **named)
    assert [fact["document_id"] for fact in facts(told, "exception_report_made")] == [
        one["document_id"] for one in kept
    ]


async def test_on_a_page_brothers_and_sisters_are_ticked(siblings: Siblings, world: World) -> None:
    await siblings.decided(*siblings.children, outcome="care_proceedings")
    adviser = Browser(world, LAWYER)
    await (await adviser.open(siblings.at)).follow("Record that proceedings were issued")
    boxes = adviser.form.xpath(".//input[@name='with_children']")
    assert sorted(box.get("value") for box in boxes) == sorted(siblings.others)
    assert not [box for box in boxes if box.checked]
    adviser.tick("with_children", siblings.others[0]).write(application="care", court_case_number="WA26C50323")
    await adviser.press("Record")
    assert adviser.status == 200, adviser.text
    await adviser.follow("Record a listed hearing")
    adviser.tick("with_children", *siblings.others).write(kind="case_management", hearing_on=siblings.panel.on(20))
    await adviser.press("Record")
    assert adviser.status == 409
    assert f"{await reference_of(world, siblings.others[1])}: no proceedings are open" in adviser.text
    ticked = [box.get("value") for box in adviser.form.xpath(".//input[@name='with_children']") if box.checked]
    assert sorted(ticked) == sorted(siblings.others)
    for child in siblings.children[:2]:
        (court,) = await siblings.office.read(f"/children/{child}/proceedings")
        assert court["hearings"] == []


async def test_a_child_without_brothers_or_sisters_is_not_asked_about_them(world: World, panel: Panel) -> None:
    child = await panel.register()
    adviser = Browser(world, LAWYER)
    await adviser.open(f"/children/{child}/letter/draft/form")
    assert "The same for" not in adviser.text
