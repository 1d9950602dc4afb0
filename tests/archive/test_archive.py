"""The archive over a folder, an S3-compatible store and memory: written once, told to nobody, read back unchanged."""

import logging
import os
import socket
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from stat import S_IMODE
from uuid import uuid4

import httpx
import pytest
from moto.server import ThreadedMotoServer

from shared.errors import Busy, Damaged, NotValid, TooLarge
from shared.storage import MEBIBYTE, Archive, new_paper_key

PAPER = b"The chronology of an invented family. " * 60_000  # more than two pieces
PLACES = ("folder", "bucket", "memory")


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """An S3-compatible store with a bucket `papers`; its address."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    httpx.put(f"http://{host}:{port}/papers", trust_env=False).raise_for_status()
    yield f"http://{host}:{port}"
    server.stop()


def speak_to(s3: str, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = {
        "ENDPOINT_URL": s3,
        "ALLOW_HTTP": "true",
        "REGION": "eu-west-2",
        "ACCESS_KEY_ID": "invented",
        "SECRET_ACCESS_KEY": "invented",
    }
    for name, value in settings.items():
        monkeypatch.setenv(f"AWS_{name}", value)


@pytest.fixture(params=PLACES)
def archive(request: pytest.FixtureRequest, s3: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    speak_to(s3, monkeypatch)
    place = {"folder": str(tmp_path / "papers"), "bucket": "s3://papers/hearth", "memory": "memory://"}
    return Archive.at(place[request.param], 3 * MEBIBYTE, lasting=False)


ID = "0b9a4f6e-3a53-4f0c-9d0c-5f3a5c1f7f10"


def a_name() -> str:
    return f"warrington/{uuid4()}/{uuid4()}"


async def test_a_paper_comes_back_as_it_was_put_there(archive: Archive) -> None:
    name, key = a_name(), new_paper_key()
    measure = archive.measure(BytesIO(PAPER))
    await archive.write(name, BytesIO(PAPER), key)
    with await archive.read(name, key, measure.sha256) as found:
        assert found.read() == PAPER
    assert measure.size == len(PAPER)


async def test_a_paper_is_never_overwritten(archive: Archive) -> None:
    name, key = a_name(), new_paper_key()
    await archive.write(name, BytesIO(b"first"), key)
    with pytest.raises(ValueError, match="never overwritten"):
        await archive.write(name, BytesIO(b"second"), key)
    with await archive.read(name, key, archive.measure(BytesIO(b"first")).sha256) as found:
        assert found.read() == b"first"


async def test_what_another_key_wrote_is_not_handed_out(archive: Archive) -> None:
    name = a_name()
    await archive.write(name, BytesIO(PAPER), new_paper_key())
    with pytest.raises(Damaged, match="is not what was put there; ask an engineer"):
        await archive.read(name, new_paper_key(), archive.measure(BytesIO(PAPER)).sha256)


async def test_another_paper_under_the_same_key_is_not_handed_out(archive: Archive) -> None:
    name, key = a_name(), new_paper_key()
    await archive.write(name, BytesIO(b"swapped"), key)
    with pytest.raises(Damaged, match="restore it from a backup"):
        await archive.read(name, key, archive.measure(BytesIO(PAPER)).sha256)


async def test_a_paper_that_is_gone_is_said_to_be(archive: Archive) -> None:
    with pytest.raises(Damaged, match="not in its place"):
        await archive.read(a_name(), new_paper_key(), "00")


@pytest.mark.parametrize("cut", [0, 8, 16, MEBIBYTE, -1])
async def test_a_paper_that_was_cut_short_or_changed_is_not_handed_out(tmp_path: Path, cut: int) -> None:
    archive, name, key = Archive.at(str(tmp_path), MEBIBYTE * 3, lasting=True), a_name(), new_paper_key()
    await archive.write(name, BytesIO(PAPER), key)
    kept = tmp_path / name
    kept.write_bytes(kept.read_bytes()[:cut])
    with pytest.raises(Damaged):
        await archive.read(name, key, archive.measure(BytesIO(PAPER)).sha256)


async def test_a_folder_tells_nothing_to_who_copies_it_or_looks_in(tmp_path: Path) -> None:
    place = tmp_path / "papers"
    archive, name = Archive.at(str(place), MEBIBYTE * 3, lasting=True), a_name()
    await archive.write(name, BytesIO(PAPER), new_paper_key())
    assert b"chronology" not in (place / name).read_bytes()
    assert S_IMODE(place.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "name",
    [
        "../secrets",
        "warrington/../../etc/passwd",
        f"warrington/{ID}",
        f"Warrington/{ID}/{ID}",
        f"warrington/{ID}/{ID}/more",
        f"warrington/{ID}/{ID}\n",
        f"/{ID}/{ID}",
    ],
)
async def test_no_name_leads_elsewhere(tmp_path: Path, name: str) -> None:
    archive = Archive.at(str(tmp_path), MEBIBYTE, lasting=True)
    with pytest.raises(ValueError, match="authority/case/document"):
        await archive.write(name, BytesIO(b"x"), new_paper_key())
    with pytest.raises(ValueError, match="authority/case/document"):
        await archive.read(name, new_paper_key(), "00")
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - what is there, and quickly


def test_what_is_empty_or_too_large_is_refused() -> None:
    archive = Archive.at("memory://", MEBIBYTE, lasting=False)
    with pytest.raises(NotValid, match="the file is empty; choose"):
        archive.measure(BytesIO())
    with pytest.raises(TooLarge, match="1 MiB at most; split it"):
        archive.measure(BytesIO(bytes(MEBIBYTE + 1)))
    assert archive.measure(BytesIO(bytes(MEBIBYTE))).size == MEBIBYTE


@pytest.mark.parametrize("place", [None, "", "memory://", "gs://papers", "file:///papers"])
def test_papers_that_have_to_last_need_a_place(place: str | None) -> None:
    with pytest.raises(ValueError, match="set HEARTH_DOCUMENTS to a folder or to s3://"):
        Archive.at(place, MEBIBYTE, lasting=True)


async def test_a_store_that_is_away_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    speak_to(f"http://127.0.0.1:{port}", monkeypatch)
    archive = Archive.at("s3://papers", MEBIBYTE, lasting=True)
    with pytest.raises(Busy, match="the archive of documents does not answer"):
        await archive.write(a_name(), BytesIO(b"x"), new_paper_key())
    with pytest.raises(Busy, match="try again"):
        await archive.read(a_name(), new_paper_key(), "00")
