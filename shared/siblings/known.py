"""Which brothers and sisters a service knows of: the children of the child's group among its read rows."""

from uuid import UUID

from sqlmodel import SQLModel

from shared.child_case import ChildCase
from shared.messaging.unit_of_work import UnitOfWork

SIBLINGS = "select child_id from {} where sibling_group_id = $1 and child_id <> $2 order by child_id"


async def siblings_known(work: UnitOfWork, rows: type[SQLModel], case: ChildCase) -> list[UUID]:
    """The children of the child's group whom the caller may see, without the child, by id.

    `rows` are the service's, one a child, with the columns `child_id` and `sibling_group_id`.
    """
    group, query = case.sibling_group, SIBLINGS.format(rows.__tablename__)
    rows_found = await work.connection.fetch(query, group, case.child_id) if group else []
    return [child for (child,) in rows_found]
