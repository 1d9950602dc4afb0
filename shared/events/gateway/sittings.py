"""Sittings of the Legal Gateway Panel: who sits, what was circulated, what the minutes say."""

from datetime import date
from uuid import UUID

from shared.events.base import Correction, Event, Voiding, event
from shared.events.fields import Fixed
from shared.identifiers import ChildId, Code, NoteId, ReferralId, SittingId, WorkerId


class SittingEvent(Event):
    """A fact about a sitting of the Legal Gateway Panel."""

    about = "sitting"

    sitting_id: Fixed[SittingId]

    @property
    def case_id(self) -> UUID:
        """The sitting."""
        return self.sitting_id


@event("gateway.panel_sitting_called.v1")
class PanelSittingCalled(SittingEvent):
    """A sitting was put in the calendar, or moved to another day; the latest counts."""

    said = "Panel meeting arranged"

    on: date


@event("gateway.panel_composed.v1")
class PanelComposed(SittingEvent):
    """Who sits and who chairs; the latest counts. `chair_team` is the team that the chair manages, if any."""

    said = "Panel members recorded"

    chair_id: Fixed[WorkerId]
    chair_team: Code | None = None
    members: Fixed[tuple[WorkerId, ...]] = ()


@event("gateway.apologies_given.v1")
class ApologiesGiven(SittingEvent):
    """A member will not attend."""

    said = "Apologies recorded"

    worker_id: Fixed[WorkerId]


@event("gateway.conflict_of_interest_declared.v1")
class ConflictOfInterestDeclared(SittingEvent):
    """A member takes no part in what concerns a child."""

    said = "Conflict of interest recorded"

    worker_id: Fixed[WorkerId]
    concerns: Fixed[ChildId]


@event("gateway.panel_papers_circulated.v1")
class PanelPapersCirculated(SittingEvent):
    """The papers of these referrals went to the members."""

    said = "Papers sent to the panel"

    referrals: Fixed[tuple[ReferralId, ...]]


@event("gateway.panel_sitting_closed.v1")
class PanelSittingClosed(SittingEvent):
    """The sitting ended, or was cancelled."""

    said = "Panel meeting closed"

    cancelled: bool = False


@event("gateway.panel_minutes_recorded.v1")
class PanelMinutesRecorded(SittingEvent):
    """The sitting's minutes; a correction is a new version."""

    said = "Minutes of the panel recorded"

    version: Fixed[int]
    note_id: Fixed[NoteId]


@event("gateway.sitting_entry_corrected.v1")
class SittingEntryCorrected(SittingEvent, Correction):
    """An earlier entry about a sitting was wrong: the named fields of event `corrects` read as in `changes`."""


@event("gateway.sitting_entry_voided.v1")
class SittingEntryVoided(SittingEvent, Voiding):
    """An earlier entry about a sitting was made in error: event `voids` never happened."""
