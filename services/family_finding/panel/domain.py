"""The match before the panel: is the selected family recommended by the panel, and does the decision maker approve?"""

from datetime import date
from typing import Any

from services.family_finding.families.domain import Family
from services.family_finding.matching.domain import selected, selection
from services.family_finding.search.domain import search as search_as_such
from services.family_finding.search.domain.search import Search
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.family_finding import (
    MatchApproved,
    MatchDeclined,
    MatchingPanelBooked,
    MatchingPapersSubmitted,
    MatchRecommended,
    MatchStep,
)
from shared.grounds import Ground, Grounds


def book_panel(search: Search, on: date, *, panel_on: date) -> MatchingPanelBooked:
    """Book, or book anew, the panel that considers the match."""
    booked = MatchingPanelBooked(**search.about(on), family_id=selected(search).family_id, panel_on=panel_on)
    GROUNDS.must_stand(search, booked)
    if panel_on < on:
        raise RuleBroken(
            f"the panel's day, {words_of_day(panel_on)}, is before {words_of_day(on)}; name the next panel"
        )
    return booked


def submit_papers(search: Search, on: date) -> MatchingPapersSubmitted:
    """Record that the papers of the match went to the panel."""
    return GROUNDS.must_stand(search, MatchingPapersSubmitted(**_of_the_match(search, on)))


def recommend(search: Search, family: Family, on: date) -> MatchRecommended:
    """Record that the panel recommends the match with the selected family, which is approved and available."""
    recommended = GROUNDS.must_stand(search, MatchRecommended(**_of_the_match(search, on)))
    family.must_be_available()
    if not family.approved:
        raise RuleBroken(f"family {family.family_id} is not approved; record the approval of the family first")
    return recommended


def approve(search: Search, on: date) -> MatchApproved:
    """Record that the decision maker approved the match.

    For adoption the child must be one who should be placed (Adoption Agencies Regulations 2005, reg. 19 and 33).
    """
    return GROUNDS.must_stand(search, MatchApproved(**_of_the_match(search, on)))


def decline(search: Search, on: date) -> MatchDeclined:
    """Record that the decision maker declined the match. The panel may have advised against, so none recommended it."""
    declined = GROUNDS.must_stand(search, MatchDeclined(**_of_the_match(search, on)))
    approved_on = selected(search).approved_on
    if approved_on:
        raise RuleBroken(
            f"the match was approved on {words_of_day(approved_on)}; decline the link, or record a disruption"
        )
    return declined


def _of_the_match(search: Search, on: date) -> dict[str, Any]:
    """What every step of the match carries: the child, the day, the selected family and its panel."""
    match = selected(search)
    return {**search.about(on), "family_id": match.family_id, "panel_on": match.panel_on}


def _has_panel(search: Search, _submitted: MatchingPapersSubmitted) -> bool:
    return search.match is not None and search.match.panel_on is not None


def _has_papers(search: Search, _event: MatchStep) -> bool:
    return search.match is not None and search.match.papers_submitted_on is not None


def _is_recommended(search: Search, _approved: MatchApproved) -> bool:
    return search.match is not None and search.match.recommended_on is not None


def _may_be_matched(search: Search, approved: MatchApproved) -> bool:
    on = approved.occurred_on
    return search.should_be_placed(on) or search.fostering_planned(on)


GROUNDS = Grounds[Search](
    (
        *search_as_such.GROUNDS.table,
        selection(MatchStep),
        Ground(
            (MatchingPapersSubmitted,),
            _has_panel,
            "the booking of the panel",
            "no panel is booked for this match; book the panel first",
            in_turn=True,
        ),
        Ground(
            (MatchRecommended, MatchDeclined),
            _has_papers,
            "the papers of the match",
            "the papers of this match are not submitted; submit them to the panel first",
            in_turn=True,
        ),
        Ground(
            (MatchApproved,),
            _is_recommended,
            "the panel's recommendation",
            "the panel has not recommended this match; record its recommendation first",
            in_turn=True,
        ),
        Ground(
            (MatchApproved,),
            _may_be_matched,
            "the decision that the child should be placed for adoption, or a plan of permanent fostering",
            "a match for adoption needs a should-be-placed decision first; record that decision in planning",
        ),
    )
)
