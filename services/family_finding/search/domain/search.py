"""The search for a child's family: what is known of it, from the notice to the agency to the home that was found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from services.family_finding.search.domain.heard import HeardOf
from services.family_finding.search.domain.stages import Home, Link, Match, Progress, Stages
from shared.calendar import words_of_day
from shared.child_case import REGISTRATION
from shared.events.base import Event
from shared.events.family_finding import (
    DisruptionMeetingHeld,
    FamilyFinderAllocated,
    FamilyFindingScoped,
    PlacementDisrupted,
    ProfilePublished,
    RaaNotified,
)
from shared.grounds import Ground, Grounds
from shared.identifiers import FamilyId

E = TypeVar("E", bound=Event)


@dataclass(frozen=True)
class Search(HeardOf):
    """The search for one child's family: what others told of the child, and what was recorded here in its order."""

    @cached_property
    def stages(self) -> Stages:
        """The families of the search as they stand after all that was recorded."""
        stages = Stages()
        for event in self.recorded:
            stages = stages.after(event)
        return stages

    @property
    def links(self) -> Mapping[FamilyId, Link]:
        """The families that were proposed."""
        return self.stages.links

    @property
    def shortlist(self) -> tuple[FamilyId, ...]:
        """The families to visit, the likeliest first."""
        return self.stages.shortlist

    @property
    def match(self) -> Match | None:
        """The selected family on its way through panel and decision."""
        return self.stages.match

    @property
    def home(self) -> Home | None:
        """The family whom the child meets or lives with."""
        return self.stages.home

    @property
    def scope(self) -> FamilyFindingScoped | None:
        """How widely families are sought; None before the search began."""
        return self._last(FamilyFindingScoped)

    @property
    def profile(self) -> ProfilePublished | None:
        """The last version of the child's profile."""
        return self._last(ProfilePublished)

    @property
    def raa_notified_on(self) -> date | None:
        """When the regional adoption agency was told of the child."""
        return self._last_on(RaaNotified)

    @property
    def family_finder_allocated_on(self) -> date | None:
        """When the child was given a family finder, the last of them."""
        return self._last_on(FamilyFinderAllocated)

    @property
    def disrupted_on(self) -> date | None:
        """When a home ended, the last of them."""
        return self._last_on(PlacementDisrupted)

    @property
    def disruption_meeting_on(self) -> date | None:
        """When a disruption was considered, the last of them."""
        return self._last_on(DisruptionMeetingHeld)

    @property
    def last_step_on(self) -> date | None:
        """The day of what was recorded here last."""
        return self._last_on(Event)

    @property
    def progress(self) -> Progress:
        """How far the search has come."""
        match, home = self.match, self.home
        reached = {
            Progress.ADOPTED: self.adopted,
            Progress.APPLICATION_LODGED: home and home.application_lodged_on,
            Progress.PLACED: home and home.placed_on,
            Progress.INTRODUCTIONS: home,
            Progress.MATCH_APPROVED: match and match.approved_on,
            Progress.MATCH_RECOMMENDED: match and match.recommended_on,
            Progress.FAMILY_SELECTED: match,
            Progress.SHORTLISTED: self.shortlist,
            Progress.SEARCHING: self.scope,
            Progress.FAMILY_FINDER_ALLOCATED: self.family_finder_allocated_on,
            Progress.RAA_NOTIFIED: self.raa_notified_on,
        }
        return next((progress for progress, fact in reached.items() if fact), Progress.NOT_BEGUN)

    def _last(self, kind: type[E]) -> E | None:
        """What was recorded last of this kind, whatever its day."""
        return next((event for event in reversed(self.recorded) if isinstance(event, kind)), None)

    def _last_on(self, kind: type[Event]) -> date | None:
        event = self._last(kind)
        return event.occurred_on if event else None


def _not_after_adoption(search: Search, event: Event) -> bool:
    return search.adopted is None or event.occurred_on <= search.adopted.occurred_on


def _adopted_before(search: Search, _event: Event) -> str:
    since = words_of_day(search.adopted.occurred_on) if search.adopted else "another day"
    return f"the child was adopted on {since} and the search is over; check the day"


GROUNDS = Grounds[Search](
    (
        *REGISTRATION,
        Ground((Event,), _not_after_adoption, "a search that was open on that day", _adopted_before),
    )
)
