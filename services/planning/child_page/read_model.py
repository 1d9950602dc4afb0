"""What is read of one child: plan, care and meetings with every placement."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.planning.care.read_model import PlacementRow, placements_of
from services.planning.child.read_model import PermanenceCaseFields, permanence_case_row


class PermanenceCaseAsRead(PermanenceCaseFields):
    """A child's plan and care with every placement, oldest first."""

    placements: list[PlacementRow]


async def permanence_case(session: AsyncSession, child: UUID) -> PermanenceCaseAsRead:
    """One child's plan, care and placements. Raises NotKnown."""
    row = await permanence_case_row(session, child)
    return PermanenceCaseAsRead(**row.model_dump(), placements=list(await placements_of(session, child)))
