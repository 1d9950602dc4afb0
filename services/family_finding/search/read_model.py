"""What is shown of searches: one row a child."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel, select

from services.family_finding.search.domain.search import Search
from services.family_finding.search.domain.stages import Progress
from shared.errors import NotKnown


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
    sibling_group_id: UUID | None = Field(default=None, index=True)


class SearchRow(SearchFields, table=True):
    """One row a child."""

    __tablename__ = "searches"


def project(search: Search, version: int, _today: date) -> Iterable[SQLModel]:
    """The row of one search at a version; none until the child is registered."""
    registered = search.registered
    if registered is None:
        return
    # A row must not age where it stands, so it shows what everything known comes to, whatever the day.
    ever = date.max
    order, scope, profile, match, home = (
        search.placement_order(search.last_on or ever),
        search.scope,
        search.profile,
        search.match,
        search.home,
    )
    yield SearchRow.model_construct(
        child_id=search.child_id,
        authority=registered.authority,
        version=version,
        standing=search.progress,
        adoption_considered=search.adoption_considered(ever),
        should_be_placed=search.should_be_placed(ever),
        placement_order_on=order.since if order else None,
        looked_after_since=search.looked_after_since(ever),
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
        adopted_on=search.adopted.occurred_on if search.adopted else None,
        last_on=search.last_step_on or registered.occurred_on,
        sibling_group_id=search.sibling_group,
    )


async def search_row(session: AsyncSession, child: UUID) -> SearchRow:
    """Where the search for one child's family stands. Raises NotKnown."""
    row = await session.get(SearchRow, child)
    if row is None:
        raise NotKnown(f"no child {child} is known here; check the id, or whether the child is yours to see")
    return row


async def searches(session: AsyncSession, limit: int, after: UUID | None) -> Sequence[SearchRow]:
    """Searches that the caller may see, a page at a time, by child."""
    query = select(SearchRow).order_by("child_id").limit(limit)
    if after:
        query = query.where(SearchRow.child_id > after)
    return (await session.scalars(query)).all()


async def searches_under_way(session: AsyncSession, limit: int) -> Sequence[SearchRow]:
    """Children for whom adoption is considered or a search began, and who are not adopted yet; longest first."""
    query = select(SearchRow).where(SearchRow.standing != Progress.ADOPTED)
    begun = (SearchRow.standing != Progress.NOT_BEGUN) | SearchRow.adoption_considered
    return (await session.scalars(query.where(begun).order_by("last_on").limit(limit))).all()
