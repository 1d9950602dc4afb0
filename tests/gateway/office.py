"""The legal gateway's office, as tests speak to it: who asks, about whom, and what is answered."""

from typing import Any
from uuid import UUID, uuid4

import httpx

from shared.testing.world import World

TODAY = "2026-03-30"


class Office:
    """The legal gateway of a world, asked as somebody of Warrington where no other is named."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def ask(self, path: str, body: dict[str, Any], *, role: str = "social_worker", **more: Any) -> httpx.Response:  # noqa: ANN401 - as the world takes it
        """Ask for something, whatever the answer."""
        return await self.world.post("gateway", path, body, role=role, **more)

    async def done(self, path: str, body: dict[str, Any], **more: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
        """Have something done; answer what was recorded."""
        answer = await self.ask(path, body, **more)
        assert answer.status_code == 201, answer.text
        told: dict[str, Any] = answer.json()
        return told

    async def refusal(self, path: str, body: dict[str, Any], *, status: int = 409, **more: Any) -> str:  # noqa: ANN401 - as above
        """Ask for something that is refused; answer the sentence."""
        answer = await self.ask(path, body, **more)
        assert answer.status_code == status, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        return str(answer.json()["detail"])

    async def read(self, path: str, *, role: str = "social_worker", authority: str = "warrington") -> Any:  # noqa: ANN401 - JSON
        """Read something that is there."""
        answer = await self.world.get("gateway", path, role=role, authority=authority)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def register(self, *, child: UUID | None = None, authority: str = "warrington", **more: Any) -> UUID:  # noqa: ANN401 - JSON
        """Register a child, born in November unless more is said."""
        child = child or uuid4()
        born = {} if "expected_date_of_birth" in more else {"date_of_birth": "2025-11-02"}
        body = {"on": TODAY, "authority": authority, **born, **more}
        await self.done(f"/children/{child}/registration", body, authority=authority)
        return child

    async def meet(self, *, authority: str = "warrington", **details: Any) -> UUID:  # noqa: ANN401 - JSON
        """Record somebody new."""
        person = uuid4()
        body = {"authority": authority, "details": details}
        await self.done(f"/people/{person}", body, authority=authority)
        return person


async def reference_of(world: World, child: UUID | str) -> str:
    """The reference that a child was given when it was registered."""
    answer = await world.get("gateway", f"/children/{child}/entries", role="iro")
    assert answer.status_code == 200, answer.text
    return str(answer.json()[0]["data"]["reference"])
