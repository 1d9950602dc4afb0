"""The council's directory comes as CSV: each good line is a worker, each other is told by its number."""

from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from structlog.testing import capture_logs

from shared.storage import MEBIBYTE
from shared.testing.world import World
from tests.gateway.browser import Browser
from tests.gateway.office import Office
from tests.gateway.panel import COORDINATOR

HEAD = "given_names,family_name,role,team,phone,email,signs_in_as,until"


async def bring(office: Office, text: str | bytes, *, role: str = COORDINATOR, **fields: str) -> httpx.Response:
    """Send a directory, whatever the answer."""
    content = text.encode() if isinstance(text, str) else text
    return await office.world.inhabitants["gateway"].client.post(
        "/workers/import",
        files={"file": ("directory.csv", content, "text/csv")},
        data={"authority": "warrington"} | fields,
        headers={"Authorization": f"Bearer {office.world.token(role, 'warrington')}"},
    )


async def brought(office: Office, *lines: str, head: str = HEAD) -> dict[str, Any]:
    """Send a directory of these lines; answer the report."""
    answer = await bring(office, "\r\n".join((head, *lines)))
    assert answer.status_code == 200, answer.text
    report: dict[str, Any] = answer.json()
    return report


def counted(report: dict[str, Any]) -> tuple[int, int, int, list[int]]:
    """New, changed, as known, and the numbers of the lines refused."""
    refused = [one["line"] for one in report["refused"]]
    return report["recorded"], report["changed"], report["unchanged"], refused


async def test_the_same_directory_twice_records_nobody_twice(office: Office) -> None:
    one, two, team = uuid4().hex, uuid4().hex, f"t{uuid4().hex}"
    lines = (
        f"Jo,W{one},Social worker,{team},01632 960001,{one}@example.org,,",
        f"Ann,W{two},team_manager,{team},,,{two},31/12/9998",
    )
    assert counted(await brought(office, *lines)) == (2, 0, 0, [])
    assert counted(await brought(office, *lines)) == (0, 0, 2, [])
    manager, worker = sorted(await office.read(f"/workers?team={team}"), key=lambda one: str(one["given_names"]))
    assert (worker["role"], worker["phone"], worker["version"]) == ("social_worker", "01632 960001", 1)
    assert (manager["until"], manager["recorded_by"]) == ("9998-12-31", f"{COORDINATOR}@warrington")
    moved = f"Jo,W{one},social_worker,{team},,{one.upper()}@Example.org,jo.{one},"
    assert counted(await brought(office, moved, lines[1])) == (0, 1, 1, [])
    (again,) = [found for found in await office.read(f"/workers?team={team}") if found["given_names"] == "Jo"]
    assert (again["worker_id"], again["version"], again["phone"]) == (worker["worker_id"], 2, None)


async def test_a_column_that_is_not_in_the_file_stays_as_it_is_known(office: Office) -> None:
    worker, team = str(uuid4()), f"t{uuid4().hex}"
    await brought(office, f"{worker},Jo,Example,iro,{team}", head="worker_id,given_names,family_name,role,team")
    report = await brought(office, f"{worker},Jo,Sample,iro", head="worker_id,given_names,family_name,role")
    assert counted(report) == (0, 1, 0, [])
    known = await office.read(f"/workers/{worker}")
    assert (known["family_name"], known["team"]) == ("Sample", team)


async def test_each_bad_line_is_told_by_its_number_and_the_rest_goes_on(office: Office) -> None:
    one, team = uuid4().hex, f"t{uuid4().hex}"
    report = await brought(
        office,
        f"Jo,W{one},wizard,{team},,{one}@example.org,,",
        f'"Jo\nof two lines",W{one},iro,{team},,{one}@example.org,,',
        "",
        f"Jo,W{one},iro,{team},,,,",
        f"Jo,W{one},iro,{team},call me,no address,,30/02/2026",
        f"Jo,W{one},iro",
        f"Jo,W{one},iro,{team},,{one}@example.org,,",
        f"Ann,,iro,{team},,ann@example.org,,",
    )
    assert counted(report) == (1, 0, 0, [2, 3, 6, 7, 8, 10])
    said = {one["line"]: one["advice"] for one in report["refused"]}
    assert "role: write a role of the work" in said[2]
    assert "given_names: write the given names, on one line" in said[3]
    assert "write an e-mail, a sign-in or the worker's id" in said[6]
    assert [part.partition(":")[0] for part in said[7].split("; ")] == ["phone", "email", "until"]
    assert said[8] == "write 8 cells, as many as the first line has; a comma within one needs quotes"
    assert one not in str(report)
    assert "wizard" not in str(report)


async def test_a_line_for_an_id_that_is_taken_takes_back_nothing_else(office: Office) -> None:
    child, team = await office.register(), f"t{uuid4().hex}"
    other, mother = uuid4(), await office.meet(given_names="Mae", family_name=f"M{uuid4().hex}")
    body = {"authority": "surrey", "given_names": "Jo", "family_name": "Example", "role": "iro"}
    await office.done(f"/workers/{other}", body, role=COORDINATOR, authority="surrey")
    lines = [f"{one},Jo,Example,iro,{team}" for one in (uuid4(), child, other, uuid4(), "no id", mother)]
    report = await brought(office, *lines, head="worker_id,given_names,family_name,role,team")
    assert counted(report) == (2, 0, 0, [3, 4, 6, 7])
    assert report["refused"][-2]["advice"] == "worker_id: write the worker's id as a UUID, or leave it blank"
    assert len(await office.read(f"/workers?team={team}")) == 2


async def test_an_address_that_was_given_up_finds_whoever_has_it_now(office: Office) -> None:
    one, team = uuid4().hex, f"t{uuid4().hex}"
    head = "worker_id,given_names,family_name,role,team,email"
    await brought(office, f",Ann,A{one},iro,{team},x{one}@example.org", head=head)
    (known,) = await office.read(f"/workers?team={team}")
    ann = known["worker_id"]
    lines = (f"{ann},Ann,A{one},iro,{team},new{one}@example.org", f",Carl,C{one},iro,{team},x{one}@example.org")
    assert counted(await brought(office, *lines, head=head)) == (1, 1, 0, [])
    assert counted(await brought(office, *lines, head=head)) == (0, 0, 2, [])
    assert {found["given_names"] for found in await office.read(f"/workers?team={team}")} == {"Ann", "Carl"}
    assert (await office.read(f"/workers/{ann}"))["family_name"] == f"A{one}"


async def test_who_left_does_not_stand_before_the_colleague_who_has_the_sign_in_now(office: Office) -> None:
    one, teams = uuid4().hex, [f"a{uuid4().hex}", f"z{uuid4().hex}"]
    left, here = (f"Lea,L{one},iro,{teams[1]},,,{one},2019-01-31", f"Hal,H{one},iro,{teams[0]},,,{one},")
    assert counted(await brought(office, left)) == (1, 0, 0, [])
    leaver = (await office.read(f"/workers?team={teams[1]}&gone=true"))[0]["worker_id"]
    hal = f"{uuid4()},{here}"
    assert counted(await brought(office, hal, head=f"worker_id,{HEAD}")) == (1, 0, 0, [])
    assert counted(await brought(office, here)) == (0, 0, 1, [])
    mended = f"{leaver},Lea,L{one},team_manager,{teams[1]},,,{one},2019-01-31"
    assert counted(await brought(office, mended, f",{here}", head=f"worker_id,{HEAD}")) == (0, 1, 1, [])
    assert (await office.read(f"/workers/{leaver}"))["role"] == "team_manager"


HEAD_OF_FOUR = "given_names,family_name,role,email"
SHARED = "email: this is a colleague's address; write the sign-in of each who shares it"


async def working_with(office: Office, address: str) -> dict[str, str]:
    """Who is reached at an address: roles by given names."""
    found = [one for one in await office.read("/workers?gone=true") if one["email"] == address]
    return {str(one["given_names"]): str(one["role"]) for one in found}


async def test_a_colleagues_address_makes_nobody_somebody_else(office: Office) -> None:
    address = f"duty.{uuid4().hex}@example.test"
    olwen = f"Olwen,Dutyworth,social worker,{address}"
    assert counted(await brought(office, olwen, head=HEAD_OF_FOUR)) == (1, 0, 0, [])
    (known,) = [one for one in await office.read("/workers") if one["email"] == address]
    report = await brought(office, f"Bram,Nightwell,team manager,{address}", head=HEAD_OF_FOUR)
    assert counted(report) == (0, 0, 0, [2])
    assert report["refused"][0]["advice"].startswith(SHARED)
    assert (await office.read(f"/workers/{known['worker_id']}"))["given_names"] == "Olwen"
    grown = f"OLWEN,Dutyworth,team manager,{address}"
    assert counted(await brought(office, grown, head=HEAD_OF_FOUR)) == (0, 1, 0, [])
    assert await working_with(office, address) == {"OLWEN": "team_manager"}


async def test_several_share_a_mailbox_where_each_signs_in_as_somebody(office: Office) -> None:
    one, head = uuid4().hex, f"{HEAD_OF_FOUR},signs_in_as"
    address = f"duty.{one}@example.test"
    olwen = f"Olwen,Dutyworth,social worker,{address},olwen.{one}"
    bram = f"Bram,Nightwell,team manager,{address},bram.{one}"
    assert counted(await brought(office, olwen, bram, head=head)) == (2, 0, 0, [])
    assert counted(await brought(office, bram, olwen, head=head)) == (0, 0, 2, [])
    without = [line.rpartition(",")[0] for line in (bram, olwen)]
    assert counted(await brought(office, *without, head=HEAD_OF_FOUR)) == (0, 0, 2, [])
    assert await working_with(office, address) == {"Olwen": "social_worker", "Bram": "team_manager"}


async def test_name_and_role_never_change_together(office: Office) -> None:
    one, head = uuid4().hex, "worker_id,given_names,family_name,role,signs_in_as"
    worker = str(uuid4())
    await brought(office, f"{worker},Olwen,Dutyworth,social worker,o{one}", head=head)
    lines = [f"{key},Bram,Nightwell,team manager,o{one}" for key in (worker, "")]
    report = await brought(office, *lines, head=head)
    assert counted(report) == (0, 0, 0, [2, 3])
    assert {told["advice"].partition(",")[0] for told in report["refused"]} == {
        "the name and the role would both change"
    }
    married = f",Olwen,Nightwell,social worker,o{one}"
    assert counted(await brought(office, married, head=head)) == (0, 1, 0, [])
    assert (await office.read(f"/workers/{worker}"))["family_name"] == "Nightwell"


async def test_the_sign_in_and_address_of_who_left_are_free_for_somebody_else(office: Office) -> None:
    one = uuid4().hex
    left = f"Olwen,Dutyworth,social worker,,,{one}@example.test,o{one},2019-01-31"
    new = f"Bram,Nightwell,team manager,,,{one}@example.test,o{one},"
    assert counted(await brought(office, left, new)) == (2, 0, 0, [])
    assert counted(await brought(office, left, new)) == (0, 0, 2, [])


async def test_two_lines_of_a_file_do_not_change_one_worker(office: Office) -> None:
    one = uuid4().hex
    lines = [f"Jo,W{one},{role},{one}@example.test" for role in ("iro", "iro", "social worker")]
    report = await brought(office, *lines, head=HEAD_OF_FOUR)
    assert counted(report) == (1, 0, 1, [4])
    assert "an earlier line of this file is about the same worker" in report["refused"][0]["advice"]


@pytest.mark.parametrize("day", ["0", "1522108800", "20260331", "2026-03-31T00:00:00"])
async def test_a_number_is_no_last_day(office: Office, day: str) -> None:
    report = await brought(office, f"Jo,W{uuid4().hex},iro,,,{uuid4().hex}@example.test,,{day}")
    assert report["refused"] == [{"line": 2, "advice": "until: write a day as 31/03/2026 or 2026-03-31"}]


NO_DIRECTORY = {
    "another encoding": "given_names,family_name,role\nZo\xeb,Example,iro".encode("latin-1"),
    "a workbook": b"PK\x03\x04\x00\x00",
    "nothing": b"",
    "no first line": b"Zebedia,Quartermaine,iro,north_team",
    "a column that is not one": b"given_names,family_name,role,shoe_size\n",
    "a quote that is not closed": b'given_names,family_name,role\n"Jo,Example,iro',
}


@pytest.mark.parametrize("what", NO_DIRECTORY)
async def test_what_is_no_directory_is_refused_with_what_to_save(office: Office, what: str) -> None:
    answer = await bring(office, NO_DIRECTORY[what])
    assert answer.status_code == 422
    assert (
        "save it as CSV in UTF-8, with a first line of these columns: worker_id, given_names" in answer.json()["detail"]
    )
    assert "Quartermaine" not in answer.text


TOO_MUCH = {
    "the directory is larger than 2 MiB; split it into several files": f"{HEAD}\n".encode().ljust(2 * MEBIBYTE + 1),
    "the directory has more than 5,000 lines; split it into several files": f"{HEAD}\n".encode() + 5_000 * b"Jo\n",
}


@pytest.mark.parametrize("says", TOO_MUCH)
async def test_a_directory_that_is_too_much_for_one_file_is_split(office: Office, says: str) -> None:
    answer = await bring(office, TOO_MUCH[says])
    assert answer.status_code == 422
    assert answer.json()["detail"] == says


async def test_a_file_with_a_byte_order_mark_is_read_and_nobody_imports_for_others(office: Office) -> None:
    text = f"{HEAD}\nZo\xeb,W{uuid4().hex},iro,,,{uuid4().hex}@example.org,,\n"
    answer = await bring(office, text.encode("utf-8-sig"))
    assert counted(answer.json()) == (1, 0, 0, [])
    assert (await bring(office, text, authority="surrey")).status_code == 403
    assert (await bring(office, text, role="social_worker")).status_code == 403
    answer = await bring(office, text, authority="")
    assert answer.json()["errors"] == {"body.authority": "is missing, write it"}


async def test_nothing_of_a_directory_is_in_the_log_and_its_ids_tell_nothing(office: Office) -> None:
    with capture_logs() as lines:
        await brought(office, "Zebedia,Quartermaine,iro,north_team,01632 960987,zebedia@example.org,,")
    assert not [secret for secret in ("ebedia", "uartermaine", "960987") if secret in str(lines)]
    (worker,) = [one for one in await office.read("/workers") if one["family_name"] == "Quartermaine"]
    assert UUID(worker["worker_id"]).version == 4


async def test_a_coordinator_brings_in_the_directory_on_a_page(world: World) -> None:
    name = f"W{uuid4().hex}"
    coordinator = Browser(world, COORDINATOR)
    await (await coordinator.open("/workers")).follow("Bring in the directory of workers")
    await coordinator.press("Bring in", file=("a.xlsx", b"PK\x03\x04", "application/octet-stream"))
    assert coordinator.status == 415
    assert "Save it as one of: csv" in coordinator.text or "save it as one of: csv" in coordinator.text
    text = f"{HEAD}\nJo,{name},iro,,,{name}@example.org,,\nJo,{name},wizard,,,other{name}@example.org,,\n"
    await coordinator.press("Bring in", file=("a.csv", text.encode(), "application/vnd.ms-excel"))
    assert coordinator.status == 200
    assert "New 1" in coordinator.text
    assert "3 role: write a role of the work" in coordinator.text
    assert name not in coordinator.at
    assert name in (await coordinator.open("/workers")).text
