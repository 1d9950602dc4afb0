"""What tracking tells: what falls due, what is late or met, how a case stands, and permanence secured."""

from datetime import date
from typing import Annotated

from pydantic import Field, NonNegativeInt, PositiveInt, StringConstraints

from shared.events.base import ChildEvent, event
from shared.events.codes.roles import Role
from shared.events.codes.tracking import Rating, SecuredBy, Tracker, WithdrawnBecause
from shared.events.fields import Fixed, Identifies, RestsOn
from shared.identifiers import EventId, ObligationId, RuleId

# What is due and where it is written: words of a policy pack, never of a person.
PolicyWords = Annotated[str, StringConstraints(max_length=400)]


class ObligationEvent(ChildEvent):
    """Something about one obligation of a child under one rule."""

    obligation_id: Fixed[ObligationId]
    rule_id: Fixed[RuleId]


@event("tracking.review_due.v1")
class ReviewDue(ObligationEvent):
    """An obligation came into its notice window, or its date changed: whatever is due falls due."""

    what: PolicyWords
    due_on: date
    source: PolicyWords
    started_by: Fixed[EventId | None] = None


@event("tracking.obligation_met.v1")
class ObligationMet(ObligationEvent):
    """An obligation was met, in time or late."""

    due_on: date
    met_on: date
    days_late: NonNegativeInt = 0


@event("tracking.obligation_late.v1")
class ObligationLate(ObligationEvent):
    """An obligation's day passed without its being met."""

    due_on: date
    days_late: PositiveInt = 1


@event("tracking.obligation_withdrawn.v1")
class ObligationWithdrawn(ObligationEvent):
    """An obligation no longer stands."""

    why: WithdrawnBecause


@event("tracking.delay_escalated.v1")
class DelayEscalated(ObligationEvent):
    """A delay was escalated to the role that the policy names."""

    to_role: Role


@event("tracking.rating_changed.v1")
class RatingChanged(ChildEvent):
    """A child's rating changed. `because` is the rule whose state changed it."""

    from_: Rating | None = Field(default=None, alias="from")
    to: Rating
    because: RuleId | None = None


@event("tracking.tracker_meeting_held.v1")
class TrackerMeetingHeld(ChildEvent):
    """A tracker meeting considered the child."""

    said = "Tracker meeting recorded"

    tracker: Tracker


@event("tracking.tracker_action_set.v1")
class TrackerActionSet(ChildEvent):
    """A tracker meeting set an action."""

    tracker: Tracker
    action_id: Identifies[ObligationId]
    owner: Role
    due_on: date | None = None


@event("tracking.tracker_action_done.v1")
class TrackerActionDone(ChildEvent):
    """An action of a tracker meeting was done."""

    tracker: Tracker
    action_id: RestsOn[ObligationId]


@event("tracking.permanence_secured.v1")
class PermanenceSecured(ChildEvent):
    """The child has a permanent home."""

    said = "Permanence recorded"

    by: SecuredBy
    days_from_entry: NonNegativeInt | None = None
