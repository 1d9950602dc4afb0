"""Documents: papers are kept version by version, read by those allowed, and nobody else is told a word of them."""

import asyncio
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import docx
import httpx
import pytest
from obstore.store import MemoryStore

from services.gateway.domain.matter import LegalMatter
from services.gateway.letters import Letter, draft
from services.gateway.main import plan
from services.gateway.records.notes import Notes
from shared.auth.development import development_keys
from shared.messaging.unit_of_work import EVERY_AUTHORITY, Store
from shared.settings import Settings
from shared.storage import MEBIBYTE
from shared.testing.world import World
from shared.vault import new_key
from shared.web.app import create_app
from shared.web.uploads import KINDS, WORD

PDF = b"%PDF-1.7 an invented chronology"
WARRINGTON = frozenset({"warrington"})


@dataclass
class Desk:
    """A child on Warrington's record, and the desk at which somebody keeps and reads papers."""

    world: World
    child: str

    async def keep(  # noqa: PLR0913 - what an upload consists of
        self,
        content: bytes = PDF,
        *,
        name: str = "Chronology of Ada.pdf",
        media_type: str = "application/pdf",
        role: str = "social_worker",
        authority: str = "warrington",
        key: str | None = None,
        child: str | None = None,
        **fields: str,
    ) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.world.token(role, authority)}"}
        return await self.world.inhabitants["gateway"].client.post(
            f"/children/{child or self.child}/documents",
            files={"file": (name, content, media_type)},
            data={"kind": "chronology"} | fields,
            headers=headers | ({"Idempotency-Key": key} if key else {}),
        )

    async def kept(self, content: bytes = PDF, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - as for `keep`
        answer = await self.keep(content, **more)
        assert answer.status_code == 201, answer.text
        document: dict[str, Any] = answer.json()["document"]
        return document

    async def read(self, path: str, *, role: str = "social_worker", authority: str = "warrington") -> httpx.Response:
        return await self.world.get("gateway", path, role=role, authority=authority)

    async def listed(self, asked: str = "") -> list[tuple[str, int]]:
        answer = await self.read(f"/children/{self.child}/documents{asked}")
        return [(one["kind"], one["version"]) for one in answer.json()]

    @property
    def store(self) -> Store:
        store: Store = self.world.inhabitants["gateway"].app.state.store
        return store


@pytest.fixture
async def desk(world: World) -> Desk:
    child = str(uuid4())
    body = {"on": "2026-03-30", "authority": "warrington", "date_of_birth": "2025-11-02"}
    registered = await world.post("gateway", f"/children/{child}/registration", body, role="social_worker")
    assert registered.status_code == 201, registered.text
    return Desk(world, child)


def papers(desk: Desk) -> int:
    """How many papers the archive has of this child."""
    assert desk.store.archive
    store = desk.store.archive._store
    assert isinstance(store, MemoryStore)
    return sum(len(batch) for batch in store.list(f"warrington/{desk.child}"))


async def test_a_paper_is_kept_with_its_kind_version_day_and_checksum(desk: Desk) -> None:
    document = await desk.kept(dated="2026-03-20")
    assert document["kind"] == "chronology"
    assert document["version"] == 1
    assert document["sha256"] == sha256(PDF).hexdigest()
    assert document["size"] == len(PDF)
    assert document["dated"] == "2026-03-20"
    assert document["file_name"] == "Chronology of Ada.pdf"
    found = await desk.read(f"/documents/{document['document_id']}")
    assert found.json() == document


async def test_the_paper_itself_comes_back_as_a_download(desk: Desk) -> None:
    document = await desk.kept(name="Chronik für Ada \u2013 1.pdf")
    answer = await desk.read(f"/documents/{document['document_id']}/content")
    assert answer.content == PDF
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-length"] == str(len(PDF))
    assert answer.headers["content-disposition"] == (
        "attachment; filename*=UTF-8''Chronik%20f%C3%BCr%20Ada%20%E2%80%93%201.pdf"
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["etag"] == f'"{sha256(PDF).hexdigest()}"'


async def test_a_paper_kept_again_is_a_new_version_and_the_old_one_stays(desk: Desk) -> None:
    first = await desk.kept()
    await desk.kept(b"%PDF-1.7 with a page more")
    same_again = await desk.kept(b"%PDF-1.7 with a page more")
    await desk.kept(kind="genogram")
    assert same_again["version"] == 3
    assert await desk.listed() == [("chronology", 1), ("chronology", 2), ("chronology", 3), ("genogram", 1)]
    assert await desk.listed("?latest=true") == [("chronology", 3), ("genogram", 1)]
    assert await desk.listed("?kind=genogram") == [("genogram", 1)]
    assert (await desk.read(f"/documents/{first['document_id']}/content")).content == PDF


async def test_versions_kept_at_the_same_moment_are_all_kept(desk: Desk) -> None:
    kept = await asyncio.gather(*(desk.kept(PDF + str(number).encode()) for number in range(5)))
    assert sorted(document["version"] for document in kept) == [1, 2, 3, 4, 5]


async def test_the_same_request_under_the_same_key_is_done_once(desk: Desk) -> None:
    first = await desk.keep(key=f"key-{desk.child}")
    again = await desk.keep(key=f"key-{desk.child}")
    assert again.json() == first.json()
    assert again.headers["idempotency-replayed"] == "true"
    assert await desk.listed() == [("chronology", 1)]
    assert papers(desk) == 1
    other = await desk.keep(b"%PDF-1.7 another", key=f"key-{desk.child}")
    assert other.status_code == 422
    assert other.json()["type"] == "/problems/idempotency-key-reused"
    assert papers(desk) == 1


REFUSED = {
    "empty": ({"content": b""}, 422, "the file is empty; choose the one that was meant"),
    "a program": ({"name": "run.exe"}, 415, "files of this kind are not kept; save it as one of: pdf, docx"),
    "without an ending": ({"name": "chronology"}, 415, "files of this kind are not kept"),
    "a page": ({"content": b"<script>", "name": "a.html", "media_type": "text/html"}, 415, "save it as one of"),
    "called otherwise": ({"media_type": "text/html"}, 415, "is called .pdf and is something else"),
    "begins otherwise": ({"content": b"MZ a program"}, 415, "save it anew as what it is"),
    "changed on the way": ({"sha256": "0" * 64}, 422, "its SHA-256 is not the one you named; send it again"),
    "no kind of paper": ({"kind": "Ada's secret!"}, 422, "body.kind"),
    "no day": ({"dated": "soon"}, 422, "body.dated"),
    "a field too many": ({"child_name": "Ada"}, 422, "body.child_name: is not a field here, leave it out"),
}


@pytest.mark.parametrize("why", REFUSED)
async def test_what_cannot_be_kept_is_refused_with_what_to_do(desk: Desk, why: str) -> None:
    sent, status, sentence = REFUSED[why]
    answer = await desk.keep(**sent)  # type: ignore[arg-type]
    assert answer.status_code == status
    assert sentence in answer.json()["detail"]
    assert await desk.listed() == []
    assert papers(desk) == 0


async def test_a_named_checksum_that_is_right_is_taken(desk: Desk) -> None:
    assert (await desk.kept(sha256=sha256(PDF).hexdigest()))["version"] == 1


async def test_a_paper_may_be_as_large_as_they_may_be_and_no_larger(desk: Desk) -> None:
    archive = desk.store.archive
    assert archive
    archive.largest = 2 * MEBIBYTE
    whole = PDF.ljust(2 * MEBIBYTE)
    document = await desk.kept(whole)
    assert (await desk.read(f"/documents/{document['document_id']}/content")).content == whole
    for more in (1, 5 * MEBIBYTE):  # found by measuring the file, and while the request is still being read
        answer = await desk.keep(whole + bytes(more))
        assert answer.status_code == 413
        assert answer.json()["detail"] == "a document may have 2 MiB at most; split it, or save it smaller"


async def test_a_request_that_is_no_form_with_a_file_is_told_what_to_send(desk: Desk) -> None:
    headers = {"Authorization": f"Bearer {desk.world.token('social_worker')}"}
    client, path = desk.world.inhabitants["gateway"].client, f"/children/{desk.child}/documents"
    no_file = await client.post(path, data={"kind": "chronology"}, headers=headers)
    assert no_file.json()["errors"] == {"body.file": "is missing, write it"}
    broken = await client.post(path, content=b"--x", headers=headers | {"Content-Type": "multipart/form-data"})
    assert broken.status_code == 422
    assert "send multipart/form-data with one file, named `file`" in broken.json()["detail"]
    two = await client.post(path, files=[("file", ("a.txt", b"a")), ("file", ("b.txt", b"b"))], headers=headers)
    assert two.status_code == 422


async def test_every_kind_of_file_that_people_use_is_kept(desk: Desk) -> None:
    for ending, kind in KINDS.items():
        by_name = await desk.kept(kind.begins + b"x", name=f"a.{ending.upper()}", media_type="application/octet-stream")
        by_type = await desk.kept(kind.begins + b"x", name=f"a.{ending}", media_type=kind.media_type)
        assert by_name["media_type"] == by_type["media_type"] == kind.media_type


async def test_a_name_loses_the_folders_it_came_from(desk: Desk) -> None:
    for name in (r"D:\papers\x.pdf", "../../etc/x.pdf", "x.pdf\r\nSet-Cookie: a"):
        answer = await desk.keep(name=name)
        kept = answer.json().get("document", {}).get("file_name", "")
        assert kept in {"x.pdf", ""}


async def test_nobody_keeps_or_reads_papers_of_another_authority(desk: Desk) -> None:
    document = await desk.kept()
    theirs: dict[str, Any] = {"authority": "trafford"}
    assert (await desk.keep(**theirs)).status_code == 404
    assert (await desk.read(f"/documents/{document['document_id']}", **theirs)).status_code == 404
    assert (await desk.read(f"/documents/{document['document_id']}/content", **theirs)).status_code == 404
    assert (await desk.read(f"/children/{desk.child}/documents", **theirs)).json() == []
    assert papers(desk) == 1


@pytest.mark.parametrize("place", [None, "memory://"])
def test_the_gateway_does_not_start_where_papers_would_not_last(place: str | None) -> None:
    told = Settings(
        database_url="postgresql://nowhere",
        kafka="nowhere:1",
        token_public_key=development_keys()[1],
        sealing_keys=new_key(),
        documents=place,
    )
    with pytest.raises(ValueError, match="set HEARTH_DOCUMENTS to a folder or to s3://bucket/prefix"):
        create_app(plan(), told)


async def test_who_may_not_is_told_who_may(desk: Desk) -> None:
    document = await desk.kept()
    assert (await desk.keep(role="iro")).status_code == 403
    assert (await desk.read(f"/documents/{document['document_id']}/content", role="family_finder")).status_code == 403
    headers = {"Authorization": "Bearer nobody"}
    unsigned = await desk.world.inhabitants["gateway"].client.post(
        f"/children/{desk.child}/documents", content=bytes(10 * MEBIBYTE), headers=headers
    )
    assert unsigned.status_code == 401


async def test_nothing_is_written_for_a_child_whom_nobody_knows(desk: Desk) -> None:
    answer = await desk.keep(child=str(uuid4()))
    assert answer.status_code == 404
    assert "check the id" in answer.json()["detail"]


async def test_the_database_shows_neither_name_nor_key_and_lets_nothing_be_changed(desk: Desk) -> None:
    document = await desk.kept()
    async with desk.store.work(WARRINGTON) as work:
        row = await work.connection.fetchrow(
            "select * from documents where document_id = $1", UUID(document["document_id"])
        )
        assert b"Ada" not in bytes(row["sealed"])
        assert "Ada" not in str(dict(row))
    for change in ("update documents set version = 9", "delete from documents", "update notes set purpose = 'x'"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await desk.store.pool.execute(change)


async def test_a_paper_that_was_damaged_is_not_handed_out(desk: Desk) -> None:
    document = await desk.kept()
    archive = desk.store.archive
    assert archive
    await archive._store.put_async(f"warrington/{desk.child}/{document['document_id']}", bytes(60))
    answer = await desk.read(f"/documents/{document['document_id']}/content")
    assert answer.status_code == 500
    assert answer.json()["detail"] == (
        "the document is not what was put there; ask an engineer to restore it from a backup"
    )


async def test_a_note_is_read_by_its_id_and_by_nobody_else(desk: Desk) -> None:
    async with desk.store.work(WARRINGTON, UUID(desk.child)) as work:
        note_id = await Notes(work).write("warrington", UUID(desk.child), "reasons", "Ada is not safe at home")
        row = await work.connection.fetchrow("select * from notes where note_id = $1", note_id)
        assert "Ada" not in str(dict(row))
        assert b"Ada" not in bytes(row["sealed"])
    found = (await desk.read(f"/notes/{note_id}")).json()
    assert (found["text"], found["purpose"], found["case_id"]) == ("Ada is not safe at home", "reasons", desk.child)
    assert (await desk.read(f"/notes/{note_id}", authority="trafford")).status_code == 404
    assert (await desk.read(f"/notes/{uuid4()}")).json()["detail"].endswith("or whether it is yours to see")


async def test_a_letter_is_drafted_from_what_is_known_and_kept_version_by_version(desk: Desk) -> None:
    child = UUID(desk.child)
    facts = {"parent_name": "Mara Quill", "decided_on": date(2026, 3, 24)}
    for version in (1, 2):
        async with desk.store.work(EVERY_AUTHORITY, child) as work:
            await work.load(LegalMatter, child)
            drafted = await draft(work, Letter.BEFORE_PROCEEDINGS, "warrington", child, facts)
        assert drafted.document.version == version
        assert "date of birth" in drafted.missing
    assert drafted.told()["document"]["media_type"] == WORD
    content = (await desk.read(f"/documents/{drafted.document_id}/content")).content
    said = [paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs]
    assert "Dear Mara Quill" in said
    assert "<child name>, date of birth <date of birth>" in said
    assert await desk.listed() == [("letter_before_proceedings", 1), ("letter_before_proceedings", 2)]


async def test_what_is_kept_is_in_no_event(desk: Desk) -> None:
    answer = await desk.keep()
    assert answer.json()["recorded"] == []
    async with desk.store.work(WARRINGTON) as work:
        told = await work.connection.fetch("select type from journal where case_id = $1", UUID(desk.child))
    assert [row["type"] for row in told] == ["gateway.child_registered.v1"]
