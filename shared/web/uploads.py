"""Uploads: one file and a few words about it, taken from a form without holding the file in memory."""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import IO, Any, Final, TypeVar

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from shared.errors import NotValid, WrongKind
from shared.storage import Archive
from shared.web.body_limit import allow_body

M = TypeVar("M", bound=BaseModel)

FILE: Final = "file"
AROUND = 64 * 1024  # bytes of a form beside its file
FIELDS = 10
LONGEST_NAME = 200
NOT_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f]")
UNKNOWN_TYPE: Final = "application/octet-stream"  # what a browser says of a file that it does not know
_ZIP: Final = b"PK\x03\x04"


@dataclass(frozen=True)
class FileKind:
    """A kind of file that is kept: its media type, how every file of it begins, and what else it is called."""

    media_type: str
    begins: bytes = b""
    also: frozenset[str] = frozenset()


# By the end of the file's name. Nothing here runs by itself, and nothing but these is kept.
KINDS: Mapping[str, FileKind] = {
    "pdf": FileKind("application/pdf", b"%PDF-"),
    "docx": FileKind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", _ZIP),
    "xlsx": FileKind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _ZIP),
    "odt": FileKind("application/vnd.oasis.opendocument.text", _ZIP),
    "rtf": FileKind("application/rtf", b"{\\rtf", frozenset({"text/rtf"})),
    "txt": FileKind("text/plain"),
    "jpg": FileKind("image/jpeg", b"\xff\xd8\xff"),
    "jpeg": FileKind("image/jpeg", b"\xff\xd8\xff"),
    "png": FileKind("image/png", b"\x89PNG\r\n\x1a\n"),
    "eml": FileKind("message/rfc822"),
    "msg": FileKind("application/vnd.ms-outlook", b"\xd0\xcf\x11\xe0"),
}
WORD: Final = KINDS["docx"].media_type


def form_of(particulars: type[BaseModel], media_type: str) -> dict[str, Any]:
    """The OpenAPI of a form that is read by `uploaded`, which FastAPI does not see."""
    schema = particulars.model_json_schema()
    schema["properties"][FILE] = {"type": "string", "contentMediaType": media_type}
    schema["required"].append(FILE)
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}}


@dataclass(frozen=True)
class Upload:
    """A file of a kind that is kept, under the name it had."""

    content: IO[bytes] = field(repr=False)
    file_name: str = field(repr=False)
    media_type: str


@dataclass(frozen=True)
class Sent:
    """A form as it was sent: its file, if one came, and what is said of it."""

    file: UploadFile | None = field(repr=False)
    fields: Mapping[str, Any] = field(repr=False)

    def read(self, model: type[M], kinds: Mapping[str, FileKind] = KINDS) -> tuple[M, Upload]:
        """Read the fields beside the file, as this model, and the file, which is of one of these kinds.

        Raises RequestValidationError, which names each field that is wrong, and WrongKind.
        """
        errors: list[Any] = []
        try:
            particulars = model.model_validate({name: value for name, value in self.fields.items() if value})
        except ValidationError as fault:
            faults = fault.errors(include_input=False, include_url=False)
            errors += [error | {"loc": ("body", *error["loc"])} for error in faults]
        if self.file is None:
            errors.append({"type": "missing", "loc": ("body", FILE), "msg": "Field required"})
        if self.file is None or errors:
            raise RequestValidationError(errors)
        name = NOT_IN_A_NAME.sub("", re.split(r"[/\\]", self.file.filename or "")[-1])[-LONGEST_NAME:]
        return particulars, Upload(self.file.file, name, _media_type(name, self.file, kinds))


@asynccontextmanager
async def uploaded(request: Request, archive: Archive) -> AsyncIterator[Sent]:
    """A form with one file, as large as the archive takes; the file is gone when the block ends.

    To be used where the caller is known already: FastAPI would read a declared form before it asks who sends it.

    Raises TooLarge, NotValid.
    """
    allow_body(request, archive.largest + AROUND)
    try:
        form = await request.form(max_files=1, max_fields=FIELDS, max_part_size=AROUND)
    except HTTPException as fault:
        if fault.status_code == archive.too_large().status:
            raise archive.too_large() from None
        advice = f"the form cannot be read; send multipart/form-data with one file, named `{FILE}`, and few fields"
        raise NotValid(advice) from None
    sent = form.get(FILE)
    try:
        yield Sent(
            sent if isinstance(sent, UploadFile) and sent.filename else None,
            {name: value for name, value in form.items() if isinstance(value, str)},
        )
    finally:
        await form.close()


def _media_type(name: str, sent: UploadFile, kinds: Mapping[str, FileKind]) -> str:
    """The kind of the file, where its name, what its sender calls it and how it begins agree. Raises WrongKind."""
    _, dot, ending = name.rpartition(".")
    kind = kinds.get(ending.lower()) if dot else None
    if kind is None:
        raise WrongKind(f"files of this kind are not kept; save it as one of: {', '.join(kinds)}")
    called = (sent.content_type or UNKNOWN_TYPE).partition(";")[0].strip().lower()
    if called not in {kind.media_type, UNKNOWN_TYPE, *kind.also} or not _begins(sent.file, kind.begins):
        raise WrongKind(f"the file is called .{ending.lower()} and is something else; save it anew as what it is")
    return kind.media_type


def _begins(content: IO[bytes], begins: bytes) -> bool:
    """Whether a file begins as its kind does. That an empty one is empty is said where it is measured."""
    content.seek(0)
    first = content.read(len(begins))
    return first in {begins, b""}
