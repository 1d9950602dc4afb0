"""Registering a child: born or unborn, and not twice."""

import asyncio
from uuid import uuid4

import pytest

from shared.clock import FixedClock
from tests.gateway.office import TODAY, Office

ETTA = {"given_names": "Etta Rose", "family_name": "Quillfeather"}


async def test_a_child_is_registered_with_a_name_that_only_the_people_table_holds(office: Office) -> None:
    child = await office.register(details={**ETTA, "sex": "female"})
    known = await office.read(f"/people/{child}")
    assert known["details"]["family_name"] == "Quillfeather"
    assert known["details"]["date_of_birth"] == "2025-11-02"
    assert known["version"] == 1
    assert known["recorded_by"] == "social_worker@warrington"


async def test_an_unborn_child_is_born(office: Office, clock: FixedClock) -> None:
    child = await office.register(expected_date_of_birth="2026-05-04", details={"family_name": "Quillfeather"})
    matter = await office.read(f"/children/{child}")
    assert (matter["date_of_birth"], matter["expected_date_of_birth"]) == (None, "2026-05-04")
    clock.moment = clock.now().replace(month=4, day=29)
    told = await office.done(f"/children/{child}/birth", {"on": "2026-04-28"})
    assert [fact["type"] for fact in told["recorded"]] == ["gateway.child_born.v1"]
    assert (await office.read(f"/children/{child}"))["date_of_birth"] == "2026-04-28"
    known = await office.read(f"/people/{child}")
    assert (known["version"], known["details"]["date_of_birth"]) == (2, "2026-04-28")


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"date_of_birth": "2026-04-02"}, "the date of birth is after the day of registration"),
        ({"date_of_birth": "2008-03-30"}, "18 or over on the day of registration"),
        ({}, "give either a date of birth or"),
        ({"date_of_birth": "2025-11-02", "expected_date_of_birth": "2026-05-04"}, "give either a date of birth or"),
        ({"expected_date_of_birth": "2027-01-05"}, "more than 40 weeks after the registration"),
        ({"expected_date_of_birth": "2026-03-08"}, "more than three weeks before the registration"),
        (
            {"date_of_birth": "2025-11-02", "details": {**ETTA, "date_of_birth": "2025-02-11"}},
            "the details name another date of birth than the registration",
        ),
    ],
)
async def test_a_registration_that_cannot_be_is_refused(office: Office, body: dict[str, object], says: str) -> None:
    asked = {"on": TODAY, "authority": "warrington", **body}
    assert says in await office.refusal(f"/children/{uuid4()}/registration", asked)


async def test_who_is_18_tomorrow_is_a_child_today(office: Office) -> None:
    await office.register(date_of_birth="2008-03-31")


async def test_a_birth_that_cannot_be_is_refused(office: Office) -> None:
    child = await office.register(expected_date_of_birth="2026-05-04")
    path = f"/children/{child}/birth"
    says = await office.refusal(path, {"on": "2026-03-29"})
    assert "the birth is before 30 March 2026, on which the child was registered as unborn" in says
    assert "31 March 2026 is still to come" in await office.refusal(path, {"on": "2026-03-31"}, ahead=True)


async def test_a_child_is_born_once(office: Office) -> None:
    unborn, born = await office.register(expected_date_of_birth="2026-04-04"), await office.register()
    await office.done(f"/children/{unborn}/birth", {"on": TODAY})
    says = await office.refusal(f"/children/{unborn}/birth", {"on": TODAY})
    assert "this child was born on 30 March 2026; correct that entry" in says
    assert "born on 2 November 2025" in await office.refusal(f"/children/{born}/birth", {"on": TODAY})
    assert "is known here" in await office.refusal(f"/children/{uuid4()}/birth", {"on": TODAY}, status=404)


async def test_a_child_who_may_be_known_already_is_shown_before_anything_is_stored(office: Office) -> None:
    known = await office.register(details=ETTA)
    again = uuid4()
    asked = {"on": TODAY, "authority": "warrington", "date_of_birth": "2025-11-02", "details": {**ETTA, "sex": "male"}}
    answer = await office.ask(f"/children/{again}/registration", asked)
    assert answer.status_code == 409
    assert answer.json()["type"] == "/problems/possible-duplicate"
    assert answer.json()["possible_duplicates"] == [str(known)]
    assert "send this again with not_a_duplicate_of" in answer.json()["detail"]
    assert (await office.world.get("gateway", f"/children/{again}", role="social_worker")).status_code == 404
    await office.done(f"/children/{again}/registration", {**asked, "not_a_duplicate_of": [str(known)]})


async def test_a_child_whom_nobody_registered_is_not_known(office: Office) -> None:
    child = uuid4()
    answer = await office.world.get("gateway", f"/children/{child}", role="social_worker")
    assert answer.status_code == 404
    said = f"no child {child} is known here; check the id, or whether the child is yours to see"
    assert answer.json()["detail"] == said


async def test_of_two_teams_who_register_one_child_at_once_the_second_is_told(office: Office) -> None:
    asked = {"on": TODAY, "authority": "warrington", "date_of_birth": "2025-11-02", "details": ETTA}
    paths = [f"/children/{uuid4()}/registration" for _ in range(4)]
    answers = await asyncio.gather(*(office.ask(path, asked) for path in paths))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]


async def test_an_unborn_child_is_looked_for_by_the_expected_date(office: Office) -> None:
    known = await office.register(expected_date_of_birth="2026-05-04", details={"family_name": "Quillfeather"})
    described = {"details": {"family_name": "Quillfeather"}, "expected_date_of_birth": "2026-05-04"}
    answer = await office.ask("/people/duplicates", described)
    assert answer.json() == {"possible_duplicates": [str(known)]}
    later = await office.ask("/people/duplicates", {**described, "expected_date_of_birth": "2026-05-05"})
    assert later.json() == {"possible_duplicates": []}


async def test_the_same_request_under_the_same_key_is_no_duplicate_of_itself(office: Office) -> None:
    child, key = uuid4(), {"Idempotency-Key": str(uuid4())}
    asked = {"on": TODAY, "authority": "warrington", "date_of_birth": "2025-11-02", "details": ETTA}
    first = await office.done(f"/children/{child}/registration", asked, headers=key)
    assert await office.done(f"/children/{child}/registration", asked, headers=key) == first
