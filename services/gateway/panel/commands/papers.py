"""Commands about the papers of a referral: one, or several at once, and the sitting to which the referral goes then."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from services.gateway.panel.commands.paper import MOST_PAPERS, Paper, record
from services.gateway.panel.commands.referrals import stay_or_move, waiting_children, why
from services.gateway.panel.domain.referral import Referral
from shared.errors import RuleBroken
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.commands import Command, CommandRoutes
from shared.words import in_words

ROUTES = CommandRoutes()


class RecordReferralPaper(Command, Paper):
    """How one of the papers of a referral stands since a day."""


@ROUTES.post("/referrals/{referral_id}/papers")
async def record_referral_paper(referral_id: UUID, command: RecordReferralPaper, work: UnitOfWork) -> Mapping[str, Any]:
    """Record a paper; papers that are complete only after the cut-off take the referral to the next sitting."""
    return await _record_each(referral_id, command.on, (command,), work)


class RecordReferralPapers(Command):
    """How several papers of a referral stand since a day: each is an entry of its own, and all are recorded or none."""

    papers: Annotated[tuple[Paper, ...], Field(min_length=1, max_length=MOST_PAPERS)] = Field(
        title="Papers",
        description="tick each that was received; of one that is missing or does not apply, say so beneath it",
    )


@ROUTES.post("/referrals/{referral_id}/papers/together")
async def record_referral_papers(
    referral_id: UUID, command: RecordReferralPapers, work: UnitOfWork
) -> Mapping[str, Any]:
    """Record several papers at once; where they are complete only after the cut-off, the next sitting hears of them."""
    return await _record_each(referral_id, command.on, command.papers, work)


async def _record_each(referral_id: UUID, on: date, papers: Sequence[Paper], work: UnitOfWork) -> Mapping[str, Any]:
    before = await work.load(Referral, referral_id)
    named = Counter(one.paper for one in papers)
    for one in papers:
        with _naming(one, papers):
            if named[one.paper] > 1:
                raise RuleBroken("is named twice; say once how it stands")
            await record(work, before.referral_id, on, one)
    referral = await work.load(Referral, referral_id)
    if before.missing or referral.missing:
        await stay_or_move(work, referral, await waiting_children(work, referral), on)
    return why(work, referral)


@contextmanager
def _naming(paper: Paper, papers: Sequence[Paper]) -> Iterator[None]:
    """Have a refusal say of which of several papers it is."""
    try:
        yield
    except RuleBroken as refusal:
        if len(papers) == 1:
            raise
        raise RuleBroken(f"{in_words(paper.paper).lower()}: {refusal}") from refusal
