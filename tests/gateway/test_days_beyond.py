"""A day of a year in which nothing is counted is a slip of the pen: it is told as such wherever it is written."""

from typing import Any

import pytest

from shared.testing.world import World
from tests.gateway.browser import Browser
from tests.gateway.cabinet import PDF, Cabinet
from tests.gateway.office import TODAY, Office
from tests.gateway.panel import CHAIR, EVERY_PAPER, LEGAL_ACTION, Panel

BEYOND = "write a day of the years 1900 to 2199"


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("review_on", {"review_on": "9999-12-31"}),
        ("extended_until", {"extended_until": "9999-12-31"}),
        ("actions", {"actions": [{"owner": "social_worker", "due_on": "2200-01-01", "words": "See the aunt."}]}),
    ],
)
async def test_a_decision_names_no_day_beyond_reckoning(panel: Panel, field: str, said: dict[str, Any]) -> None:
    child = await panel.register()
    await panel.sitting(8)
    await panel.refer(child, papers=EVERY_PAPER)
    panel.today(8)
    body = {"on": panel.on(8), "outcome": "pre_proceedings", **LEGAL_ACTION, **said}
    answer = await panel.office.ask(f"/children/{child}/decisions", body, role=CHAIR)
    assert (answer.status_code, answer.json()["errors"]) == (422, {f"body.{field}": BEYOND})


async def test_nobody_is_registered_in_the_first_year(office: Office) -> None:
    said = {"on": "0001-01-05", "authority": "warrington", "expected_date_of_birth": "0001-03-01"}
    told = await office.refusal("/children/0f9dd54c-3a37-4ae7-a1a3-5b7b3d0e9d55/registration", said, status=422)
    assert f"body.on: {BEYOND}" in told
    assert f"body.expected_date_of_birth: {BEYOND}" in told


async def test_the_form_says_so_at_the_day(world: World, panel: Panel) -> None:
    child = await panel.register()
    sitting = await panel.sitting(8)
    await panel.refer(child, papers=EVERY_PAPER)
    panel.today(8)
    chair = await Browser(world, CHAIR).open(f"{sitting}/children/{child}")
    await chair.write(outcome="pre_proceedings", review_on="9999-12-31").press("Record and go")
    assert chair.status == 422
    assert f"Next review by the panel: {BEYOND}" in chair.text


async def test_a_correction_moves_no_entry_there(office: Office) -> None:
    child = await office.register()
    (entry,) = await office.read(f"/children/{child}/entries")
    said = {"on": TODAY, "reason": "The year was wrong.", "changes": {"date_of_birth": "0001-01-01"}}
    told = await office.refusal(f"/children/{child}/entries/{entry['event_id']}/correction", said)
    assert told == f"the entry cannot read so: date_of_birth: {BEYOND}"


async def test_a_paper_bears_no_such_day(world: World, panel: Panel, cabinet: Cabinet) -> None:
    answer = await cabinet.keep(dated="9999-12-31")
    assert (answer.status_code, answer.json()["errors"]) == (422, {"body.dated": BEYOND})
    await panel.sitting(8)
    path, _ = await panel.refer(await panel.register())
    worker = await Browser(world, "social_worker").open(f"{path}/papers/chronology/file")
    await worker.write(dated="9999-12-31").press("Add", file=("Chronology.pdf", PDF, "application/pdf"))
    assert worker.status == 422
    assert f"Dated: {BEYOND}" in worker.text
