"""Poison of every kind is parked with its child; nothing is lost, nobody else waits."""

import json
from typing import Any
from uuid import uuid4

import asyncpg
import pytest

from shared.messaging.envelope import REQUIRED_HEADERS
from shared.messaging.parked import Message
from tests.messaging.conftest import Hearer
from tests.messaging.messages import decided, message, recorded

SECRET = "Sam Secret of 1 Mill Lane"

# What spoils a message, and under which cause it is parked.
POISON: dict[str, tuple[str, dict[str, Any]]] = {
    "not JSON": ("not-json", {"value": b"{"}),
    "not UTF-8": ("not-utf-8", {"value": b'{"child_id": "\xff"}'}),
    "NUL in the value": ("not-json", {"value": b"\x00{}"}),
    "NUL in a header": ("wrong-specversion", {"ce_specversion": b"\x00"}),
    "NUL in a header's name": ("not-json", {"x\x00": b"", "value": b"{"}),
    "header not UTF-8": ("not-utf-8", {"ce_source": b"\xff\xfe"}),
    "no value": ("no-value", {"value": None}),
    "nothing but a list": ("wrong-fields", {"value": b"[]"}),
    "words where a day is": ("wrong-fields", {"value": json.dumps({"occurred_on": SECRET}).encode()}),
    "a type unheard of": ("unknown-type", {"ce_type": SECRET.encode()}),
    "a version not yet known": ("unknown-version", {"ce_type": b"planning.adoption_decision_made.v99"}),
    "no UUID": ("malformed-header", {"ce_id": SECRET.encode()}),
    "no moment": ("malformed-header", {"ce_time": b"yesterday"}),
    "a moment before the first": ("DataError", {"ce_time": b"0001-01-01T00:00:00+14:00"}),
    "another subject": ("wrong-key", {"ce_subject": str(uuid4()).encode()}),
    "another authority": ("wrong-authority", {"ce_authority": b"bradford"}),
    **{f"no {name}": ("missing-header", {name: None}) for name in REQUIRED_HEADERS},
}


@pytest.mark.parametrize(("cause", "spoilt"), POISON.values(), ids=list(POISON))
async def test_poison_is_parked_with_its_child_and_others_go_on(
    gateway: Hearer, cause: str, spoilt: dict[str, Any]
) -> None:
    child, other = uuid4(), uuid4()
    first, second, after = (recorded(decided(one)) for one in (child, child, other))
    await gateway.hear(message(recorded(decided(child)), **spoilt), message(first), message(after))
    await gateway.hear(message(second))
    assert [(one["cause"], one["event_id"]) for one in await gateway.parked(child)][1:] == [
        ("waits-behind", first.event_id),
        ("waits-behind", second.event_id),
    ]
    assert (await gateway.parked(child))[0]["cause"] == cause
    assert await gateway.heard(child) == []
    assert await gateway.heard(other) == [after.event_id]


@pytest.mark.parametrize("key", [None, b"", b"nobody", b"\xff", b"\x00"])
async def test_poison_of_nobody_holds_nobody(gateway: Hearer, key: bytes | None) -> None:
    child = uuid4()
    said = recorded(decided(child))
    await gateway.hear(message(recorded(decided(child)), key=key), message(said))
    [parked] = await gateway.parked()
    assert (parked["cause"], parked["case_id"]) == ("wrong-key", None)
    assert await gateway.heard(child) == [said.event_id]


async def test_a_header_twice_and_without_a_value_is_poison_like_any_other(gateway: Hearer) -> None:
    child = uuid4()
    whole = message(recorded(decided(child)), value=b"{")
    odd = [("x", None), ("x", b"1"), ("x", None)]
    await gateway.hear(Message(whole.topic, whole.place, whole.key, whole.value, [*whole.headers, *odd]))
    assert [one["cause"] for one in await gateway.parked(child)] == ["not-json"]


async def test_poison_that_comes_again_is_counted_not_parked_again(gateway: Hearer) -> None:
    child = uuid4()
    poison = message(recorded(decided(child)), value=b"{")
    for _ in range(3):
        await gateway.hear(poison)
    assert [one["attempts"] for one in await gateway.parked(child)] == [3]


async def test_a_parked_message_is_kept_to_the_byte(gateway: Hearer, owner: asyncpg.Connection) -> None:
    poison = message(recorded(decided(uuid4())), value=bytes(range(256)), x=b"\x00\xff")
    await gateway.hear(poison)
    kept = Message.from_parked(await owner.fetchrow("select * from parked"))
    assert (kept.key, kept.value, list(kept.headers)) == (poison.key, poison.value, list(poison.headers))


async def test_what_is_shown_of_parked_messages_holds_nothing_out_of_them(gateway: Hearer) -> None:
    for _cause, spoilt in POISON.values():
        await gateway.hear(message(recorded(decided(uuid4())), **spoilt, x_note=SECRET.encode()))
    shown = [*await gateway.parked(), *await gateway.parked_actions.causes()]
    assert len(await gateway.parked()) == len(POISON)
    assert "ecret" not in str(shown)
    assert not any({"message", "value", "headers", "key"} & set(one) for one in shown)
