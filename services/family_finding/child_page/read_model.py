"""What is read of one child: how far the search has come, and the families proposed."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.family_finding.matching.read_model import LinkRow, links_of
from services.family_finding.search.read_model import SearchFields, search_row


class SearchAsRead(SearchFields):
    """A search with the families that were proposed; the shortlist in its order."""

    links: list[LinkRow]
    shortlist: list[UUID]


async def search_of(session: AsyncSession, child: UUID) -> SearchAsRead:
    """The search for one child's family. Raises NotKnown."""
    row = await search_row(session, child)
    links = list(await links_of(session, child))
    listed = sorted((link.place_on_shortlist, link.family_id) for link in links if link.place_on_shortlist)
    return SearchAsRead(**row.model_dump(), links=links, shortlist=[family_id for _, family_id in listed])
