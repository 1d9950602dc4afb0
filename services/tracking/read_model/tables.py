"""The tables: one row a child, one row an obligation.

No column depends on the day until `next_change_on`, on which the child is reckoned anew: days late are counted when
asked.
"""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel


class TrackRow(SQLModel, table=True):
    """How one child's case stands: a line of the tracker."""

    __tablename__ = "tracks"

    child_id: UUID = Field(primary_key=True)
    authority: str = Field(index=True)
    version: int
    policy: str
    registered_on: date
    entered_care_on: date | None = None
    rating: str = Field(index=True)
    because: str | None = None
    because_what: str | None = None
    because_due_on: date | None = None
    late: int
    next_rule_id: str | None = None
    next_what: str | None = None
    next_due_on: date | None = Field(default=None, index=True)
    next_owner: str | None = None
    secured_on: date | None = None
    secured_by: str | None = None
    next_change_on: date | None = Field(default=None, index=True)
    team: str | None = Field(default=None, index=True)


class ObligationFields(SQLModel):
    """One thing due for one child under one rule, and why."""

    child_id: UUID = Field(primary_key=True)
    obligation_id: UUID = Field(primary_key=True)
    authority: str = Field(index=True)
    rule_id: str = Field(index=True)
    step: str | None = None
    what: str
    topic: str | None = None
    state: str
    due_on: date | None = Field(default=None, index=True)
    due_time: str | None = None
    earliest_on: date | None = None
    notice_from: date | None = None
    owner: str
    started_by: UUID
    started_on: date
    met_by: UUID | None = None
    met_on: date | None = None
    ended_by: UUID | None = None
    ended_on: date | None = None
    withdrawn_because: str | None = None
    was_late: bool
    next_escalation_to: str | None = None
    next_escalation_on: date | None = None
    layer: str
    pack: str
    source: str
    leads: bool
    indicator: bool
    tracker: str | None = None
    waits: bool
    why: dict[str, Any] = Field(sa_type=JSONB)


class ObligationRow(ObligationFields, table=True):
    """An obligation as it stands until the child's next change. `waits` is whether it is still to be done."""

    __tablename__ = "obligations"


TABLES: tuple[type[SQLModel], ...] = (TrackRow, ObligationRow)
