"""People's details: recorded as versions, found by name, shown only to who works on cases, and duplicates warned of."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.gateway.office import Office

NESTA: dict[str, Any] = {
    "given_names": "Nesta Mair",
    "family_name": "O'Quillfeather",
    "date_of_birth": "1998-07-14",
    "sex": "female",
    "address": ["4 Invented Row", "Padgate"],
    "postcode": "ZZ1 1ZZ",
    "phone": "01632 960001",
    "email": "nesta@example.org",
}


async def found(office: Office, **sought: str) -> list[str]:
    answer = await office.ask("/people/search", sought)
    assert answer.status_code == 200, answer.text
    return sorted(one["person_id"] for one in answer.json())


async def alike(office: Office, authority: str = "warrington", **details: str) -> list[str]:
    answer = await office.ask("/people/duplicates", {"details": details}, authority=authority)
    assert answer.status_code == 200, answer.text
    known: list[str] = answer.json()["possible_duplicates"]
    return known


async def test_a_mother_moves_house_and_both_addresses_are_kept(office: Office) -> None:
    mother = await office.meet(**NESTA)
    answer = await office.world.get("gateway", f"/people/{mother}", role="social_worker")
    assert answer.headers["etag"] == '"1"'
    assert answer.json()["details"] == {**NESTA, "known_as": None}
    moved = {"authority": "warrington", "details": {**NESTA, "address": ["9 Imagined Lane"]}}
    await office.done(f"/people/{mother}", moved, headers={"If-Match": '"1"'}, role="team_manager")
    versions = await office.read(f"/people/{mother}/versions")
    assert [one["details"]["address"][0] for one in versions] == ["4 Invented Row", "9 Imagined Lane"]
    assert [one["recorded_by"] for one in versions] == ["social_worker@warrington", "team_manager@warrington"]
    assert (await office.read(f"/people/{mother}"))["version"] == 2


async def test_who_has_not_read_the_latest_version_does_not_write_over_it(office: Office) -> None:
    father = await office.meet(given_names="Idwal", family_name="Quillfeather")
    body = {"authority": "warrington", "details": {"given_names": "Idwal", "family_name": "Quill"}}
    says = await office.refusal(f"/people/{father}", body, status=412)
    assert "at version 1, not 0; read them, then name the version that you read in If-Match" in says
    await office.done(f"/people/{father}", body, headers={"If-Match": '"1"'})
    assert "at version 2, not 1" in await office.refusal(
        f"/people/{father}", body, status=412, headers={"If-Match": '"1"'}
    )


@pytest.mark.parametrize(
    "name",
    [
        "Nesta",
        "nesta o'quillfeather",
        "OQUILLFEATHER",
        "quillfeather O'Quillfeather mair".removeprefix("quillfeather "),
    ],
)
async def test_a_person_is_found_by_any_of_the_names_however_written(office: Office, name: str) -> None:
    mother = await office.meet(**NESTA)
    assert await found(office, name=name) == [str(mother)]
    assert await found(office, name=name, born="1998-07-14") == [str(mother)]
    assert await found(office, name=name, born="1998-07-15") == []


async def test_every_name_that_is_asked_for_has_to_be_there(office: Office) -> None:
    await office.meet(**NESTA)
    assert await found(office, name="Nesta Pennyworth") == []
    assert await found(office, name="Nes") == []


async def test_a_person_is_found_by_a_former_name_and_shown_as_now(office: Office) -> None:
    person = await office.meet(given_names="Mabli", family_name="Beforehand")
    body = {"authority": "warrington", "details": {"given_names": "Mabli", "family_name": "Afterwards"}}
    await office.done(f"/people/{person}", body, headers={"If-Match": '"1"'})
    (known,) = (await office.ask("/people/search", {"name": "Beforehand"})).json()
    assert (known["person_id"], known["details"]["family_name"]) == (str(person), "Afterwards")


async def test_possible_duplicates_share_two_names_or_a_name_and_the_date_of_birth(office: Office) -> None:
    mother = await office.meet(**NESTA)
    assert await alike(office, given_names="Nesta", family_name="O\N{RIGHT SINGLE QUOTATION MARK}Quillfeather")
    assert await alike(office, given_names="Nesta", family_name="Other", date_of_birth="1998-07-14") == [str(mother)]
    assert await alike(office, given_names="Nesta", family_name="Other", date_of_birth="1998-07-15") == []
    assert await alike(office, given_names="Other", family_name="Names", date_of_birth="1998-07-14") == []


async def test_somebody_known_is_not_recorded_twice_unless_they_are_two(office: Office) -> None:
    mother = await office.meet(**NESTA)
    namesake = {"authority": "warrington", "details": {"given_names": "Nesta", "family_name": "O'Quillfeather"}}
    person = uuid4()
    answer = await office.ask(f"/people/{person}", namesake)
    assert (answer.status_code, answer.json()["possible_duplicates"]) == (409, [str(mother)])
    assert "Quillfeather" not in answer.text
    await office.done(f"/people/{person}", {**namesake, "not_a_duplicate_of": [str(mother)]})


async def test_people_of_another_authority_are_neither_found_nor_named_as_duplicates(office: Office) -> None:
    mother = await office.meet(**NESTA, authority="surrey")
    assert await found(office, name="Nesta") == []
    assert await alike(office, given_names="Nesta Mair", family_name="O'Quillfeather") == []
    assert await alike(office, "surrey", given_names="Nesta Mair", family_name="O'Quillfeather") == [str(mother)]
    answer = await office.world.get("gateway", f"/people/{mother}", role="social_worker")
    assert answer.status_code == 404
    body = {"authority": "warrington", "details": {"given_names": "Nobody"}}
    taken = await office.refusal(f"/people/{mother}", body, status=412)
    assert taken == "this id is taken; use a fresh one for somebody who is new"


async def test_details_are_recorded_under_an_authority_that_is_the_callers(office: Office) -> None:
    body = {"authority": "surrey", "details": {"given_names": "Nobody"}}
    assert "an authority that you do not work for" in await office.refusal(f"/people/{uuid4()}", body, status=403)


@pytest.mark.parametrize("role", ["agency_decision_maker"])
async def test_who_reads_legal_matters_need_not_read_names(office: Office, role: str) -> None:
    child = await office.register(details={"given_names": "Ffion", "family_name": f"For{role}".replace("_", "")})
    assert (await office.world.get("gateway", f"/children/{child}", role=role)).status_code == 200
    for path in (f"/people/{child}", f"/people/{child}/versions"):
        assert (await office.world.get("gateway", path, role=role)).status_code == 403
    assert (await office.ask("/people/search", {"name": "Ffion"}, role=role)).status_code == 403


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({}, "body.details"),
        ({"given_names": " - "}, "body.details"),
        ({"given_names": "Nesta\x07"}, "body.details.given_names"),
        ({"given_names": "Nesta", "email": "nobody at all"}, "body.details.email"),
        ({"given_names": "Nesta", "nickname": "Ness"}, "body.details.nickname"),
    ],
)
async def test_what_is_wrong_is_told_by_its_field_and_not_repeated(
    office: Office, details: dict[str, str], field: str
) -> None:
    person: UUID = uuid4()
    answer = await office.ask(f"/people/{person}", {"authority": "warrington", "details": details})
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [field]
    assert "Nes" not in answer.text
    assert "nobody at all" not in answer.text


async def test_somebody_is_called_something(office: Office) -> None:
    for details in ({}, {"given_names": " - ", "phone": "01632 960001"}):
        body = {"authority": "warrington", "details": details}
        said = await office.refusal(f"/people/{uuid4()}", body, status=422)
        assert "give a given name, a family name or what the person is known as, in letters" in said


async def test_asking_without_a_name_says_to_write_one(office: Office) -> None:
    assert "write at least one name, in letters" in await office.refusal("/people/search", {"name": "--"}, status=422)
    unknown = await office.world.get("gateway", f"/people/{uuid4()}", role="iro")
    assert "check the id, or whether they are yours to see" in unknown.json()["detail"]


async def test_a_search_finds_as_many_people_as_it_may_whatever_their_versions(office: Office) -> None:
    name = f"S{uuid4().hex}"
    people = [await office.meet(given_names=f"P{uuid4().hex}", family_name=name) for _ in range(30)]
    for one in people:
        known = await office.read(f"/people/{one}")
        moved = {"authority": "warrington", "details": known["details"] | {"phone": "01632 960111"}}
        await office.done(f"/people/{one}", moved, headers={"If-Match": '"1"'})
    assert await found(office, name=name) == sorted(map(str, people))
