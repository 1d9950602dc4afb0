"""The driver's side: the same for the same seed, noted before and after, let pass in shares."""

import asyncio
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from hearth.faults.courses import Course
from hearth.faults.engineer import UNREADABLE
from hearth.faults.gate import Gate
from hearth.faults.poison import KINDS, MARK, good
from hearth.faults.record import DriverJournal, read
from hearth.faults.snapshot import Answer, Command, Outcome, Poison
from hearth.faults.step import spoilt
from shared.messaging.envelope import Undecodable, decode

CHILD = UUID(int=1)
SEEDS = [f"seed {number}" for number in range(30)]


def test_the_same_seed_draws_the_same_course() -> None:
    assert [list(Course(seed).steps()) for seed in SEEDS] == [list(Course(seed).steps()) for seed in SEEDS]


def test_other_seeds_draw_other_children() -> None:
    assert len({Course(seed).child for seed in SEEDS}) == len(SEEDS)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_days_of_a_course_do_not_go_back(seed: str) -> None:
    days = [step.on for step in Course(seed).steps()]
    assert days == sorted(days)


def test_a_spoilt_step_is_asked_of_the_same_case_and_never_as_it_was() -> None:
    step = next(Course("seed").steps())
    for number in range(20):
        wrong = spoilt(step, Random(number))
        assert not wrong.valid
        assert wrong.path == step.path
        assert (wrong.content, wrong.role) != (step.content, step.role)


def test_the_journal_tells_what_was_answered_and_what_was_not(tmp_path: Path) -> None:
    journal = DriverJournal(tmp_path / "driver.jsonl")
    for key in ("one", "one", "two", "three"):
        journal.asked(key, "gateway", CHILD, {"path": "/"})
    journal.unanswered("one", "ReadError")
    journal.answered("one", 201, {"version": 1})
    journal.answered("two", 409, {})
    journal.poisoned(Poison("mark", "not JSON", "gateway.events"))
    journal.close()
    commands, poison = read(tmp_path / "driver.jsonl")
    assert commands == (
        Command("one", "gateway", CHILD, (Answer(201, {"version": 1}), None)),
        Command("two", "gateway", CHILD, (Answer(409, {}),)),
        Command("three", "gateway", CHILD, (None,)),
    )
    assert [command.outcome for command in commands] == [Outcome.ACCEPTED, Outcome.REJECTED, Outcome.UNKNOWN]
    assert commands[0].answered_late
    assert poison == (Poison("mark", "not JSON", "gateway.events"),)


async def test_the_gate_lets_pass_what_is_released_and_no_more_than_all() -> None:
    gate = Gate(3)
    waiting = [asyncio.create_task(gate.take()) for _ in range(5)]
    await gate.release(2)
    await gate.until(2)
    assert gate.passed == 2
    await gate.release(10)
    assert await asyncio.gather(*waiting) == [0, 1, 2, None, None]


@pytest.mark.parametrize("kind", KINDS)
def test_no_service_can_read_poison_and_the_engineer_knows_why(kind: str) -> None:
    key, value, headers = KINDS[kind](good(CHILD, "mark-1"))
    with pytest.raises(Undecodable) as refused:
        decode(value, list(headers.items()), key)
    assert refused.value.cause_code in UNREADABLE


@pytest.mark.parametrize("kind", KINDS)
def test_poison_is_found_again_by_its_mark(kind: str) -> None:
    _, value, headers = KINDS[kind](good(CHILD, "mark-1"))
    assert b"mark-1" in (value or b"") + headers.get(MARK, b"")


def test_without_its_fault_poison_is_a_message_in_order() -> None:
    key, value, headers = good(CHILD, "mark-1")
    assert decode(value, list(headers.items()), key).case_id == CHILD
