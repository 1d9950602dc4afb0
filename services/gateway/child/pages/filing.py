"""The page on which a paper is added to a child's record; those of a referral are on its own pages."""

from collections.abc import Sequence

from fastapi import APIRouter

from services.gateway.child.commands.papers import PAPERS as OF_A_CHILD
from services.gateway.child.domain.matter import LegalMatter
from services.gateway.child.forms.choices import kinds_of
from shared.auth.caller import Caller
from shared.messaging.unit_of_work import UnitOfWork
from shared.records.pages import add_paper_form
from shared.web.forms.fields import Choice


async def _offers(work: UnitOfWork, _caller: Caller, matter: LegalMatter) -> Sequence[Choice]:
    return await kinds_of(work, matter)


PAPERS = APIRouter(include_in_schema=False)
add_paper_form(PAPERS, OF_A_CHILD, "Child", _offers)
