"""Short references: every child has one, no two have the same, and those on record since before are given theirs."""

import asyncio
from uuid import UUID, uuid4

import pytest

from hearth.parts.provision import ServiceDatabase
from services.gateway.child.domain.matter import LegalMatter
from services.gateway.subscribers import references
from shared.events.gateway import ChildRegistered
from shared.messaging import clients
from shared.messaging.journal import Signature
from shared.messaging.references import FIGURES, LETTERS, candidates
from shared.messaging.store import Store
from shared.messaging.unit_of_work import EVERY_AUTHORITY
from tests.gateway.office import TODAY, Office


def test_a_reference_is_said_letter_by_letter_and_is_the_same_for_the_same_child() -> None:
    child = uuid4()
    first, second, *_ = candidates(child)
    assert first == next(iter(candidates(child)))
    assert first != second
    assert set(first[:2]) <= set(LETTERS)
    assert (first[2], len(first)) == ("-", 7)
    assert not set("AEIOUBDFGNPQSTV") & set(LETTERS), "a vowel spells words, the others are misheard"
    assert len(LETTERS) ** 2 * FIGURES > 1_000_000


async def store_of(office: Office) -> Store:
    store: Store = office.world.inhabitants["gateway"].app.state.store
    return store


async def reference_of(office: Office, child: UUID) -> str | None:
    """The reference that the child's record bears now."""
    async with (await store_of(office)).work(EVERY_AUTHORITY) as work:
        registered = (await work.load(LegalMatter, child)).registered
    assert registered
    return registered.reference


async def test_a_child_is_given_a_reference_when_it_is_registered(office: Office) -> None:
    child = await office.register()
    assert await reference_of(office, child) in list(candidates(child))


async def test_a_child_who_is_registered_anew_keeps_the_reference(office: Office) -> None:
    child = await office.register()
    before = await reference_of(office, child)
    (entry,) = await office.read(f"/children/{child}/entries")
    error = {"on": TODAY, "reason": "registered with the wrong date of birth"}
    await office.done(f"/children/{child}/entries/{entry['event_id']}/void", error, role="team_manager")
    await office.register(child=child)
    assert await reference_of(office, child) == before


async def test_what_another_authority_has_taken_is_passed_over(
    office: Office, databases: dict[str, ServiceDatabase]
) -> None:
    child = uuid4()
    first, second, *_ = candidates(child)
    async with clients.connection(databases["gateway"].owner_url) as owner:
        await owner.execute("insert into short_references values ($1, $2)", first, uuid4())
    await office.register(child=child)
    assert await reference_of(office, child) == second


async def test_two_who_want_one_reference_at_the_same_moment_get_two(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = [f"ZZ-{number:04}" for number in range(5)]
    monkeypatch.setattr("shared.messaging.references.candidates", lambda *_: iter(wanted))
    children = [uuid4() for _ in wanted]
    await asyncio.gather(*(office.register(child=child) for child in children))
    assert sorted([await reference_of(office, child) or "" for child in children]) == wanted


async def registered_before(office: Office) -> UUID:
    """A child on record since before there were references, of whom the others heard."""
    child = uuid4()
    async with (await store_of(office)).work(frozenset({"warrington"}), child) as work:
        work.signature = Signature("somebody@warrington")
        await work.open(LegalMatter, child)
        work.record(
            ChildRegistered.model_validate(
                {"child_id": child, "authority": "warrington", "occurred_on": TODAY, "date_of_birth": "2025-11-02"}
            )
        )
    await office.world.settle()
    return child


async def test_children_on_record_since_before_are_given_a_reference_of_which_everybody_hears(office: Office) -> None:
    child = await registered_before(office)
    assert await reference_of(office, child) is None
    assert await references.once(await store_of(office)) >= 1
    assert await references.once(await store_of(office)) == 0
    given = await reference_of(office, child)
    assert given in list(candidates(child))
    await office.world.settle()
    for service in ("planning", "tracking", "family_finding"):
        async with office.world.inhabitants[service].app.state.store.work(EVERY_AUTHORITY) as work:
            told = await work.connection.fetch("select data from inbox where case_id = $1", child)
        assert any(given in row["data"] for row in told), service


async def test_the_history_does_not_call_a_registration_corrected_that_was_given_its_reference(office: Office) -> None:
    child = await registered_before(office)
    await references.once(await store_of(office))
    headers = {"Authorization": f"Bearer {office.world.token('team_manager')}", "Accept": "text/html"}
    page = await office.world.inhabitants["gateway"].client.get(f"/children/{child}", headers=headers)
    assert "Registration recorded" in page.text
    assert "Corrected" not in page.text
    assert "Take back" not in page.text


async def test_a_reference_is_not_corrected(office: Office) -> None:
    child = await office.register()
    (entry,) = await office.read(f"/children/{child}/entries")
    path = f"/children/{child}/entries/{entry['event_id']}/correction"
    says = await office.refusal(path, {"on": TODAY, "reason": "to be nicer", "changes": {"reference": "HW-4821"}})
    assert "says which entry this is" in says
