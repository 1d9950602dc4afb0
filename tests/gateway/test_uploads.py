"""Uploads: what is filed once however often it is sent, and what is refused with a sentence that says what to do."""

from hashlib import sha256
from uuid import uuid4

import pytest

from shared.storage import MEBIBYTE
from shared.web.uploads import KINDS
from tests.gateway.cabinet import PDF, Cabinet


async def test_the_same_request_under_the_same_key_is_done_once(cabinet: Cabinet) -> None:
    first = await cabinet.keep(key=f"key-{cabinet.case_id}")
    again = await cabinet.keep(key=f"key-{cabinet.case_id}")
    assert again.json() == first.json()
    assert again.headers["idempotency-replayed"] == "true"
    assert await cabinet.listed() == [("chronology", 1)]
    assert cabinet.papers() == 1
    other = await cabinet.keep(b"%PDF-1.7 another", key=f"key-{cabinet.case_id}")
    assert other.status_code == 422
    assert other.json()["type"] == "/problems/idempotency-key-reused"
    assert cabinet.papers() == 1


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
async def test_what_cannot_be_kept_is_refused_with_what_to_do(cabinet: Cabinet, why: str) -> None:
    sent, status, sentence = REFUSED[why]
    answer = await cabinet.keep(**sent)  # type: ignore[arg-type]
    assert answer.status_code == status
    assert sentence in answer.json()["detail"]
    assert await cabinet.listed() == []
    assert cabinet.papers() == 0


async def test_a_named_checksum_that_is_right_is_taken(cabinet: Cabinet) -> None:
    assert (await cabinet.kept(sha256=sha256(PDF).hexdigest()))["version"] == 1


async def test_a_paper_may_be_as_large_as_they_may_be_and_no_larger(cabinet: Cabinet) -> None:
    cabinet.archive.largest = 2 * MEBIBYTE
    whole = PDF.ljust(2 * MEBIBYTE)
    document = await cabinet.kept(whole)
    assert (await cabinet.read(f"/documents/{document['document_id']}/content")).content == whole
    for more in (1, 5 * MEBIBYTE):  # found by measuring the file, and while the request is still being read
        answer = await cabinet.keep(whole + bytes(more))
        assert answer.status_code == 413
        assert answer.json()["detail"] == "a document may have 2 MiB at most; split it, or save it smaller"


async def test_a_request_that_is_no_form_with_a_file_is_told_what_to_send(cabinet: Cabinet) -> None:
    headers = {"Authorization": f"Bearer {cabinet.world.token('social_worker')}"}
    client, path = cabinet.world.inhabitants["gateway"].client, f"{cabinet.case}/documents"
    no_file = await client.post(path, data={"kind": "chronology"}, headers=headers)
    assert no_file.json()["errors"] == {"body.file": "is missing, write it"}
    broken = await client.post(path, content=b"--x", headers=headers | {"Content-Type": "multipart/form-data"})
    assert broken.status_code == 422
    assert "send multipart/form-data with one file, named `file`" in broken.json()["detail"]
    two = await client.post(path, files=[("file", ("a.txt", b"a")), ("file", ("b.txt", b"b"))], headers=headers)
    assert two.status_code == 422


async def test_every_kind_of_file_that_people_use_is_kept(cabinet: Cabinet) -> None:
    for ending, kind in KINDS.items():
        by_name = await cabinet.kept(
            kind.begins + b"x", name=f"a.{ending.upper()}", media_type="application/octet-stream"
        )
        by_type = await cabinet.kept(kind.begins + b"x", name=f"a.{ending}", media_type=kind.media_type)
        assert by_name["media_type"] == by_type["media_type"] == kind.media_type


async def test_a_name_loses_the_folders_it_came_from(cabinet: Cabinet) -> None:
    for name in (r"D:\papers\x.pdf", "../../etc/x.pdf", "x.pdf\r\nSet-Cookie: a"):
        answer = await cabinet.keep(name=name)
        kept = answer.json().get("document", {}).get("file_name", "")
        assert kept in {"x.pdf", ""}


async def test_who_may_not_is_told_who_may(cabinet: Cabinet) -> None:
    document = await cabinet.kept()
    assert (await cabinet.keep(role="iro")).status_code == 403
    assert (
        await cabinet.read(f"/documents/{document['document_id']}/content", role="family_finder")
    ).status_code == 403
    headers = {"Authorization": "Bearer nobody"}
    unsigned = await cabinet.world.inhabitants["gateway"].client.post(
        f"{cabinet.case}/documents", content=bytes(10 * MEBIBYTE), headers=headers
    )
    assert unsigned.status_code == 401


async def test_nothing_is_written_for_a_child_whom_nobody_knows(cabinet: Cabinet) -> None:
    answer = await cabinet.of(f"/children/{uuid4()}").keep()
    assert answer.status_code == 404
    assert "check the id" in answer.json()["detail"]


async def test_a_page_that_brings_a_key_which_is_none_is_told_so_and_keeps_nothing(cabinet: Cabinet) -> None:
    answer = await cabinet.world.inhabitants["gateway"].client.post(
        f"{cabinet.case}/documents/form",
        files={"file": ("a.pdf", PDF, "application/pdf")},
        data={"kind": "chronology", "key": "a\0b"},
        headers={"Authorization": f"Bearer {cabinet.world.token('social_worker')}", "Accept": "text/html"},
    )
    assert answer.status_code == 422
    assert "own key was changed on the way; send the form again" in answer.text
    assert (await cabinet.listed(), cabinet.papers()) == ([], 0)
