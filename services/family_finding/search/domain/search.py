"""The search for a child's family: what is known of it, from the notice to the agency to the home that was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, ClassVar, Self
from uuid import UUID

from services.family_finding.search.domain.heard import Heard
from services.family_finding.search.domain.stages import Home, Link, Match, Standing
from shared.calendar import words_of_day
from shared.errors import NotKnown, RuleBroken
from shared.events.base import Event
from shared.events.family_finding import (
    AdoptionApplicationLodged,
    DisruptionMeetingHeld,
    FamilyFinderAllocated,
    FamilyFindingScoped,
    FamilySelected,
    FamilyVisited,
    IntroductionsStarted,
    LinkDeclined,
    LinkProposed,
    MatchApproved,
    MatchDeclined,
    MatchingPanelBooked,
    MatchingPapersSubmitted,
    MatchRecommended,
    MatchStep,
    Placed,
    PlacedLongTerm,
    PlacementAtRisk,
    PlacementDisrupted,
    ProfilePublished,
    RaaNotified,
    ShortlistAgreed,
)
from shared.identifiers import ChildId, FamilyId, SiblingGroupId


@dataclass(frozen=True)
class Search:
    """The search for one child's family as it stands."""

    kind: ClassVar[str] = "child"

    child_id: ChildId
    heard: Heard = field(default_factory=Heard)
    raa_notified_on: date | None = None
    family_finder_allocated_on: date | None = None
    scope: FamilyFindingScoped | None = None
    profile: ProfilePublished | None = None
    links: Mapping[FamilyId, Link] = field(default_factory=dict)
    shortlist: tuple[FamilyId, ...] = ()
    match: Match | None = None
    home: Home | None = None
    disrupted_on: date | None = None
    disruption_meeting_on: date | None = None
    last_on: date | None = None

    @classmethod
    def opened(cls, case_id: UUID) -> Self:
        """A search of which nothing is known yet."""
        return cls(ChildId(case_id))

    @property
    def case_id(self) -> ChildId:
        """The child."""
        return self.child_id

    @property
    def authority(self) -> str:
        """Whose child it is. Raises NotKnown until the child's registration is heard."""
        if self.heard.registered is None:
            raise NotKnown("this child is not registered here yet; register the child in the Legal Gateway first")
        return self.heard.registered.authority

    @property
    def sibling_group(self) -> SiblingGroupId | None:
        """The group of brothers and sisters to which the child belongs now."""
        return self.heard.sibling_group

    def about(self, on: date) -> dict[str, Any]:
        """The child, its authority and the day, as every event carries them. Raises RuleBroken where no step can be."""
        registered, adopted = self.heard.registered, self.heard.adopted
        if registered is None:
            raise RuleBroken("this child is not registered; register the child in the Legal Gateway first")
        if on < registered.occurred_on:
            raise RuleBroken(
                f"the day is before the child was registered on {words_of_day(registered.occurred_on)}; check it"
            )
        if adopted and on > adopted.occurred_on:
            raise RuleBroken(
                f"the child was adopted on {words_of_day(adopted.occurred_on)} and the search is over; check the day"
            )
        return {"child_id": self.child_id, "authority": registered.authority, "occurred_on": on}

    @property
    def standing(self) -> Standing:
        """How far the search has come."""
        match, home = self.match, self.home
        reached = {
            Standing.ADOPTED: self.heard.adopted,
            Standing.APPLICATION_LODGED: home and home.application_lodged_on,
            Standing.PLACED: home and home.placed_on,
            Standing.INTRODUCTIONS: home,
            Standing.MATCH_APPROVED: match and match.approved_on,
            Standing.MATCH_RECOMMENDED: match and match.recommended_on,
            Standing.FAMILY_SELECTED: match,
            Standing.SHORTLISTED: self.shortlist,
            Standing.SEARCHING: self.scope,
            Standing.FAMILY_FINDER_ALLOCATED: self.family_finder_allocated_on,
            Standing.RAA_NOTIFIED: self.raa_notified_on,
        }
        return next((standing for standing, fact in reached.items() if fact), Standing.NOT_BEGUN)

    # A step may lack the one before it, since an entry made in error is voided: it then changes nothing but itself.

    def apply(self, event: Event) -> "Search":
        """The search after this event: one of our own, or one heard."""
        match event:
            case RaaNotified():
                found = replace(self, raa_notified_on=event.occurred_on)
            case FamilyFinderAllocated():
                found = replace(self, family_finder_allocated_on=event.occurred_on)
            case FamilyFindingScoped():
                found = replace(self, scope=event)
            case ProfilePublished():
                found = replace(self, profile=event)
            case LinkProposed() | LinkDeclined() | ShortlistAgreed() | FamilyVisited() | FamilySelected():
                found = self._choose(event)
            case MatchStep():
                found = self._match(event)
            case Placed() | AdoptionApplicationLodged() | PlacementAtRisk():
                found = self._place(event)
            case PlacementDisrupted():
                found = replace(self, home=None, match=None, shortlist=(), disrupted_on=event.occurred_on)
            case DisruptionMeetingHeld():
                found = replace(self, disruption_meeting_on=event.occurred_on)
            case _:
                return replace(self, heard=self.heard.hear(event))
        return replace(found, last_on=event.occurred_on)

    def _choose(self, event: Event) -> "Search":
        match event:
            case LinkProposed():
                return self._put(Link(event))
            case LinkDeclined():
                link = self.links.get(event.family_id)
                return self._drop(event.family_id, link and replace(link, declined=event))
            case ShortlistAgreed():
                return replace(self, shortlist=event.family_ids)
            case FamilyVisited():
                link = self.links.get(event.family_id)
                return self._put(link and replace(link, visited_on=event.occurred_on))
            case FamilySelected():
                return replace(self, match=Match(event.family_id, event.occurred_on))
            case _:
                return self

    def _match(self, event: MatchStep) -> "Search":
        match_, on = self.match, event.occurred_on
        if match_ is None or match_.family_id != event.family_id:
            return self
        match event:
            case MatchingPanelBooked():
                match_ = replace(match_, panel_on=event.panel_on)
            case MatchingPapersSubmitted():
                match_ = replace(match_, papers_submitted_on=on)
            case MatchRecommended():
                match_ = replace(match_, recommended_on=on)
            case MatchApproved():
                match_ = replace(match_, approved_on=on)
            case MatchDeclined():
                link = self.links.get(match_.family_id)
                return self._drop(match_.family_id, link and replace(link, match_declined_on=on))
        return replace(self, match=match_)

    def _place(self, event: Event) -> "Search":
        home, on = self.home, event.occurred_on
        match event:
            case IntroductionsStarted():
                home = Home(event.family_id, event.early_permanence, on)
            case Placed():
                met = home.introductions_on if home and home.family_id == event.family_id else None
                home = Home(event.family_id, event.early_permanence, met, on, isinstance(event, PlacedLongTerm))
            case AdoptionApplicationLodged():
                home = home and replace(home, application_lodged_on=on)
            case PlacementAtRisk():
                home = home and replace(home, at_risk_since=on)
        return replace(self, home=home)

    def _put(self, link: Link | None) -> "Search":
        """With this link as it is now."""
        return replace(self, links={**self.links, link.proposed.family_id: link}) if link else self

    def _drop(self, family_id: FamilyId, link: Link | None) -> "Search":
        """With this link as it is now, and the family neither on the shortlist nor in the match."""
        shortlist = tuple(one for one in self.shortlist if one != family_id)
        match_ = None if self.match and self.match.family_id == family_id else self.match
        return replace(self._put(link), shortlist=shortlist, match=match_)
