"""How rows are shown on a day: with the days late counted, and the rating's reason in words."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel

from services.tracking.domain.tracker_line import reason
from services.tracking.read_model.tables import ObligationFields, ObligationRow, TrackRow
from shared.events.codes.roles import Role
from shared.events.codes.tracking import Rating, SecuredBy
from shared.policy.reckoning.obligation import State


class ObligationShown(ObligationFields):
    """One thing due for one child under one rule, and why. Days are calendar days in Europe/London."""

    state: State
    owner: Role
    days_late: int

    @classmethod
    def on(cls, row: ObligationRow, today: date) -> "ObligationShown":
        """The obligation as it is shown on a day."""
        return cls.model_validate({**row.model_dump(), "days_late": days_late(row, today)})


def days_late(row: ObligationRow, today: date) -> int:
    """For how many days it was late, or is; 0 where it was done in time or its day has not passed."""
    if row.due_on is None or row.state not in (State.LATE, State.MET_LATE):
        return 0
    return (min(row.met_on or row.ended_on or today, today) - row.due_on).days


class TrackShown(BaseModel):
    """How one child's case stands: its rating and the reason, what is due next, and what was reached."""

    child_id: UUID
    authority: str
    version: int
    policy: str
    team: str | None
    registered_on: date
    entered_care_on: date | None
    rating: Rating
    because: str | None
    reason: str
    late: int
    next_rule_id: str | None
    next_what: str | None
    next_due_on: date | None
    next_owner: Role | None
    secured_on: date | None
    secured_by: SecuredBy | None
    next_change_on: date | None

    @classmethod
    def on(cls, row: TrackRow, today: date) -> "TrackShown":
        """The track as it is shown on a day."""
        return cls.model_validate({**row.model_dump(), "reason": reason_of(row, today)})


def reason_of(row: TrackRow, today: date) -> str:
    """Why the child's case is rated so, in words."""
    return reason(row.because_what, row.because_due_on, row.late, row.secured_on, today)
