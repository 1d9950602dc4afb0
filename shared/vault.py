"""The vault: personal details and free text, sealed so that only who holds the keys can read or compare them.

Keys are Fernet keys, the newest first. The newest seals and makes match keys; every key opens and finds. So a new key
is put in front, and the old ones stay behind it for as long as anything is sealed with them.
"""

import hashlib
import hmac
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Self
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from shared.errors import Refusal

SETTING = "HEARTH_SEALING_KEYS"
MEND = f"set {SETTING} to sealing keys, the newest first, with commas between them"
NOT_A_LETTER_OR_DIGIT = re.compile(r"[\W_]+")


class CannotOpen(Refusal):
    """Something sealed cannot be opened: its key is not here, it was changed, or it belongs elsewhere."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "cannot-open"


class Vault:
    """Seals, opens and makes match keys.

    A match key is a keyed digest (HMAC-SHA256) of a word: equal words have equal match keys, so that they can be found
    without being opened. It tells which rows share a word, and to who lacks the key nothing else.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        """`keys` are Fernet keys (32 bytes in URL-safe base64), the newest first. Raises ValueError for anything else.

        The message names a key by its place and never repeats it.
        """
        if not keys:
            raise ValueError(f"there is no sealing key; {MEND}")
        sealing = []
        for place, key in enumerate(keys, 1):
            try:
                sealing.append(Fernet(key))
            except ValueError:
                advice = f"sealing key {place} is not 32 bytes in URL-safe base64; {MEND}"
                raise ValueError(advice) from None  # the fault's own words may repeat the key
        self._seals = MultiFernet(sealing)
        self._matching = [_derived(key, b"hearth match keys") for key in keys]
        self._digesting = _derived(keys[0], b"hearth digests")

    @classmethod
    def of(cls, setting: str | None) -> Self:
        """The vault of a setting: keys with commas between them. Raises ValueError where it is missing or wrong."""
        return cls([key.strip() for key in (setting or "").split(",") if key.strip()])

    def seal(self, record: UUID, version: int, content: Mapping[str, Any]) -> bytes:
        """The content (of JSON values), sealed for this version of this record and for no other."""
        return self._seals.encrypt(json.dumps([str(record), version, content]).encode())

    def open(self, record: UUID, version: int, sealed: bytes) -> dict[str, Any]:
        """What was sealed for this version of this record. Raises CannotOpen."""
        try:
            belongs_to, its_version, content = json.loads(self._seals.decrypt(sealed))
        except InvalidToken:
            raise CannotOpen(
                f"version {version} of {record} was changed, or sealed with a key that is not here; "
                f"ask an engineer to put back the key that {SETTING} had then"
            ) from None
        if (belongs_to, its_version) != (str(record), version):
            raise CannotOpen(
                f"what stands as version {version} of {record} was sealed for another record; "
                "ask an engineer to restore it from a backup"
            )
        return dict(content)

    def match_key(self, kind: str, word: str) -> bytes:
        """The match key under which this word is kept: 32 bytes. `kind` keeps a name apart from a date."""
        return _digest(self._matching[0], kind, word)

    def match_keys(self, kind: str, word: str) -> list[bytes]:
        """The match keys under which this word may have been kept: one for each key that the vault has."""
        return [_digest(key, kind, word) for key in self._matching]

    def digest(self, asked: bytes) -> bytes:
        """A keyed digest of a request: what it said cannot be guessed from it. Another newest key makes another."""
        return hmac.digest(self._digesting, asked, hashlib.sha256)


def new_key() -> str:
    """A fresh sealing key."""
    return Fernet.generate_key().decode()


def words_of(text: str) -> list[str]:
    """The words of a name as they are compared: without case, accents, apostrophes or hyphens, in order.

    `O'Brien` is one word and `Anne-Marie` two, as people look for them.
    """
    spread = unicodedata.normalize("NFKD", text.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", ""))
    plain = "".join(letter for letter in spread if not unicodedata.combining(letter)).casefold()
    return [word for word in NOT_A_LETTER_OR_DIGIT.split(plain) if word]


def _derived(key: str, purpose: bytes) -> bytes:
    """A key for one purpose, derived from a sealing key: no key is used for two (NIST SP 800-108)."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(key.encode())


def _digest(key: bytes, kind: str, word: str) -> bytes:
    return hmac.digest(key, f"{kind}\0{word}".encode(), hashlib.sha256)
