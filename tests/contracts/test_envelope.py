"""The envelope: does an event come back as it was sent, and is every kind of poison named without quoting it?"""

import json
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.events.base import Event, load
from shared.events.gateway import GatewayDecisionMade
from shared.events.samples.files import samples
from shared.messaging.envelope import REQUIRED_HEADERS, RecordedEvent, Undecodable, decode, encode, key_of

EVENTS = [load(name, json.dumps(sample)) for name, found in samples().items() for sample in found]
TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
MADE = RecordedEvent(
    event_id=UUID("0d4a3c58-8a0e-4a58-9a3c-6a2f9e6a7f10"),
    event=load("gateway.gateway_decision_made.v1", samples()["gateway.gateway_decision_made.v1"][0]),
    source="gateway",
    version=3,
    recorded_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
    traceparent=TRACE,
)
VALUE, HEADERS = encode(MADE)
KEY = key_of(MADE.case_id)

moments = st.datetimes(timezones=st.just(UTC) | st.integers(-840, 840).map(lambda m: timezone(timedelta(minutes=m))))


recorded_events = st.builds(
    RecordedEvent,
    event_id=st.uuids(),
    event=st.sampled_from(EVENTS),
    source=st.sampled_from(["gateway", "planning", "family_finding", "tracking"]),
    version=st.integers(1, 999_999_999),
    recorded_at=moments,
    traceparent=st.none() | st.just(TRACE),
)


@given(recorded_events)
def test_an_event_comes_back_as_it_was_sent(sent: RecordedEvent) -> None:
    value, headers = encode(sent)
    assert decode(value, headers, key_of(sent.case_id)) == sent


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.wire_name)
def test_every_sample_comes_back_as_it_was_sent(event: Event) -> None:
    sent = replace(MADE, event=event)
    value, headers = encode(sent)
    assert decode(value, headers, key_of(sent.case_id)) == sent


def test_headers_are_cloudevents_in_binary_mode() -> None:
    assert dict(HEADERS) == {
        "ce_specversion": b"1.0",
        "content-type": b"application/json",
        "ce_id": b"0d4a3c58-8a0e-4a58-9a3c-6a2f9e6a7f10",
        "ce_source": b"/hearth/gateway",
        "ce_type": b"gateway.gateway_decision_made.v1",
        "ce_time": b"2026-03-02T09:30:00+00:00",
        "ce_subject": str(MADE.case_id).encode(),
        "ce_sequence": b"3",
        "ce_authority": b"warrington",
        "traceparent": TRACE.encode(),
    }


def test_what_a_newer_version_of_a_partner_adds_is_passed_over() -> None:
    value = json.dumps(json.loads(VALUE) | {"colour": "blue"}).encode()
    assert decode(value, [*HEADERS, ("ce_colour", b"blue")], KEY) == MADE


@pytest.mark.parametrize("header", [b"not a trace", TRACE.upper().encode(), None])
def test_an_unreadable_trace_costs_the_trace_and_not_the_event(header: bytes | None) -> None:
    assert decode(VALUE, having(traceparent=header), KEY) == replace(MADE, traceparent=None)


def having(**changes: bytes | None) -> list[tuple[str, bytes | None]]:
    return list((dict[str, bytes | None](HEADERS) | changes).items())


def fields(**changes: object) -> bytes:
    return json.dumps(json.loads(VALUE) | changes).encode()


POISON: dict[str, list[tuple[bytes | None, list[tuple[str, bytes | None]], bytes | None]]] = {
    "missing-header": [
        *((VALUE, [pair for pair in having() if pair[0] != name], KEY) for name in REQUIRED_HEADERS),
        (VALUE, having(ce_id=None), KEY),
        (VALUE, [], KEY),
    ],
    "wrong-specversion": [(VALUE, having(ce_specversion=b"0.3"), KEY)],
    "wrong-key": [
        (VALUE, having(), None),
        (VALUE, having(), b"another"),
        (VALUE, having(), b"\xff"),
        (VALUE, having(), KEY.upper()),
    ],
    "wrong-subject": [(fields(child_id="8f0c5d2a-7b4e-4a0e-8f43-6f0f7a9d1e22"), having(), KEY)],
    "wrong-authority": [(VALUE, having(ce_authority=b"bradford"), KEY)],
    "unknown-type": [(VALUE, having(ce_type=b"gateway.child_renamed.v1"), KEY), (VALUE, having(ce_type=b""), KEY)],
    "unknown-version": [(VALUE, having(ce_type=b"gateway.gateway_decision_made.v99"), KEY)],
    "no-value": [(None, having(), KEY)],
    "not-json": [(b"{", having(), KEY), (b"", having(), KEY), (b"[" * 100_000, having(), KEY)],
    "not-utf-8": [
        (VALUE.replace(b"warrington", b"warr\xffngton"), having(), KEY),
        (VALUE, having(ce_source=b"\xff"), KEY),
    ],
    "wrong-fields": [
        (fields(outcome="secret"), having(), KEY),
        (fields(occurred_on="secret"), having(), KEY),
        (fields(authority="Sam Secret"), having(), KEY),
        (b"[]", having(), KEY),
        (b"null", having(), KEY),
    ],
    "malformed-header": [
        (VALUE, having(ce_id=b"secret"), KEY),
        (VALUE, having(ce_source=b"secret"), KEY),
        (VALUE, having(ce_source=b"/hearth/Secret"), KEY),
        (VALUE, having(ce_sequence=b"0"), KEY),
        (VALUE, having(ce_sequence="³".encode()), KEY),
        (VALUE, having(ce_sequence=b"9999999999"), KEY),
        (VALUE, having(ce_time=b"yesterday"), KEY),
        (VALUE, having(ce_time=b"2026-03-02T09:30:00"), KEY),
    ],
}


@pytest.mark.parametrize(("cause", "message"), [(cause, one) for cause, many in POISON.items() for one in many])
def test_poison_is_named(
    cause: str, message: tuple[bytes | None, list[tuple[str, bytes | None]], bytes | None]
) -> None:
    with pytest.raises(Undecodable) as refused:
        decode(*message)
    assert refused.value.cause_code == cause
    assert "ecret" not in str(refused.value)


def test_the_fields_that_do_not_fit_are_named_without_their_values() -> None:
    with pytest.raises(
        Undecodable, match=r"^gateway\.gateway_decision_made\.v1: occurred_on, outcome missing or not of"
    ):
        decode(fields(outcome="x", occurred_on="y"), having(), KEY)


@given(
    st.none() | st.binary(max_size=50),
    st.lists(st.tuples(st.sampled_from([*REQUIRED_HEADERS, "traceparent"]), st.none() | st.binary(max_size=20))),
    st.none() | st.binary(max_size=40),
)
def test_nothing_but_undecodable_ever_escapes(
    value: bytes | None, headers: list[tuple[str, bytes | None]], key: bytes | None
) -> None:
    with pytest.raises(Undecodable):
        decode(value, [*headers], key)
    readable = [pair for pair in having() if pair[0] not in dict(headers)]
    with suppress(Undecodable):
        decode(VALUE, [*readable, *headers], KEY)


def test_a_decision_is_read_as_its_class() -> None:
    event = decode(VALUE, HEADERS, KEY).event
    assert isinstance(event, GatewayDecisionMade)
    assert event.occurred_on == date(2026, 3, 2)
