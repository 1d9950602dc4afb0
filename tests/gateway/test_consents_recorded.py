"""Consent to adoption over HTTP and on the child's page: by whom it is recorded, shown and mended, and who hears."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from shared.events.family_finding import AdoptionApplicationLodged
from shared.identifiers import ChildId, new_id
from shared.messaging.envelope import RecordedEvent, encode, key_of
from shared.messaging.parked import Message
from shared.messaging.topics import topic_of
from shared.testing.world import World
from tests.gateway.browser import Browser
from tests.gateway.cabinet import Cabinet
from tests.gateway.office import TODAY, Office

WORKER, LAWYER, MANAGER = "social_worker", "legal_adviser", "service_manager"


async def mother_of(office: Office, cabinet: Cabinet) -> UUID:
    """The child's mother, who holds parental responsibility."""
    mother = await office.meet(given_names="Gwenllian", family_name="Madeup")
    parent = {"on": TODAY, "person_id": str(mother), "relationship": "mother", "parental_responsibility": True}
    await office.done(f"{cabinet.case}/family", parent)
    return mother


async def consent(office: Office, cabinet: Cabinet) -> dict[str, Any]:
    """The mother consents to a placement for adoption; answers what was recorded."""
    form = await cabinet.kept(kind="consent_to_adoption")
    asked = {
        "on": TODAY,
        "person_id": str(await mother_of(office, cabinet)),
        "kind": "placement",
        "document_id": form["document_id"],
    }
    told = await office.done(f"{cabinet.case}/adoption-consents", asked, role=LAWYER)
    fact: dict[str, Any] = told["recorded"][0]
    return fact


async def test_a_worker_records_a_mothers_consent_and_its_withdrawal_on_the_childs_page(
    office: Office, world: World, cabinet: Cabinet
) -> None:
    mother = await mother_of(office, cabinet)
    letter = await cabinet.kept(kind="letter_before_proceedings")
    form = await cabinet.kept(kind="consent_to_adoption")
    at = Browser(world, WORKER)
    await at.open(cabinet.case)
    await at.follow("Record a parent's consent to adoption")
    assert "To the adoption order, in advance" in at.text
    offered = set(at.page.xpath("//*[@name='document_id']/@value | //*[@name='document_id']/option/@value"))
    assert (form["document_id"] in offered, letter["document_id"] in offered) == (True, False)
    at.write(on=TODAY, person_id=str(mother), kind="placement", document_id=form["document_id"])
    await at.press("Record")
    assert (at.status, "Placement for adoption" in at.text) == (200, True)
    assert "Adoption consent given" in at.text
    await at.follow("Record that a consent to adoption was withdrawn")
    assert "Gwenllian Madeup, placement, 30 March 2026" in at.text
    (given,) = await office.read(f"{cabinet.case}/adoption-consents")
    at.write(on=TODAY, consent_id=given["consent_id"])
    await at.press("Record")
    assert "Withdrawn, 30 March 2026" in at.text
    assert "Adoption consent withdrawn" in at.text
    (shown,) = await office.read(f"{cabinet.case}/adoption-consents", role="iro")
    assert (shown["ended_on"], shown["because"]) == (TODAY, "withdrawn")


async def test_a_consent_that_is_voided_leaves_its_withdrawal_without_ground(office: Office, cabinet: Cabinet) -> None:
    given = await consent(office, cabinet)
    body = {"on": TODAY, "consent_id": given["data"]["consent_id"]}
    await office.done(f"{cabinet.case}/adoption-consents/withdrawn", body)
    void = {"on": TODAY, "reason": "The form is not signed."}
    mended = await office.done(f"{cabinet.case}/entries/{given['event_id']}/void", void, role=MANAGER)
    (lost,) = mended["without_ground"]
    assert lost["lacks"] == "the adoption consent given of 30 March 2026, which is voided"
    assert await office.read(f"{cabinet.case}/adoption-consents") == []


async def test_a_form_of_another_child_is_no_form_and_few_may_record_a_consent(
    office: Office, cabinet: Cabinet
) -> None:
    other = cabinet.of(f"/children/{await office.register()}")
    asked = {
        "on": TODAY,
        "person_id": str(await mother_of(office, cabinet)),
        "kind": "placement",
        "document_id": (await other.kept())["document_id"],
    }
    path = f"{cabinet.case}/adoption-consents"
    assert await office.refusal(path, asked) == ("that document is of another case; name one of this child's documents")
    await office.refusal(path, asked, role="iro", status=403)


async def test_nobody_withdraws_a_consent_once_family_finding_tells_of_the_application_for_adoption(
    office: Office, world: World, cabinet: Cabinet
) -> None:
    given = await consent(office, cabinet)
    child = ChildId(cabinet.case_id)
    lodged = AdoptionApplicationLodged(child_id=child, authority="warrington", occurred_on=date(2026, 3, 30))
    told = RecordedEvent(new_id(), lodged, "family_finding", 1, datetime(2026, 3, 30, 12, tzinfo=UTC))
    value, headers = encode(told)
    topic = topic_of("family_finding")
    world.topics.messages[topic].append(Message(topic, "0/1", key_of(child), value, headers))
    await world.settle()
    body = {"on": "2026-03-31", "consent_id": given["data"]["consent_id"]}
    assert await office.refusal(f"{cabinet.case}/adoption-consents/withdrawn", body) == (
        "the application for an adoption order was made before, so a withdrawal has no effect"
        " (2002 Act s.52(4)); check the day"
    )
