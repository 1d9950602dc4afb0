"""The stages of a search: a family proposed, a family in the match, a family that is the child's home."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared.events.family_finding import LinkDeclined, LinkProposed
from shared.identifiers import FamilyId


class Standing(StrEnum):
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
