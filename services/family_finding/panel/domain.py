"""The match before the panel: is the selected family recommended by the panel, and does the decision maker approve?"""

from datetime import date

from services.family_finding.families.domain import Family
from services.family_finding.matching.domain import selected
from services.family_finding.search.domain.search import Search
from services.family_finding.search.domain.stages import Match
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.family_finding import (
    MatchApproved,
    MatchDeclined,
    MatchingPanelBooked,
    MatchingPapersSubmitted,
    MatchRecommended,
)


def book_panel(search: Search, on: date, *, panel_on: date) -> MatchingPanelBooked:
    """Book, or book anew, the panel that considers the match."""
    about = search.about(on)
    match = selected(search)
    if panel_on < on:
        raise RuleBroken(
            f"the panel's day, {words_of_day(panel_on)}, is before {words_of_day(on)}; name the next panel"
        )
    return MatchingPanelBooked(**about, family_id=match.family_id, panel_on=panel_on)


def submit_papers(search: Search, on: date) -> MatchingPapersSubmitted:
    """Record that the papers of the match went to the panel."""
    about = search.about(on)
    match = selected(search)
    if not match.panel_on:
        raise RuleBroken("no panel is booked for this match; book the panel first")
    return MatchingPapersSubmitted(**about, family_id=match.family_id, panel_on=match.panel_on)


def recommend(search: Search, family: Family, on: date) -> MatchRecommended:
    """Record that the panel recommends the match with the selected family, which is approved and available."""
    about = search.about(on)
    match = _with_papers(search)
    family.must_be_available()
    if not family.approved:
        raise RuleBroken(f"family {family.family_id} is not approved; record the approval of the family first")
    return MatchRecommended(**about, family_id=match.family_id, panel_on=match.panel_on)


def approve(search: Search, on: date) -> MatchApproved:
    """Record that the decision maker approved the match.

    For adoption the child must be one who should be placed (Adoption Agencies Regulations 2005, reg. 19 and 33).
    """
    about = search.about(on)
    match = selected(search)
    if not match.recommended_on:
        raise RuleBroken("the panel has not recommended this match; record its recommendation first")
    if not (search.heard.should_be_placed(on) or search.heard.fostering_planned(on)):
        raise RuleBroken(
            "a match for adoption needs a should-be-placed decision first; record that decision in planning"
        )
    return MatchApproved(**about, family_id=match.family_id, panel_on=match.panel_on)


def decline(search: Search, on: date) -> MatchDeclined:
    """Record that the decision maker declined the match. The panel may have advised against, so none recommended it."""
    about = search.about(on)
    match = _with_papers(search)
    if match.approved_on:
        raise RuleBroken(
            f"the match was approved on {words_of_day(match.approved_on)}; decline the link, or record a disruption"
        )
    return MatchDeclined(**about, family_id=match.family_id, panel_on=match.panel_on)


def _with_papers(search: Search) -> Match:
    match = selected(search)
    if not match.papers_submitted_on:
        raise RuleBroken("the papers of this match are not submitted; submit them to the panel first")
    return match
