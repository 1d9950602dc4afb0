"""What is shown of meetings and reviews: how many there were, and what the last of them said."""

from collections.abc import Mapping
from typing import Any

from services.planning.child.domain import PermanenceCase
from services.planning.meetings.domain import planning_meetings, reviews
from shared.events.codes.planning import ReviewKind
from shared.events.planning import PlanningMeetingHeld, ReviewHeld


def columns(case: PermanenceCase) -> Mapping[str, Any]:
    """The meetings and reviews so far, with the last of each."""
    meeting = case.latest(PlanningMeetingHeld)
    review = case.latest(ReviewHeld)
    return {
        "planning_meetings": planning_meetings(case),
        "last_meeting_on": meeting.occurred_on if meeting else None,
        "next_meeting_on": meeting.next_on if meeting else None,
        "tracks": list(meeting.tracks) if meeting else [],
        "care_reviews": reviews(case, ReviewKind.CHILD_IN_CARE),
        "adoption_reviews": reviews(case, ReviewKind.ADOPTION),
        "last_review_on": review.occurred_on if review else None,
        "iro_view": review.iro_view if review else None,
    }
