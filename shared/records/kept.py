"""The cases that keep notes and documents: what is asked of each here."""

from typing import Protocol
from uuid import UUID

from shared.messaging.cases import Case


class Kept(Case, Protocol):
    """A case whose notes and documents are kept under its authority."""

    @property
    def case_id(self) -> UUID:
        """The case."""
        ...

    @property
    def authority(self) -> str:
        """Whose case it is. Raises a refusal where nothing of it stands."""
        ...
