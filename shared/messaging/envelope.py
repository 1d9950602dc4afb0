"""The envelope: how an event stands on Kafka, as CloudEvents 1.0 in binary mode, and why a message cannot be read.

The value is the event's JSON; everything about it is in headers, so that a message can be routed, traced and
parked without opening it. The key is the case: a child's events stay in order because they share a partition.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import ValidationError

import shared.events.catalogue  # noqa: F401 - registers every event, also those this service never publishes
from shared.events.base import REGISTRY, Event

SPEC_VERSION = "1.0"
SOURCE_PREFIX = "/hearth/"
REQUIRED_HEADERS = (
    "ce_specversion",
    "ce_id",
    "ce_source",
    "ce_type",
    "ce_time",
    "ce_subject",
    "ce_sequence",
    "ce_authority",
)
TOLD_SINCE = "ce_toldsince"  # said by the relay at each sending, and no part of what was recorded
SOURCE = re.compile(r"/hearth/([a-z_]+)")
VERSION = re.compile(r"[1-9][0-9]{0,8}")
TRACEPARENT = re.compile(r"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")

Headers = list[tuple[str, bytes]]

_FIXED_HEADERS = (("ce_specversion", SPEC_VERSION.encode()), ("content-type", b"application/json"))


class Undecodable(Exception):
    """A message that no retry will make readable; `cause_code` groups equal causes, `str()` is the sentence.

    Neither holds a value out of the message: values may be about a child.
    """

    def __init__(self, cause_code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.cause_code = cause_code


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """An event with who recorded it and when; `version` counts the case's events in the service `source`, from 1."""

    event_id: UUID
    event: Event
    source: str
    version: int
    recorded_at: datetime
    traceparent: str | None = None

    @property
    def case_id(self) -> UUID:
        """The child or family that the event is about."""
        return self.event.case_id


def encode(recorded: RecordedEvent) -> tuple[bytes, Headers]:
    """The value and headers of the message; its key is `key_of(recorded.case_id)`."""
    event = recorded.event
    return event.model_dump_json().encode(), headers_of(
        event_id=recorded.event_id,
        wire_name=event.wire_name,
        source=recorded.source,
        case_id=event.case_id,
        version=recorded.version,
        authority=event.authority,
        recorded_at=recorded.recorded_at,
        traceparent=recorded.traceparent,
    )


def key_of(case_id: UUID) -> bytes:
    """The message's key: the case, in the canonical lower-case form of a UUID."""
    return str(case_id).encode()


def headers_of(  # noqa: PLR0913 - one argument for each attribute of the envelope
    *,
    event_id: UUID,
    wire_name: str,
    source: str,
    case_id: UUID,
    version: int,
    authority: str,
    recorded_at: datetime,
    traceparent: str | None,
) -> Headers:
    """The headers of a message from the columns of its journal row, so that a row is sent without being parsed."""
    headers = [
        *_FIXED_HEADERS,
        ("ce_id", str(event_id).encode()),
        ("ce_source", f"{SOURCE_PREFIX}{source}".encode()),
        ("ce_type", wire_name.encode()),
        ("ce_time", recorded_at.isoformat().encode()),
        ("ce_subject", str(case_id).encode()),
        ("ce_sequence", str(version).encode()),
        ("ce_authority", authority.encode()),
    ]
    if traceparent is not None:
        headers.append(("traceparent", traceparent.encode()))
    return headers


def decode(value: bytes | None, headers: Sequence[tuple[str, bytes | None]], key: bytes | None) -> RecordedEvent:
    """The event that a message carries, as the newest version of its class. Raises Undecodable."""
    attributes = _attributes(headers)
    if attributes["ce_specversion"] != SPEC_VERSION:
        raise Undecodable(
            "wrong-specversion", f"this is no CloudEvents {SPEC_VERSION} message; send ce_specversion {SPEC_VERSION}"
        )
    subject = attributes["ce_subject"]
    if key is None or key != subject.encode():
        raise Undecodable("wrong-key", "the key is not the case in ce_subject; send the case as the key")
    event = _event(attributes["ce_type"], value)
    if subject != str(event.case_id):
        raise Undecodable(
            "wrong-subject", "ce_subject is not the case that the event is about; send the event's own case"
        )
    if attributes["ce_authority"] != event.authority:
        raise Undecodable("wrong-authority", "ce_authority is not the event's authority; send the same in both")
    traceparent = attributes.get("traceparent")
    return RecordedEvent(
        event_id=_uuid(attributes["ce_id"]),
        event=event.upcast(),
        source=_source(attributes["ce_source"]),
        version=_version(attributes["ce_sequence"]),
        recorded_at=_moment(attributes["ce_time"]),
        # By the W3C recommendation a trace header that cannot be read is ignored: the event matters more.
        traceparent=traceparent if traceparent and TRACEPARENT.fullmatch(traceparent) else None,
    )


def _attributes(headers: Sequence[tuple[str, bytes | None]]) -> dict[str, str]:
    try:
        attributes = {name: value.decode() for name, value in headers if value is not None}
    except UnicodeDecodeError:
        raise Undecodable("not-utf-8", "a header is not UTF-8; send headers in UTF-8") from None
    for name in REQUIRED_HEADERS:
        if name not in attributes:
            raise Undecodable("missing-header", f"header {name} is missing; send all of {', '.join(REQUIRED_HEADERS)}")
    return attributes


def _event(wire_name: str, value: bytes | None) -> Event:
    cls = REGISTRY.get(wire_name)
    if cls is None:
        name = wire_name.rpartition(".")[0]
        if any(known.rpartition(".")[0] == name for known in REGISTRY):
            raise Undecodable(
                "unknown-version", f"this version of {name} is not known here; release this service first"
            )
        raise Undecodable("unknown-type", "ce_type names no event that is known here; see the service's /asyncapi.json")
    if value is None:
        raise Undecodable("no-value", f"the {wire_name} message has no value; send the event as JSON")
    try:
        return cls.model_validate_json(value)
    except ValidationError as error:
        raise _unfit(cls, value, error) from None


def _unfit(cls: type[Event], value: bytes, error: ValidationError) -> Undecodable:
    """Why a value is no event of that class: the names of the fields that do not fit, never what is in them."""
    problems = error.errors(include_url=False, include_context=False, include_input=False)
    if problems[0]["type"] != "json_invalid":
        fields = ", ".join(sorted({str(problem["loc"][0]) if problem["loc"] else "the whole" for problem in problems}))
        return Undecodable(
            "wrong-fields", f"{cls.wire_name}: {fields} missing or not of the kind that the contract says"
        )
    try:
        value.decode()
    except UnicodeDecodeError:
        return Undecodable("not-utf-8", f"the value of the {cls.wire_name} message is not UTF-8; send JSON in UTF-8")
    return Undecodable("not-json", f"the value of the {cls.wire_name} message is not JSON; send the event as JSON")


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Undecodable("malformed-header", "ce_id is no UUID; send the event's id") from None


def _source(text: str) -> str:
    if not (found := SOURCE.fullmatch(text)):
        raise Undecodable("malformed-header", f"ce_source names no service; send {SOURCE_PREFIX}<service>")
    return found[1]


def _version(text: str) -> int:
    if not VERSION.fullmatch(text):
        raise Undecodable("malformed-header", "ce_sequence is no version of a case; send a whole number from 1")
    return int(text)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise Undecodable(
            "malformed-header", "ce_time is no RFC 3339 moment; send when it was recorded, with the offset"
        )
    return moment
