"""The operations engineer: looks at what is parked, dismisses what cannot be read, retries the rest, and replays."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import httpx

# What no retry will make readable. Everything else failed for a reason that may have passed.
UNREADABLE = frozenset(
    {
        "malformed-header",
        "missing-header",
        "no-value",
        "not-json",
        "not-utf-8",
        "unknown-type",
        "unknown-version",
        "wrong-authority",
        "wrong-fields",
        "wrong-key",
        "wrong-specversion",
        "wrong-subject",
    }
)
REASON = {"reason": "poison of the faults run"}


class Engineer:
    """Does over HTTP what a person in operations does. `urls` are those of the services."""

    def __init__(self, client: httpx.AsyncClient, urls: Mapping[str, str], token: str) -> None:
        self._client = client
        self._urls = urls
        self._headers = {"authorization": f"Bearer {token}"}
        self.done: Counter[str] = Counter()

    async def settle(self) -> int:
        """Settle what is parked everywhere; how many messages were found. A service that is away is left out."""
        return sum([await self._settle(service) for service in self._urls])

    async def _settle(self, service: str) -> int:
        try:
            causes = (await self._get(f"{self._urls[service]}/operations/parked"))["causes"]
            for cause in causes:
                await self._decide(self._urls[service], cause["cause"])
        except httpx.HTTPError:
            return 1  # nobody knows what is parked there; look again
        return sum(cause["messages"] for cause in causes)

    async def _decide(self, url: str, cause: str) -> None:
        act = "dismiss" if cause in UNREADABLE else "retry"
        body = REASON if cause in UNREADABLE else None
        answer = await self._client.post(
            f"{url}/operations/parked/{act}", params={"cause": cause}, json=body, headers=self._headers
        )
        answer.raise_for_status()
        self.done.update(answer.json())

    async def replay(self, service: str) -> None:
        """Have a service's journal published again from its start."""
        answer = await self._client.post(f"{self._urls[service]}/operations/replay", headers=self._headers)
        answer.raise_for_status()

    async def _get(self, url: str) -> Any:  # noqa: ANN401 - JSON
        answer = await self._client.get(url, headers=self._headers)
        answer.raise_for_status()
        return answer.json()
