"""Matching: which families were proposed, which are on the shortlist, and which one is selected."""

from collections.abc import Sequence
from datetime import date

from services.family_finding.families.domain import Family
from services.family_finding.search.domain import search as search_as_such
from services.family_finding.search.domain.finding import started_search
from services.family_finding.search.domain.search import Search
from services.family_finding.search.domain.stages import Match
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.family_finding import LinkedBy
from shared.events.family_finding import (
    FamilyChosen,
    FamilySelected,
    FamilyVisited,
    LinkDeclined,
    LinkProposed,
    MatchStep,
    Placed,
    ShortlistAgreed,
)
from shared.grounds import Ground, Grounds
from shared.identifiers import FamilyId

NOT_SELECTED = "no family is selected for this child; select one of the shortlist first"
LONGEST_SHORTLIST = 3  # families, Warrington appendix 9


def propose(search: Search, family: Family, on: date, *, score: int | None, by: LinkedBy) -> LinkProposed:
    """Propose a family for the child. One that was declined may be proposed again."""
    proposed = LinkProposed(**search.about(on), family_id=family.family_id, score=score, by=by)
    GROUNDS.must_stand(search, proposed)
    family.must_be_available()
    known = search.links.get(family.family_id)
    if known and not known.declined:
        raise RuleBroken(f"family {family.family_id} is proposed already; put it on the shortlist or decline it")
    return proposed


def decline(search: Search, family_id: FamilyId, on: date, *, by: LinkedBy) -> LinkDeclined:
    """Decline a proposed family; it leaves the shortlist and the match."""
    score = search.links[family_id].proposed.score if family_id in search.links else None
    declined = LinkDeclined(**search.about(on), family_id=family_id, score=score, by=by)
    GROUNDS.must_stand(search, declined)
    if search.home and search.home.family_id == family_id:
        raise RuleBroken(f"the child is with family {family_id} or meets them; record the disruption instead")
    return declined


def agree_shortlist(
    search: Search, families: Sequence[Family], on: date, *, at_most: int = LONGEST_SHORTLIST
) -> ShortlistAgreed:
    """Agree which families to visit; a new shortlist takes the place of the one before."""
    family_ids = tuple(family.family_id for family in families)
    if len(set(family_ids)) < len(family_ids):
        raise RuleBroken("a family is named twice; name each once")
    if len(family_ids) > at_most:
        raise RuleBroken(f"a shortlist has at most {at_most} families and this one {len(family_ids)}; name fewer")
    if search.match:
        raise RuleBroken(
            f"family {search.match.family_id} is selected; decline that link before a new shortlist is agreed"
        )
    agreed = GROUNDS.must_stand(search, ShortlistAgreed(**search.about(on), family_ids=family_ids))
    for family in families:
        family.must_be_available()
    return agreed


def visit(search: Search, family_id: FamilyId, on: date) -> FamilyVisited:
    """Record a visit to a family of the shortlist."""
    return GROUNDS.must_stand(search, FamilyVisited(**search.about(on), family_id=family_id))


def select(search: Search, family_id: FamilyId, on: date) -> FamilySelected:
    """Select one family of the shortlist, once visited, to go forward to matching."""
    chosen = FamilySelected(**search.about(on), family_id=family_id)
    if search.match:
        raise RuleBroken(f"family {search.match.family_id} is selected; decline that link before selecting another")
    return GROUNDS.must_stand(search, chosen)


def selected(search: Search) -> Match:
    """The match with the selected family. Raises RuleBroken where none is selected."""
    if search.match is None:
        raise RuleBroken(NOT_SELECTED)
    return search.match


def selection(*of: type[Event]) -> Ground[Search]:
    """The ground of what is done with the selected family."""
    return Ground(of, _is_selected, "the selection of the family", NOT_SELECTED, in_turn=True)


def _is_selected(search: Search, event: MatchStep | Placed) -> bool:
    return search.match is not None and search.match.family_id == event.family_id


def _not_linked(search: Search, event: LinkDeclined | ShortlistAgreed | FamilySelected) -> FamilyId | None:
    """The first family of an entry that is not proposed for the child, or was declined since."""
    family_ids = event.family_ids if isinstance(event, ShortlistAgreed) else (event.family_id,)
    return next((each for each in family_ids if each not in search.links or search.links[each].declined), None)


def _is_linked(search: Search, event: LinkDeclined | ShortlistAgreed | FamilySelected) -> bool:
    return _not_linked(search, event) is None


def _why_not_linked(search: Search, event: LinkDeclined | ShortlistAgreed | FamilySelected) -> str:
    family_id = _not_linked(search, event)
    link = search.links.get(family_id) if family_id else None
    if link is None or link.declined is None:
        return f"family {family_id} is not proposed for this child; propose the link first"
    return f"family {family_id} was declined on {words_of_day(link.declined.occurred_on)}; propose it again first"


def _is_shortlisted(search: Search, event: FamilyChosen) -> bool:
    return event.family_id in search.shortlist


def _is_visited(search: Search, event: FamilySelected) -> bool:
    return event.family_id in search.links and search.links[event.family_id].visited_on is not None


GROUNDS = Grounds[Search](
    (
        *search_as_such.GROUNDS.table,
        started_search(LinkProposed),
        Ground(
            (FamilyVisited, FamilySelected),
            _is_shortlisted,
            "a shortlist with the family on it",
            lambda _search, event: f"family {event.family_id} is not on the shortlist; agree a shortlist first",
            in_turn=True,
        ),
        Ground(
            (LinkDeclined, ShortlistAgreed, FamilySelected),
            _is_linked,
            "the proposal of each of its families",
            _why_not_linked,
            in_turn=True,
        ),
        Ground(
            (FamilySelected,),
            _is_visited,
            "the visit to the family",
            lambda _search, event: (
                f"family {event.family_id} has not been visited; visit the family before selecting it"
            ),
            in_turn=True,
        ),
    )
)
