"""The filing cabinet of a case of any service, as tests speak to it: who files what there, and who reads it."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import httpx
from obstore.store import MemoryStore

from shared.messaging.store import Store
from shared.storage import Archive
from shared.testing.world import World

PDF = b"%PDF-1.7 an invented chronology"
WARRINGTON = frozenset({"warrington"})


@dataclass(frozen=True)
class Cabinet:
    """The papers of one case; `case` is its path at its service, as `/children/...`."""

    world: World
    case: str
    service: str = "gateway"

    async def keep(  # noqa: PLR0913 - what an upload consists of
        self,
        content: bytes = PDF,
        *,
        name: str = "Chronology of Ada.pdf",
        media_type: str = "application/pdf",
        role: str = "social_worker",
        authority: str = "warrington",
        key: str | None = None,
        **fields: str,
    ) -> httpx.Response:
        """File a paper, whatever the answer."""
        headers = {"Authorization": f"Bearer {self.world.token(role, authority)}"}
        return await self.world.inhabitants[self.service].client.post(
            f"{self.case}/documents",
            files={"file": (name, content, media_type)},
            data={"kind": "chronology"} | fields,
            headers=headers | ({"Idempotency-Key": key} if key else {}),
        )

    async def kept(self, content: bytes = PDF, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - as for `keep`
        """File a paper; answer what was kept."""
        answer = await self.keep(content, **more)
        assert answer.status_code == 201, answer.text
        document: dict[str, Any] = answer.json()["document"]
        return document

    async def read(self, path: str, *, role: str = "social_worker", authority: str = "warrington") -> httpx.Response:
        """Read something of the service."""
        return await self.world.get(self.service, path, role=role, authority=authority)

    async def listed(self, asked: str = "") -> list[tuple[str, int]]:
        """The kinds and versions of the papers filed."""
        answer = await self.read(f"{self.case}/documents{asked}")
        return [(one["kind"], one["version"]) for one in answer.json()]

    def papers(self) -> int:
        """How many papers the archive has of this case."""
        store = self.archive._store
        assert isinstance(store, MemoryStore)
        return sum(len(batch) for batch in store.list(f"warrington/{self.case_id}"))

    def of(self, case: str) -> "Cabinet":
        """The cabinet of another case."""
        return replace(self, case=case)

    @property
    def case_id(self) -> UUID:
        """The case's own id."""
        return UUID(self.case.rpartition("/")[2])

    @property
    def store(self) -> Store:
        """The service's own."""
        store: Store = self.world.inhabitants[self.service].app.state.store
        return store

    @property
    def archive(self) -> Archive:
        """The service's own."""
        assert self.store.archive
        return self.store.archive
