"""Somebody who works for several authorities: what is of one of them stays on its record."""

from typing import Any
from uuid import uuid4

import httpx
import jwt

from shared.auth.caller import ALGORITHM
from shared.testing.world import World
from tests.gateway.office import Office
from tests.gateway.panel import COORDINATOR, Panel

BOTH = ["warrington", "surrey"]


async def asked(world: World, role: str, path: str, body: dict[str, Any], version: int | None = None) -> httpx.Response:
    """Somebody who works for both asks for something, whatever the answer."""
    claims = jwt.decode(world.token(role), options={"verify_signature": False})
    token = jwt.encode(claims | {"authorities": BOTH}, world._private_key, algorithm=ALGORITHM)
    headers = {"Authorization": f"Bearer {token}"} | ({"If-Match": f'"{version}"'} if version else {})
    return await world.inhabitants["gateway"].client.post(path, json=body, headers=headers)


async def refusal(world: World, role: str, path: str, body: dict[str, Any], version: int | None = None) -> str:
    """What is refused to somebody who works for both; answers the sentence."""
    answer = await asked(world, role, path, body, version)
    assert answer.status_code == 409, answer.text
    return str(answer.json()["detail"])


async def test_a_person_stays_on_the_record_of_the_authority_that_met_them(world: World, office: Office) -> None:
    mother = await office.meet(given_names="Nesta", family_name=f"V{uuid4().hex}")
    body = {"authority": "surrey", "details": {"given_names": "Nesta", "family_name": "Other"}}
    said = await refusal(world, "social_worker", f"/people/{mother}", body, version=1)
    assert said == "this person is on the record of warrington; record the details there"
    assert (await office.read(f"/people/{mother}"))["version"] == 1


async def test_a_worker_stays_on_the_record_of_the_authority_that_they_work_for(world: World, office: Office) -> None:
    worker = uuid4()
    body = {"authority": "warrington", "given_names": "Jo", "family_name": f"W{worker.hex}", "role": "iro"}
    await office.done(f"/workers/{worker}", body, role=COORDINATOR)
    said = await refusal(world, COORDINATOR, f"/workers/{worker}", {**body, "authority": "surrey"}, version=1)
    assert said == "this worker is on the record of warrington; record the change there"
    assert (await office.read(f"/workers/{worker}"))["version"] == 1


async def test_the_children_of_a_referral_are_of_one_authority(world: World, panel: Panel) -> None:
    child, cousin = await panel.register(), await panel.register(authority="surrey")
    body = {"on": panel.on(0), "panel_date": panel.on(8), "with_children": [str(cousin)]}
    said = await refusal(world, "social_worker", f"/children/{child}/referrals", body)
    assert said == "these children are of several authorities; refer those of each authority by themselves"
