"""Speaking to the four services as their users do: over the front port, with a token, by the name of the action."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

import httpx

from hearth.service import SERVICES, prefix
from shared.web.development import development_token

NOT_YET = frozenset({404, 409, 502, 503})
PATIENCE = 30.0
LOOK_AGAIN = 0.05


class StepRefused(Exception):
    """A service refused what was asked; the sentence is its own."""


@dataclass(frozen=True)
class Asking:
    """Something that somebody asks of a service: the action of the table, about a case, as a role."""

    service: str
    action: str
    role: str
    body: Mapping[str, Any]


class Speaker:
    """An HTTP client that knows where each action is and signs as the invented user of a role."""

    def __init__(self, front_url: str, private_key: str) -> None:
        """`private_key` is that of the development issuer (PEM)."""
        self.front_url = front_url
        self._private_key = private_key
        self._client = httpx.AsyncClient(timeout=30, trust_env=False)
        self._paths: dict[tuple[str, str], str] = {}
        self._tokens: dict[tuple[str, str], str] = {}

    async def learn(self) -> None:
        """Read from every service's OpenAPI where each action is asked for."""
        for service in SERVICES:
            document = (await self._client.get(f"{self.front_url}{prefix(service)}/openapi.json")).json()
            for path, methods in document["paths"].items():
                if "post" in methods:
                    self._paths[service, methods["post"]["operationId"]] = path

    async def ask(self, asking: Asking, case_id: UUID, authority: str, key: str | None = None) -> httpx.Response:
        """Ask once, under an Idempotency-Key."""
        template = self._paths[asking.service, asking.action]
        path = f"{template[: template.index('{')]}{case_id}{template[template.index('}') + 1 :]}"
        return await self._client.post(
            f"{self.front_url}{prefix(asking.service)}{path}",
            json=dict(asking.body),
            headers={**self._signed(asking.role, authority), "Idempotency-Key": key or str(uuid4())},
        )

    async def ask_until_heard(self, asking: Asking, case_id: UUID, authority: str) -> dict[str, Any]:
        """Ask, and ask again while the service has not heard yet what must come first. Raises StepRefused."""
        key, deadline = str(uuid4()), monotonic() + PATIENCE
        while True:
            answer = await self.ask(asking, case_id, authority, key)
            if answer.status_code == httpx.codes.CREATED:
                told: dict[str, Any] = answer.json()
                return told
            if answer.status_code not in NOT_YET or monotonic() > deadline:
                raise StepRefused(f"{asking.service} refuses to {asking.action}: {answer.text}")
            await asyncio.sleep(LOOK_AGAIN)

    async def read(self, service: str, path: str, role: str, authority: str = "warrington") -> Any:  # noqa: ANN401 - JSON
        """Read something. Raises httpx.HTTPStatusError."""
        answer = await self._client.get(
            f"{self.front_url}{prefix(service)}{path}", headers=self._signed(role, authority)
        )
        answer.raise_for_status()
        return answer.json()

    async def wait_for(self, service: str, event_id: str) -> list[str] | None:
        """Wait until a service has heard an event, and say what it recorded in turn; None if it does not arrive."""
        deadline = monotonic() + PATIENCE
        while monotonic() < deadline:
            followed = await self.read(service, f"/operations/events/{event_id}", "ops_engineer")
            if followed["heard"]:
                caused: list[str] = followed["caused"]
                return caused
            await asyncio.sleep(LOOK_AGAIN)
        return None

    def _signed(self, role: str, authority: str) -> dict[str, str]:
        if (role, authority) not in self._tokens:
            self._tokens[role, authority] = development_token(self._private_key, role, authority)
        return {"Authorization": f"Bearer {self._tokens[role, authority]}"}

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()
