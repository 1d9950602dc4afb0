"""The family: is it registered, approved and still available to a child?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self
from uuid import UUID

from shared.calendar import words_of_day
from shared.errors import NotKnown, RuleBroken
from shared.events.base import Event
from shared.events.codes.family_finding import FamilyKind
from shared.events.family_finding import FamilyApproved, FamilyRegistered, FamilyWithdrawn
from shared.identifiers import FamilyId


@dataclass(frozen=True)
class Family:
    """One family as it stands."""

    kind: ClassVar[str] = "family"

    family_id: FamilyId
    registered: FamilyRegistered | None = None
    approved: FamilyApproved | None = None
    withdrawn: FamilyWithdrawn | None = None

    @classmethod
    def opened(cls, case_id: UUID) -> Self:
        """A family of which nothing is known yet."""
        return cls(FamilyId(case_id))

    def apply(self, event: Event) -> "Family":
        """The family after this event."""
        match event:
            case FamilyRegistered():
                return replace(self, registered=event, approved=None, withdrawn=None)
            case FamilyApproved():
                return replace(self, approved=event)
            case FamilyWithdrawn():
                return replace(self, withdrawn=event)
            case _:
                return self

    @property
    def case_id(self) -> FamilyId:
        """The family."""
        return self.family_id

    @property
    def authority(self) -> str:
        """Which authority recorded the family. Raises NotKnown for one that is not registered."""
        if self.registered is None:
            raise NotKnown(f"family {self.family_id} is registered nowhere here; register it before its papers")
        return self.registered.authority

    @property
    def offer(self) -> FamilyApproved | FamilyRegistered | None:
        """What the family offers: as approved, or until then as registered."""
        return self.approved or self.registered

    @property
    def available(self) -> bool:
        """Whether the family is registered and has not withdrawn."""
        return self.registered is not None and self.withdrawn is None

    def register(
        self, authority: str, on: date, *, kinds: Sequence[FamilyKind], early_permanence: bool, agency: str
    ) -> FamilyRegistered:
        """Make the family known under the authority that records it; a family that withdrew may come back."""
        if self.available:
            raise RuleBroken(f"family {self.family_id} is registered already; approve it or withdraw it instead")
        return FamilyRegistered(
            family_id=self.family_id,
            authority=authority,
            occurred_on=on,
            kinds=tuple(kinds),
            early_permanence=early_permanence,
            agency=agency,
        )

    def approve(self, on: date, *, kinds: Sequence[FamilyKind], early_permanence: bool) -> FamilyApproved:
        """Record the decision maker's approval of the family, and for what."""
        registered = self._registered(on)
        return FamilyApproved(
            family_id=self.family_id,
            authority=registered.authority,
            occurred_on=on,
            kinds=tuple(kinds),
            early_permanence=early_permanence,
            agency=registered.agency,
        )

    def withdraw(self, on: date) -> FamilyWithdrawn:
        """Record that the family is no longer available."""
        registered = self._registered(on)
        return FamilyWithdrawn(
            family_id=self.family_id, authority=registered.authority, occurred_on=on, agency=registered.agency
        )

    def must_be_available(self) -> None:
        """Raises RuleBroken where no child can be linked to this family."""
        if not self.available:
            raise RuleBroken(f"family {self.family_id} has withdrawn; propose another, or register it again")

    def _registered(self, on: date) -> FamilyRegistered:
        if self.registered is None:
            raise RuleBroken(f"family {self.family_id} is not registered; register the family first")
        self.must_be_available()
        if on < self.registered.occurred_on:
            raise RuleBroken(
                f"the day is before the family was registered on {words_of_day(self.registered.occurred_on)}; check it"
            )
        return self.registered
