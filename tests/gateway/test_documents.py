"""Documents: papers are kept version by version, read by those allowed, and nobody else is told a word of them."""

import asyncio
from datetime import date
from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import docx
import pytest

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.letters.to_parents import LETTERS, Letter
from services.gateway.main import plan
from shared.messaging.unit_of_work import EVERY_AUTHORITY
from shared.records.notes import Notes
from shared.settings import Settings
from shared.vault import new_key
from shared.web.app import create_app
from shared.web.development import development_keys
from shared.web.uploads import WORD
from tests.gateway.cabinet import PDF, WARRINGTON, Cabinet
from tests.gateway.office import TODAY, Office


async def test_a_referral_has_papers_of_its_own_and_names_them(cabinet: Cabinet, office: Office) -> None:
    told = await office.done(f"{cabinet.case}/referrals", {"on": TODAY, "panel_date": "2026-04-14"})
    opened = next(fact for fact in told["recorded"] if fact["type"] == "gateway.referral_opened.v1")
    of_referral = cabinet.of(f"/referrals/{opened['data']['referral_id']}")
    document = await of_referral.kept(dated=TODAY)
    assert await of_referral.listed() == [("chronology", 1)]
    assert await cabinet.listed() == []
    paper = {"on": TODAY, "paper": "chronology", "document_id": document["document_id"]}
    recorded = (await office.done(f"{of_referral.case}/papers", paper))["recorded"]
    assert document["document_id"] in str(recorded)
    assert (await of_referral.keep(authority="trafford")).status_code == 404
    childs, others = await cabinet.kept(), await cabinet.of(f"/children/{await office.register()}").kept()
    await office.done(f"{of_referral.case}/papers", paper | {"document_id": childs["document_id"]})
    strange = paper | {"document_id": others["document_id"]}
    assert "is of another case; name one of this referral's" in await office.refusal(
        f"{of_referral.case}/papers", strange
    )


async def test_a_paper_is_kept_with_its_kind_version_day_and_checksum(cabinet: Cabinet) -> None:
    document = await cabinet.kept(dated="2026-03-20")
    assert document["kind"] == "chronology"
    assert document["version"] == 1
    assert document["sha256"] == sha256(PDF).hexdigest()
    assert document["size"] == len(PDF)
    assert document["dated"] == "2026-03-20"
    assert document["file_name"] == "Chronology of Ada.pdf"
    found = await cabinet.read(f"/documents/{document['document_id']}")
    assert found.json() == document


async def test_the_paper_itself_comes_back_as_a_download(cabinet: Cabinet) -> None:
    document = await cabinet.kept(name="Chronik für Ada \u2013 1.pdf")
    answer = await cabinet.read(f"/documents/{document['document_id']}/content")
    assert answer.content == PDF
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-length"] == str(len(PDF))
    assert answer.headers["content-disposition"] == (
        "attachment; filename*=UTF-8''Chronik%20f%C3%BCr%20Ada%20%E2%80%93%201.pdf"
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["etag"] == f'"{sha256(PDF).hexdigest()}"'


async def test_a_paper_kept_again_is_a_new_version_and_the_old_one_stays(cabinet: Cabinet) -> None:
    first = await cabinet.kept()
    await cabinet.kept(b"%PDF-1.7 with a page more")
    same_again = await cabinet.kept(b"%PDF-1.7 with a page more")
    await cabinet.kept(kind="genogram")
    assert same_again["version"] == 3
    assert await cabinet.listed() == [("chronology", 1), ("chronology", 2), ("chronology", 3), ("genogram", 1)]
    assert await cabinet.listed("?latest=true") == [("chronology", 3), ("genogram", 1)]
    assert await cabinet.listed("?kind=genogram") == [("genogram", 1)]
    assert (await cabinet.read(f"/documents/{first['document_id']}/content")).content == PDF


async def test_versions_kept_at_the_same_moment_are_all_kept(cabinet: Cabinet) -> None:
    kept = await asyncio.gather(*(cabinet.kept(PDF + str(number).encode()) for number in range(5)))
    assert sorted(document["version"] for document in kept) == [1, 2, 3, 4, 5]


async def test_nobody_keeps_or_reads_papers_of_another_authority(cabinet: Cabinet) -> None:
    document = await cabinet.kept()
    theirs: dict[str, Any] = {"authority": "trafford"}
    assert (await cabinet.keep(**theirs)).status_code == 404
    assert (await cabinet.read(f"/documents/{document['document_id']}", **theirs)).status_code == 404
    assert (await cabinet.read(f"/documents/{document['document_id']}/content", **theirs)).status_code == 404
    assert (await cabinet.read(f"{cabinet.case}/documents", **theirs)).json() == []
    assert cabinet.papers() == 1


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


async def test_the_database_shows_neither_name_nor_key_and_lets_nothing_be_changed(cabinet: Cabinet) -> None:
    document = await cabinet.kept()
    async with cabinet.store.work(WARRINGTON) as work:
        row = await work.connection.fetchrow(
            "select * from documents where document_id = $1", UUID(document["document_id"])
        )
        assert b"Ada" not in bytes(row["sealed"])
        assert "Ada" not in str(dict(row))
    for change in ("update documents set version = 9", "delete from documents", "update notes set purpose = 'x'"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await cabinet.store.pool.execute(change)


async def test_a_paper_that_was_damaged_is_not_handed_out(cabinet: Cabinet) -> None:
    document = await cabinet.kept()
    await cabinet.archive._store.put_async(f"warrington/{cabinet.case_id}/{document['document_id']}", bytes(60))
    answer = await cabinet.read(f"/documents/{document['document_id']}/content")
    assert answer.status_code == 500
    assert answer.json()["detail"] == (
        "the document is not what was put there; ask an engineer to restore it from a backup"
    )


async def test_a_note_is_read_by_its_id_and_by_nobody_else(cabinet: Cabinet) -> None:
    async with cabinet.store.work(WARRINGTON, cabinet.case_id) as work:
        note_id = await Notes(work).write("warrington", cabinet.case_id, "reasons", "Ada is not safe at home")
        row = await work.connection.fetchrow("select * from notes where note_id = $1", note_id)
        assert "Ada" not in str(dict(row))
        assert b"Ada" not in bytes(row["sealed"])
    found = (await cabinet.read(f"/notes/{note_id}")).json()
    assert (found["text"], found["purpose"], found["case_id"]) == (
        "Ada is not safe at home",
        "reasons",
        str(cabinet.case_id),
    )
    assert (await cabinet.read(f"/notes/{note_id}", authority="trafford")).status_code == 404
    assert (await cabinet.read(f"/notes/{uuid4()}")).json()["detail"].endswith("or whether it is yours to see")


async def test_a_letter_is_drafted_from_what_is_known_and_kept_version_by_version(cabinet: Cabinet) -> None:
    child = cabinet.case_id
    facts = {"parent_name": "Mara Quill", "decided_on": date(2026, 3, 24)}
    for version in (1, 2):
        async with cabinet.store.work(EVERY_AUTHORITY, child) as work:
            matter = await work.load(LegalMatter, child)
            (drafted,) = await LETTERS.draft(work, Letter.BEFORE_PROCEEDINGS, [matter], facts)
        assert drafted.document.version == version
        assert "date of birth" in drafted.missing
    assert drafted.told()["document"]["media_type"] == WORD
    content = (await cabinet.read(f"/documents/{drafted.document_id}/content")).content
    said = [paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs]
    assert "Dear Mara Quill" in said
    assert "<child name>, date of birth <date of birth>" in said
    assert await cabinet.listed() == [("letter_before_proceedings", 1), ("letter_before_proceedings", 2)]


async def test_what_is_kept_is_in_no_event(cabinet: Cabinet) -> None:
    answer = await cabinet.keep()
    assert answer.json()["recorded"] == []
    async with cabinet.store.work(WARRINGTON) as work:
        told = await work.connection.fetch("select type from journal where case_id = $1", cabinet.case_id)
    assert [row["type"] for row in told] == ["gateway.child_registered.v1"]
