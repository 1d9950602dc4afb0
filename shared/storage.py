"""The archive: where papers are kept, each written once under a name and a key of its own, and never changed.

A paper is encrypted (AES-256-GCM) with a key made for it alone; whoever writes it keeps that key, sealed. So a folder
or a bucket that is copied tells nothing, and sealing keys are rotated without writing any paper again.
"""

import asyncio
import hashlib
import os
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import GCM
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import LocalStore, MemoryStore, ObjectStore, S3Store

from shared.errors import Busy, Damaged, NotValid, TooLarge

SETTING: Final = "HEARTH_DOCUMENTS"
MEBIBYTE: Final = 1024 * 1024
# Who sends a name, case and paper: an authority's word and two ids, so that no name leads out of its folder.
NAME = re.compile(r"[a-z][a-z0-9_]{1,40}(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}){2}")
NONCE = bytes(12)  # a key encrypts one paper, so its nonce need not differ from another's (NIST SP 800-38D, 8.2)
TAG = 16  # bytes of GCM's own check at the end of what is kept
AT_ONCE = 4  # a store takes a paper that must not be there yet in one piece, so this many are in memory at once
ANSWERS_WITHIN = timedelta(seconds=20)


@dataclass(frozen=True)
class Measure:
    """How large a paper is, in bytes, and its SHA-256 in hexadecimal."""

    size: int
    sha256: str


class Archive:
    """Papers in a store: a local folder, or a bucket of an S3-compatible service."""

    def __init__(self, store: ObjectStore, largest: int, folder: Path | None = None) -> None:
        """`largest` is what a paper may have, in bytes; `folder` is where the store is, if it is one."""
        self.largest = largest
        self._store = store
        self._folder = folder
        self._writing = asyncio.Semaphore(AT_ONCE)

    @classmethod
    def at(cls, place: str | None, largest: int, *, lasting: bool) -> Self:
        """The archive at a place: a folder, `s3://bucket/prefix` or, where nothing has to last, `memory://`.

        A bucket's region, endpoint and credentials are the standard AWS_ variables. Raises ValueError for no place.
        """
        if place and place.startswith("s3://"):
            return cls(
                S3Store.from_url(place, retry_config={"max_retries": 3, "retry_timeout": ANSWERS_WITHIN}), largest
            )
        if place == "memory://" and not lasting:
            return cls(MemoryStore(), largest)
        if not place or "://" in place:
            raise ValueError(f"papers have no place; set {SETTING} to a folder or to s3://bucket/prefix")
        folder = Path(place).absolute()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return cls(LocalStore(folder), largest, folder)

    def measure(self, content: IO[bytes]) -> Measure:
        """How large the content is, and its SHA-256. Raises TooLarge, or NotValid where there is nothing in it."""
        digest, size = hashlib.sha256(), 0
        content.seek(0)
        while chunk := content.read(MEBIBYTE):
            digest.update(chunk)
            size += len(chunk)
        if not size:
            raise NotValid("the file is empty; choose the one that was meant")
        if size > self.largest:
            raise self.too_large()
        return Measure(size, digest.hexdigest())

    def too_large(self) -> TooLarge:
        """The refusal of a paper that is larger than they may be."""
        return TooLarge(f"a document may have {self.largest / MEBIBYTE:g} MiB at most; split it, or save it smaller")

    async def write(self, name: str, content: IO[bytes], key: bytes) -> None:
        """Keep a paper for good under a new name, `authority/case/document`, encrypted with its own key.

        Raises Busy where the store does not take it, ValueError for another kind of name or one that is taken.
        """
        _check(name)
        content.seek(0)
        async with self._writing:
            try:
                await self._store.put_async(name, _encrypted(content, key), mode="create")
            except AlreadyExistsError:
                raise ValueError(f"{name} is kept already, and a paper is never overwritten") from None
            except BaseError as fault:
                raise _busy(fault) from fault
        if self._folder:
            await asyncio.to_thread(_to_disk, self._folder / name, self._folder)

    async def read(self, name: str, key: bytes, sha256: str) -> IO[bytes]:
        """A paper, whole and proved to be what was written; close it after use.

        Raises Damaged where it is gone or was changed, Busy where the store does not answer.
        """
        _check(name)
        content = SpooledTemporaryFile(max_size=MEBIBYTE)  # noqa: SIM115 - the caller reads it, then closes it
        try:
            await self._decrypt(name, key, sha256, content)
        except BaseException:
            content.close()
            raise
        content.seek(0)
        return content

    async def _decrypt(self, name: str, key: bytes, sha256: str, content: IO[bytes]) -> None:
        opening, digest, held = Cipher(AES256(key), GCM(NONCE)).decryptor(), hashlib.sha256(), b""
        try:
            async for chunk in (await self._store.get_async(name)).stream(MEBIBYTE):
                held += bytes(chunk)
                plain, held = opening.update(held[:-TAG]), held[-TAG:]
                digest.update(plain)
                content.write(plain)
            opening.finalize_with_tag(held)
        except FileNotFoundError:
            raise Damaged("the document is not in its place; ask an engineer to restore it from a backup") from None
        except BaseError as fault:
            raise _busy(fault) from fault
        except (InvalidTag, ValueError):
            raise _changed() from None
        if digest.hexdigest() != sha256:
            raise _changed()


def new_paper_key() -> bytes:
    """A fresh key for one paper: 32 bytes."""
    return AESGCM.generate_key(bit_length=256)


async def _encrypted(content: IO[bytes], key: bytes) -> AsyncIterator[bytes]:
    """The content a piece at a time, so that nobody waits for a large one; GCM's check comes last."""
    sealing = Cipher(AES256(key), GCM(NONCE)).encryptor()
    while chunk := content.read(MEBIBYTE):
        yield sealing.update(chunk)
    yield sealing.finalize() + sealing.tag


def _to_disk(paper: Path, folder: Path) -> None:
    """Have a paper, and the folders that name it, on the disk before the row that names it is (fsync)."""
    while True:
        descriptor = os.open(paper, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if paper == folder:
            return
        paper = paper.parent


def _check(name: str) -> None:
    if not NAME.fullmatch(name):
        raise ValueError("a paper's name is authority/case/document: an authority's word and two ids")


def _busy(fault: Exception) -> Busy:
    return Busy(f"the archive of documents does not answer ({type(fault).__name__}); try again")


def _changed() -> Damaged:
    return Damaged("the document is not what was put there; ask an engineer to restore it from a backup")
