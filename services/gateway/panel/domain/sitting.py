"""A sitting of the Legal Gateway Panel: its day, who sits and who chairs, its papers and its minutes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.gateway import (
    ApologiesGiven,
    ConflictOfInterestDeclared,
    PanelComposed,
    PanelMinutesRecorded,
    PanelPapersCirculated,
    PanelSittingCalled,
    PanelSittingClosed,
)
from shared.history import History
from shared.identifiers import ChildId, ReferralId, SittingId, WorkerId


@dataclass(frozen=True)
class Chair:
    """Who chairs for one child, and why it is not the sitting's chair, where it is not."""

    worker_id: WorkerId
    why: str | None = None


@dataclass(frozen=True)
class PanelSitting(History):
    """One sitting of the panel."""

    kind: ClassVar[str] = "sitting"

    @property
    def sitting_id(self) -> SittingId:
        """The sitting."""
        return SittingId(self.case_id)

    @property
    def on(self) -> date:
        """The day of the sitting. Refuses where none is in the calendar."""
        return self._called.on

    @property
    def closed(self) -> PanelSittingClosed | None:
        """Its end, or that it was cancelled."""
        return self.latest(PanelSittingClosed)

    @property
    def ended(self) -> bool:
        """Whether it was held and is over."""
        return self.closed is not None and not self.closed.cancelled

    @property
    def composition(self) -> PanelComposed | None:
        """Who sits and who chairs, as it was last said."""
        return self.latest(PanelComposed)

    @property
    def sitters(self) -> tuple[WorkerId, ...]:
        """The chair, then the members."""
        composition = self.composition
        return (composition.chair_id, *composition.members) if composition else ()

    @property
    def away(self) -> frozenset[WorkerId]:
        """Those who gave apologies."""
        return frozenset(one.worker_id for one in self.every(ApologiesGiven))

    @property
    def conflicts(self) -> frozenset[tuple[WorkerId, ChildId]]:
        """Who takes no part in what concerns which child."""
        return frozenset((one.worker_id, one.concerns) for one in self.every(ConflictOfInterestDeclared))

    @property
    def circulated(self) -> Mapping[ReferralId, date]:
        """The referrals whose papers went to the members, and when."""
        return {each: told.occurred_on for told in self.every(PanelPapersCirculated) for each in told.referrals}

    @property
    def minutes(self) -> tuple[PanelMinutesRecorded, ...]:
        """The minutes, each version."""
        return self.every(PanelMinutesRecorded)

    def about(self, on: date) -> dict[str, Any]:
        """The sitting, its authority and the day, as every event carries them. Refuses a sitting nobody called."""
        return {"sitting_id": self.sitting_id, "authority": self._called.authority, "occurred_on": on}

    def still_to_be(self, on: date) -> dict[str, Any]:
        """What every event carries, of a sitting that is not over. Refuses one that ended or was cancelled."""
        about = self.about(on)
        if self.closed:
            how = "was cancelled" if self.closed.cancelled else "ended"
            raise RuleBroken(f"the sitting on {words_of_day(self.on)} {how}; name another sitting")
        return about

    def may_chair(
        self, worker: WorkerId, child: ChildId, team: str | None, holders: Collection[WorkerId]
    ) -> str | None:
        """Why somebody cannot chair for a child, in words; None who can.

        `team` is the child's, and `holders` are who is allocated to the child.
        """
        composition = self.composition
        if worker not in self.sitters or composition is None:
            return "does not sit on this panel"
        if worker in self.away:
            return "gave apologies"
        if (worker, child) in self.conflicts:
            return "declared a conflict of interest about this child"
        if worker in holders:
            return "is allocated to this child"
        if worker == composition.chair_id and team is not None and composition.chair_team == team:
            return "manages the child's own team"
        return None

    def chair_for(self, child: ChildId, team: str | None, holders: Collection[WorkerId]) -> Chair | None:
        """Who chairs for a child: the chair, or else the first member who may. None where nobody may."""
        reasons = {worker: self.may_chair(worker, child, team, holders) for worker in self.sitters}
        chair = next((worker for worker, reason in reasons.items() if reason is None), None)
        if chair is None:
            return None
        first = self.sitters[0]
        return Chair(chair, None if chair == first else f"The chair {reasons[first]}, so a member chairs.")

    @property
    def _called(self) -> PanelSittingCalled:
        called = self.latest(PanelSittingCalled)
        if called is None:
            raise RuleBroken("this sitting is not in the calendar; put it there first")
        return called
