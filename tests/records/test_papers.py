"""Papers and notes in planning and family finding: kept, read by few, and told to nobody else."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest
from obstore.store import MemoryStore

from services.family_finding.main import plan as family_finding
from services.planning.main import plan as planning
from shared.messaging.unit_of_work import EVERY_AUTHORITY
from shared.records.notes import Notes
from shared.settings import Settings
from shared.testing.world import World
from shared.vault import new_key
from shared.web.app import Plan, create_app
from shared.web.development import development_keys
from tests.gateway.browser import Browser
from tests.gateway.cabinet import PDF, WARRINGTON, Cabinet

FILE = ("Report about Ada.pdf", PDF, "application/pdf")


@dataclass(frozen=True)
class Room:
    """A kind of case that keeps papers: where, who keeps and reads them, who sees the case alone, and what it offers.

    `reads` precedes the addresses at which its papers are read by id.
    """

    service: str
    cases: str
    keeper: str
    reader: str
    stranger: str
    offered: str
    reads: str = ""

    async def of(self, world: World) -> Cabinet:
        """The cabinet of a fresh case."""
        case = uuid4()
        if self.cases == "/families":
            body: dict[str, Any] = {"on": "2026-01-05", "authority": "warrington", "kinds": ["adopters"]}
            path = f"/families/{case}/registration"
            answer = await world.post("family_finding", path, body, role="family_finding_manager")
        else:
            body = {"on": "2026-01-05", "authority": "warrington", "date_of_birth": "2025-11-02"}
            answer = await world.post("gateway", f"/children/{case}/registration", body, role="social_worker")
        assert answer.status_code == 201, answer.text
        await world.settle()
        return Cabinet(world, f"{self.cases}/{case}", self.service)


PLANNING = Room("planning", "/children", "social_worker", "iro", "virtual_school", "planning_meeting_minutes")
SEARCH = Room("family_finding", "/children", "social_worker", "iro", "adopters_social_worker", "child_profile")
FAMILIES = Room(
    "family_finding",
    "/families",
    "fostering_social_worker",
    "panel_member",
    "iro",
    "prospective_adopters_report",
    reads="/families",
)
ROOMS = (PLANNING, SEARCH, FAMILIES)
EVERY_ROOM = pytest.mark.parametrize("room", ROOMS, ids=lambda room: f"{room.service}{room.cases}")


@EVERY_ROOM
async def test_a_paper_is_kept_version_by_version_and_read_by_those_who_may(world: World, room: Room) -> None:
    cabinet = await room.of(world)
    first = await cabinet.kept(role=room.keeper, kind=room.offered, dated="2026-01-06")
    await cabinet.kept(PDF + b" and more", role=room.keeper, kind=room.offered)
    assert (first["kind"], first["version"], first["dated"]) == (room.offered, 1, "2026-01-06")
    listed = (await cabinet.read(f"{cabinet.case}/documents", role=room.reader)).json()
    assert [(one["kind"], one["version"]) for one in listed] == [(room.offered, 1), (room.offered, 2)]
    found = f"{room.reads}/documents/{first['document_id']}"
    assert (await cabinet.read(found, role=room.reader)).json() == first
    assert (await cabinet.read(f"{found}/content", role=room.reader)).content == PDF


@EVERY_ROOM
async def test_who_sees_the_case_neither_keeps_nor_reads_its_papers_by_that(world: World, room: Room) -> None:
    cabinet = await room.of(world)
    document = await cabinet.kept(role=room.keeper)
    assert (await cabinet.read(cabinet.case, role=room.stranger)).status_code == 200
    assert (await cabinet.keep(role=room.stranger)).status_code == 403
    for path in (
        f"{cabinet.case}/documents",
        f"{room.reads}/documents/{document['document_id']}",
        f"{room.reads}/documents/{document['document_id']}/content",
        f"{room.reads}/notes/{uuid4()}",
    ):
        assert (await cabinet.read(path, role=room.stranger)).status_code == 403
    assert cabinet.papers() == 1


@EVERY_ROOM
async def test_another_authority_sees_and_keeps_nothing(world: World, room: Room) -> None:
    cabinet = await room.of(world)
    document = await cabinet.kept(role=room.keeper)
    theirs: dict[str, Any] = {"role": room.keeper, "authority": "trafford"}
    assert (await cabinet.keep(**theirs)).status_code == 404
    assert (await cabinet.read(f"{cabinet.case}/documents", **theirs)).json() == []
    for path in (f"/documents/{document['document_id']}", f"/documents/{document['document_id']}/content"):
        assert (await cabinet.read(f"{room.reads}{path}", **theirs)).status_code == 404
    assert cabinet.papers() == 1


@EVERY_ROOM
async def test_what_is_kept_is_sealed_where_it_lies_never_changed_and_in_no_event(world: World, room: Room) -> None:
    cabinet = await room.of(world)
    document = UUID((await cabinet.kept(role=room.keeper))["document_id"])
    async with cabinet.store.work(WARRINGTON) as work:
        row = await work.connection.fetchrow("select * from documents where document_id = $1", document)
        assert "Ada" not in str(dict(row))
        assert b"Ada" not in bytes(row["sealed"])
        recorded = await work.connection.fetch("select data from journal where case_id = $1", cabinet.case_id)
        assert "document" not in str([dict(entry) for entry in recorded])
    kept = cabinet.archive._store
    assert isinstance(kept, MemoryStore)
    paper = bytes(kept.get(f"warrington/{cabinet.case_id}/{document}").bytes())
    assert PDF not in paper
    for change in ("update documents set version = 9", "delete from documents", "update notes set purpose = 'x'"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await cabinet.store.pool.execute(change)


@EVERY_ROOM
async def test_a_note_is_sealed_and_read_by_its_id_by_those_who_may(world: World, room: Room) -> None:
    cabinet = await room.of(world)
    async with cabinet.store.work(WARRINGTON, cabinet.case_id) as work:
        note = await Notes(work).write("warrington", cabinet.case_id, "minutes", "Ada is well where she is")
        row = await work.connection.fetchrow("select * from notes where note_id = $1", note)
        assert "Ada" not in str(dict(row))
        assert b"Ada" not in bytes(row["sealed"])
    at = f"{room.reads}/notes/{note}"
    found = (await cabinet.read(at, role=room.reader)).json()
    assert (found["purpose"], found["text"]) == ("minutes", "Ada is well where she is")
    assert (await cabinet.read(at, role=room.keeper, authority="trafford")).status_code == 404


async def test_the_papers_of_a_family_are_not_reached_as_a_childs_nor_a_childs_as_a_familys(world: World) -> None:
    for own, other, told in (
        (SEARCH, FAMILIES, "is registered nowhere here; register it before its papers"),
        (FAMILIES, SEARCH, "this child is not registered here yet; register"),
    ):
        cabinet = await own.of(world)
        document = (await cabinet.kept(role=own.keeper))["document_id"]
        async with cabinet.store.work(WARRINGTON, cabinet.case_id) as work:
            note = await Notes(work).write("warrington", cabinet.case_id, "minutes", "Ada is well where she is")
        for path in (f"/documents/{document}", f"/documents/{document}/content", f"/notes/{note}"):
            answer = await cabinet.read(f"{other.reads}{path}", role=other.reader)
            assert answer.status_code == 404
            assert "nothing of this id is known here; check the id, or where it is to be read" in answer.text
        elsewhere = cabinet.of(f"{other.cases}/{cabinet.case_id}")
        assert (await elsewhere.read(f"{elsewhere.case}/documents", role=other.reader)).json() == []
        refused = await elsewhere.keep(role=other.keeper)
        assert refused.status_code == 404
        assert told in refused.json()["detail"]
        assert cabinet.papers() == 1


@EVERY_ROOM
async def test_a_paper_is_added_on_a_page_and_listed_where_the_case_is_shown(world: World, room: Room) -> None:
    cabinet = await room.of(world)
    worker = Browser(world, room.keeper, service=room.service)
    await (await worker.open(cabinet.case)).follow("Add a paper")
    await worker.press("Add", file=FILE)
    assert worker.status == 422
    assert "Which paper it is: select one" in worker.text
    await worker.write(kind=room.offered, dated="2026-01-06").press("Add", file=FILE)
    assert (worker.status, worker.at.partition("?")[0]) == (200, cabinet.case)
    assert "version 1 Report about Ada.pdf 6 January 2026" in worker.text
    await worker.follow(f"{room.offered.replace('_', ' ').capitalize()}, version 1")
    assert worker.status == 200
    stranger = Browser(world, room.stranger, service=room.service)
    await stranger.open(cabinet.case)
    assert stranger.status == 200
    assert "Report about Ada" not in stranger.text
    assert not [text for text, _ in stranger.links() if "Add a paper" in text]
    assert (await stranger.open(f"{cabinet.case}/documents/form")).status == 403


@pytest.mark.parametrize("plan", [planning, family_finding])
@pytest.mark.parametrize("place", [None, "memory://"])
def test_no_service_starts_where_its_papers_would_not_last(plan: Any, place: str | None) -> None:  # noqa: ANN401
    told = Settings(
        database_url="postgresql://nowhere",
        kafka="nowhere:1",
        token_public_key=development_keys()[1],
        sealing_keys=new_key(),
        documents=place,
    )
    made: Plan = plan()
    with pytest.raises(ValueError, match="set HEARTH_DOCUMENTS to a folder or to s3://bucket/prefix"):
        create_app(made, told)


async def test_each_service_has_its_own(world: World) -> None:
    cabinet = await PLANNING.of(world)
    document = (await cabinet.kept(role="social_worker"))["document_id"]
    for service in ("gateway", "family_finding"):
        answer = await world.get(service, f"/documents/{document}", role="social_worker")
        assert answer.status_code == 404
        store = world.inhabitants[service].app.state.store
        async with store.work(EVERY_AUTHORITY) as work:
            assert not await work.connection.fetchval(
                "select count(*) from documents where case_id = $1", cabinet.case_id
            )
