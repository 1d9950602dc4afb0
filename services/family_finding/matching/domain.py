"""Matching: which families were proposed, which are on the shortlist, and which one is selected."""

from collections.abc import Sequence
from datetime import date

from services.family_finding.families.domain import Family
from services.family_finding.search.domain.finding import must_have_started
from services.family_finding.search.domain.search import Search
from services.family_finding.search.domain.stages import Link, Match
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.codes.family_finding import LinkedBy
from shared.events.family_finding import FamilySelected, FamilyVisited, LinkDeclined, LinkProposed, ShortlistAgreed
from shared.identifiers import FamilyId

LONGEST_SHORTLIST = 3  # families, Warrington appendix 9


def propose(search: Search, family: Family, on: date, *, score: int | None, by: LinkedBy) -> LinkProposed:
    """Propose a family for the child. One that was declined may be proposed again."""
    about = search.about(on)
    must_have_started(search)
    family.must_be_available()
    known = search.links.get(family.family_id)
    if known and not known.declined:
        raise RuleBroken(f"family {family.family_id} is proposed already; put it on the shortlist or decline it")
    return LinkProposed(**about, family_id=family.family_id, score=score, by=by)


def decline(search: Search, family_id: FamilyId, on: date, *, by: LinkedBy) -> LinkDeclined:
    """Decline a proposed family; it leaves the shortlist and the match."""
    about = search.about(on)
    link = _link(search, family_id)
    if search.home and search.home.family_id == family_id:
        raise RuleBroken(f"the child is with family {family_id} or meets them; record the disruption instead")
    return LinkDeclined(**about, family_id=family_id, score=link.proposed.score, by=by)


def agree_shortlist(
    search: Search, families: Sequence[Family], on: date, *, at_most: int = LONGEST_SHORTLIST
) -> ShortlistAgreed:
    """Agree which families to visit; a new shortlist takes the place of the one before."""
    about = search.about(on)
    family_ids = tuple(family.family_id for family in families)
    if len(set(family_ids)) < len(family_ids):
        raise RuleBroken("a family is named twice; name each once")
    if len(family_ids) > at_most:
        raise RuleBroken(f"a shortlist has at most {at_most} families and this one {len(family_ids)}; name fewer")
    if search.match:
        raise RuleBroken(
            f"family {search.match.family_id} is selected; decline that link before a new shortlist is agreed"
        )
    for family in families:
        _link(search, family.family_id)
        family.must_be_available()
    return ShortlistAgreed(**about, family_ids=family_ids)


def visit(search: Search, family_id: FamilyId, on: date) -> FamilyVisited:
    """Record a visit to a family of the shortlist."""
    about = search.about(on)
    _must_be_shortlisted(search, family_id)
    return FamilyVisited(**about, family_id=family_id)


def select(search: Search, family_id: FamilyId, on: date) -> FamilySelected:
    """Select one family of the shortlist, once visited, to go forward to matching."""
    about = search.about(on)
    if search.match:
        raise RuleBroken(f"family {search.match.family_id} is selected; decline that link before selecting another")
    _must_be_shortlisted(search, family_id)
    if not _link(search, family_id).visited_on:
        raise RuleBroken(f"family {family_id} has not been visited; visit the family before selecting it")
    return FamilySelected(**about, family_id=family_id)


def selected(search: Search) -> Match:
    """The match with the selected family. Raises RuleBroken where none is selected."""
    if search.match is None:
        raise RuleBroken("no family is selected for this child; select one of the shortlist first")
    return search.match


def _link(search: Search, family_id: FamilyId) -> Link:
    link = search.links.get(family_id)
    if link is None:
        raise RuleBroken(f"family {family_id} is not proposed for this child; propose the link first")
    if link.declined:
        raise RuleBroken(
            f"family {family_id} was declined on {words_of_day(link.declined.occurred_on)}; propose it again first"
        )
    return link


def _must_be_shortlisted(search: Search, family_id: FamilyId) -> None:
    if family_id not in search.shortlist:
        raise RuleBroken(f"family {family_id} is not on the shortlist; agree a shortlist first")
