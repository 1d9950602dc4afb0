"""The stages of a search: a family proposed, a family in the match, a family that is the child's home."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from shared.events.base import Event
from shared.events.family_finding import (
    AdoptionApplicationLodged,
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
    ShortlistAgreed,
)
from shared.identifiers import FamilyId


class Progress(StrEnum):
    """How far the search has come."""

    NOT_BEGUN = "not_begun"
    RAA_NOTIFIED = "raa_notified"
    FAMILY_FINDER_ALLOCATED = "family_finder_allocated"
    SEARCHING = "searching"
    SHORTLISTED = "shortlisted"
    FAMILY_SELECTED = "family_selected"
    MATCH_RECOMMENDED = "match_recommended"
    MATCH_APPROVED = "match_approved"
    INTRODUCTIONS = "introductions"
    PLACED = "placed"
    APPLICATION_LODGED = "application_lodged"
    ADOPTED = "adopted"


@dataclass(frozen=True)
class Link:
    """A family that was proposed for the child."""

    proposed: LinkProposed
    declined: LinkDeclined | None = None
    visited_on: date | None = None
    match_declined_on: date | None = None


@dataclass(frozen=True)
class Match:
    """The selected family on its way through panel and decision."""

    family_id: FamilyId
    selected_on: date
    panel_on: date | None = None
    papers_submitted_on: date | None = None
    recommended_on: date | None = None
    approved_on: date | None = None


@dataclass(frozen=True)
class Home:
    """The family whom the child meets, and then lives with."""

    family_id: FamilyId
    early_permanence: bool = False
    introductions_on: date | None = None
    placed_on: date | None = None
    long_term: bool = False
    at_risk_since: date | None = None
    application_lodged_on: date | None = None


@dataclass(frozen=True)
class Stages:
    """The families of a search as they stand.

    A step may lack the one before it, since an entry made in error is voided: it then changes nothing but itself.
    """

    links: Mapping[FamilyId, Link] = field(default_factory=dict)
    shortlist: tuple[FamilyId, ...] = ()
    match: Match | None = None
    home: Home | None = None

    def after(self, event: Event) -> "Stages":
        """The stages after an entry; one that concerns no family changes nothing."""
        match event:
            case LinkProposed() | LinkDeclined() | ShortlistAgreed() | FamilyVisited() | FamilySelected():
                return self._choose(event)
            case MatchStep():
                return self._match(event)
            case Placed() | AdoptionApplicationLodged() | PlacementAtRisk():
                return self._place(event)
            case PlacementDisrupted():
                return replace(self, home=None, match=None, shortlist=())
            case _:
                return self

    def _choose(self, event: Event) -> "Stages":
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

    def _match(self, event: MatchStep) -> "Stages":
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

    def _place(self, event: Event) -> "Stages":
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

    def _put(self, link: Link | None) -> "Stages":
        """With this link as it is now."""
        return replace(self, links={**self.links, link.proposed.family_id: link}) if link else self

    def _drop(self, family_id: FamilyId, link: Link | None) -> "Stages":
        """With this link as it is now, and the family neither on the shortlist nor in the match."""
        shortlist = tuple(listed for listed in self.shortlist if listed != family_id)
        match_ = None if self.match and self.match.family_id == family_id else self.match
        return replace(self._put(link), shortlist=shortlist, match=match_)
