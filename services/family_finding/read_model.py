"""What is shown of family finding: one row a search, one a link, one a family."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel, select

from services.family_finding.domain.family import Family
from services.family_finding.domain.search import Search
from services.family_finding.domain.stages import Link, Standing
from shared.errors import NotKnown
from shared.identifiers import FamilyId


class SearchFields(SQLModel):
    """Where the search for a child's family stands."""

    child_id: UUID = Field(primary_key=True)
    authority: str = Field(index=True)
    version: int
    standing: str
    adoption_considered: bool
    should_be_placed: bool
    placement_order_on: date | None = None
    looked_after_since: date | None = None
    raa_notified_on: date | None = None
    family_finder_allocated_on: date | None = None
    scope: str | None = None
    next_scope_on: date | None = None
    profile_version: int | None = None
    profile_anonymised: bool | None = None
    selected_family_id: UUID | None = None
    panel_on: date | None = None
    papers_submitted_on: date | None = None
    match_recommended_on: date | None = None
    match_approved_on: date | None = None
    home_family_id: UUID | None = None
    early_permanence: bool = False
    introductions_on: date | None = None
    placed_on: date | None = None
    long_term: bool = False
    at_risk_since: date | None = None
    application_lodged_on: date | None = None
    disrupted_on: date | None = None
    disruption_meeting_on: date | None = None
    adopted_on: date | None = None
    last_on: date


class SearchRow(SearchFields, table=True):
    """One row a child."""

    __tablename__ = "searches"


class LinkRow(SQLModel, table=True):
    """A family proposed for a child. `place_on_shortlist` counts from 1; None is not on it."""

    __tablename__ = "links"

    child_id: UUID = Field(primary_key=True)
    family_id: UUID = Field(primary_key=True)
    authority: str = Field(index=True)
    score: int | None = None
    proposed_on: date
    proposed_by: str
    declined_on: date | None = None
    declined_by: str | None = None
    place_on_shortlist: int | None = None
    visited_on: date | None = None
    match_declined_on: date | None = None


class FamilyRow(SQLModel, table=True):
    """A family that offers a child a home."""

    __tablename__ = "families"

    family_id: UUID = Field(primary_key=True)
    authority: str = Field(index=True)
    version: int
    agency: str
    kinds: list[str] = Field(sa_type=JSONB)
    early_permanence: bool
    registered_on: date
    approved_on: date | None = None
    withdrawn_on: date | None = None


class SearchAsRead(SearchFields):
    """A search with the families that were proposed; the shortlist in its order."""

    links: list[LinkRow]
    shortlist: list[UUID]


def project_search(search: Search, version: int, _today: date) -> Iterable[SQLModel]:
    """The rows of one search at a version; none until the child is registered."""
    registered = search.heard.registered
    if registered is None:
        return
    # A row must not age where it stands, so it shows what everything known comes to, whatever the day.
    heard, ever = search.heard, date.max
    order, scope, profile, match, home = (
        heard.placement_order(ever),
        search.scope,
        search.profile,
        search.match,
        search.home,
    )
    yield SearchRow.model_construct(
        child_id=search.child_id,
        authority=registered.authority,
        version=version,
        standing=search.standing,
        adoption_considered=heard.adoption_considered(ever),
        should_be_placed=heard.should_be_placed(ever),
        placement_order_on=order.occurred_on if order else None,
        looked_after_since=heard.looked_after_since(ever),
        raa_notified_on=search.raa_notified_on,
        family_finder_allocated_on=search.family_finder_allocated_on,
        scope=scope.scope if scope else None,
        next_scope_on=scope.next_scope_on if scope else None,
        profile_version=profile.version if profile else None,
        profile_anonymised=profile.anonymised if profile else None,
        selected_family_id=match.family_id if match else None,
        panel_on=match.panel_on if match else None,
        papers_submitted_on=match.papers_submitted_on if match else None,
        match_recommended_on=match.recommended_on if match else None,
        match_approved_on=match.approved_on if match else None,
        home_family_id=home.family_id if home else None,
        early_permanence=home.early_permanence if home else False,
        introductions_on=home.introductions_on if home else None,
        placed_on=home.placed_on if home else None,
        long_term=home.long_term if home else False,
        at_risk_since=home.at_risk_since if home else None,
        application_lodged_on=home.application_lodged_on if home else None,
        disrupted_on=search.disrupted_on,
        disruption_meeting_on=search.disruption_meeting_on,
        adopted_on=heard.adopted.occurred_on if heard.adopted else None,
        last_on=search.last_on or registered.occurred_on,
    )
    for family_id, link in search.links.items():
        yield _link_row(search, family_id, link, registered.authority)


def _link_row(search: Search, family_id: FamilyId, link: Link, authority: str) -> LinkRow:
    return LinkRow.model_construct(
        child_id=search.child_id,
        family_id=family_id,
        authority=authority,
        score=link.proposed.score,
        proposed_on=link.proposed.occurred_on,
        proposed_by=link.proposed.by,
        declined_on=link.declined.occurred_on if link.declined else None,
        declined_by=link.declined.by if link.declined else None,
        place_on_shortlist=search.shortlist.index(family_id) + 1 if family_id in search.shortlist else None,
        visited_on=link.visited_on,
        match_declined_on=link.match_declined_on,
    )


def project_family(family: Family, version: int, _today: date) -> Iterable[SQLModel]:
    """The row of one family at a version."""
    registered, offer = family.registered, family.offer
    if registered is None or offer is None:
        return
    yield FamilyRow.model_construct(
        family_id=family.family_id,
        authority=registered.authority,
        version=version,
        agency=registered.agency,
        kinds=list(offer.kinds),
        early_permanence=offer.early_permanence,
        registered_on=registered.occurred_on,
        approved_on=family.approved.occurred_on if family.approved else None,
        withdrawn_on=family.withdrawn.occurred_on if family.withdrawn else None,
    )


async def search_of(session: AsyncSession, child: UUID) -> SearchAsRead:
    """The search for one child's family. Raises NotKnown."""
    row = await session.get(SearchRow, child)
    if row is None:
        raise NotKnown(f"no child {child} is known here; check the id, or whether the child is yours to see")
    query = select(LinkRow).where(LinkRow.child_id == child).order_by("proposed_on", "family_id")
    links = list((await session.scalars(query)).all())
    listed = sorted((link.place_on_shortlist, link.family_id) for link in links if link.place_on_shortlist)
    return SearchAsRead(**row.model_dump(), links=links, shortlist=[family_id for _, family_id in listed])


async def searches(session: AsyncSession, limit: int, after: UUID | None) -> Sequence[SearchRow]:
    """Searches that the caller may see, a page at a time, by child."""
    query = select(SearchRow).order_by("child_id").limit(limit)
    if after:
        query = query.where(SearchRow.child_id > after)
    return (await session.scalars(query)).all()


async def searches_under_way(session: AsyncSession, limit: int) -> Sequence[SearchRow]:
    """Children for whom adoption is considered or a search began, and who are not adopted yet; longest first."""
    query = select(SearchRow).where(SearchRow.standing != Standing.ADOPTED)
    begun = (SearchRow.standing != Standing.NOT_BEGUN) | SearchRow.adoption_considered
    return (await session.scalars(query.where(begun).order_by("last_on").limit(limit))).all()


async def family_of(session: AsyncSession, family_id: UUID) -> FamilyRow:
    """One family. Raises NotKnown."""
    row = await session.get(FamilyRow, family_id)
    if row is None:
        raise NotKnown(f"no family {family_id} is known here; check the id, or whether the family is yours to see")
    return row


async def families_known(session: AsyncSession, limit: int, after: UUID | None) -> Sequence[FamilyRow]:
    """Families that the caller may see, a page at a time, by id."""
    query = select(FamilyRow).order_by("family_id").limit(limit)
    if after:
        query = query.where(FamilyRow.family_id > after)
    return (await session.scalars(query)).all()
