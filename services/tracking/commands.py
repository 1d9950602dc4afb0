"""What people may ask of tracking: the command directly above its handler."""

from typing import Final
from uuid import UUID

from services.tracking.domain.track import Track
from shared.events.codes.tracking import Tracker
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.commands import Command, CommandRoutes
from shared.web.entries import CorrectionRules

CHILD: Final = "/children/{child_id}"
CHILDREN: Final = CorrectionRules(Track, CHILD, "read_tracker")
ROUTES = CommandRoutes()


class HoldTrackerMeeting(Command):
    """A tracker meeting considered the child."""

    tracker: Tracker


@ROUTES.post(f"{CHILD}/tracker-meetings")
async def hold_tracker_meeting(child: UUID, command: HoldTrackerMeeting, work: UnitOfWork) -> None:
    """Record that a tracker meeting considered the child; what was due by that meeting is met."""
    track = await work.load(Track, child)
    work.record(track.hold_tracker_meeting(command.tracker, command.on, work.today))
