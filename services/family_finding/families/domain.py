"""The family: is it registered, approved and still available to a child?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, TypeVar

from shared.calendar import words_of_day
from shared.errors import NotKnown, RuleBroken
from shared.events.base import Event
from shared.events.codes.family_finding import FamilyKind
from shared.events.family_finding import FamilyApproved, FamilyRegistered, FamilyWithdrawn
from shared.grounds import Ground, Grounds
from shared.history import History
from shared.identifiers import FamilyId

E = TypeVar("E", bound=Event)


@dataclass(frozen=True)
class Family(History):
    """One family: what was recorded of it, in its order."""

    kind: ClassVar[str] = "family"

    @property
    def family_id(self) -> FamilyId:
        """The family."""
        return FamilyId(self.case_id)

    @property
    def authority(self) -> str:
        """Which authority recorded the family. Raises NotKnown for one that is not registered."""
        if self.registered is None:
            raise NotKnown(f"family {self.family_id} is registered nowhere here; register it before its papers")
        return self.registered.authority

    @property
    def registered(self) -> FamilyRegistered | None:
        """The registration that counts: the last, as a family that withdrew may come back."""
        return next((event for event in reversed(self.recorded) if isinstance(event, FamilyRegistered)), None)

    @property
    def approved(self) -> FamilyApproved | None:
        """The last approval since the family was registered."""
        return self._since_registration(FamilyApproved)

    @property
    def withdrawn(self) -> FamilyWithdrawn | None:
        """The withdrawal since the family was registered."""
        return self._since_registration(FamilyWithdrawn)

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
        offer: dict[str, Any] = {"kinds": tuple(kinds), "early_permanence": early_permanence}
        return GROUNDS.must_stand(self, FamilyApproved(**self._about(on), **offer))

    def withdraw(self, on: date) -> FamilyWithdrawn:
        """Record that the family is no longer available."""
        return GROUNDS.must_stand(self, FamilyWithdrawn(**self._about(on)))

    def must_be_available(self) -> None:
        """Raises RuleBroken where no child can be linked to this family."""
        if not self.available:
            raise RuleBroken(_withdrawn_before(self, None))

    def _about(self, on: date) -> dict[str, Any]:
        """The family, its authority and agency, and the day. Refuses a family that is not registered."""
        if self.registered is None:
            raise RuleBroken(_not_registered(self, None))
        return {
            "family_id": self.family_id,
            "authority": self.registered.authority,
            "occurred_on": on,
            "agency": self.registered.agency,
        }

    def _since_registration(self, kind: type[E]) -> E | None:
        for event in reversed(self.recorded):
            if isinstance(event, kind):
                return event
            if isinstance(event, FamilyRegistered):
                return None
        return None


def _is_registered(family: Family, _event: Event) -> bool:
    return family.registered is not None


def _has_not_withdrawn(family: Family, _event: Event) -> bool:
    return family.withdrawn is None


def _not_before_registration(family: Family, event: Event) -> bool:
    return family.registered is None or family.registered.occurred_on <= event.occurred_on


def _not_registered(family: Family, _event: Event | None) -> str:
    return f"family {family.family_id} is not registered; register the family first"


def _withdrawn_before(family: Family, _event: Event | None) -> str:
    return f"family {family.family_id} has withdrawn; propose another, or register it again"


def _registered_later(family: Family, _event: Event) -> str:
    since = words_of_day(family.registered.occurred_on) if family.registered else "another day"
    return f"the day is before the family was registered on {since}; check it"


OF_A_FAMILY = (FamilyApproved, FamilyWithdrawn)
GROUNDS = Grounds[Family](
    (
        Ground(OF_A_FAMILY, _is_registered, "the registration of the family", _not_registered, in_turn=True),
        Ground(OF_A_FAMILY, _has_not_withdrawn, "a family that had not withdrawn", _withdrawn_before, in_turn=True),
        Ground(
            OF_A_FAMILY,
            _not_before_registration,
            "the registration of the family by that day",
            _registered_later,
            in_turn=True,
        ),
    )
)
