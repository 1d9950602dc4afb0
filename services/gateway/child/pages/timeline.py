"""How the gateway tells what happened: with what was written, and papers of one day, or one sitting, in one line."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import ClassVar
from uuid import UUID

from shared.events.base import Event
from shared.events.gateway import (
    ImmediateIssueLetterDelivered,
    PreProceedingsLetterDrafted,
    PreProceedingsLetterSent,
    ReferralPaperRecorded,
    ReferralSubmitted,
    ReferredToLegalGateway,
)
from shared.messaging.unit_of_work import UnitOfWork
from shared.records.notes import Notes
from shared.web.happened import Line, Telling
from shared.words import in_words


class GatewayTelling(Telling):
    """The history of a child, a referral or a sitting, as a worker reads it."""

    letters: ClassVar[tuple[type[Event], ...]] = (
        PreProceedingsLetterDrafted,
        PreProceedingsLetterSent,
        ImmediateIssueLetterDelivered,
    )

    async def texts(self, work: UnitOfWork, notes: Iterable[UUID]) -> Mapping[UUID, str]:
        """The texts that were written with entries, by the id of the note."""
        return await Notes(work).texts(notes)

    def which(self, event: Event) -> str:
        """The paper that an entry tells of."""
        return in_words(event.paper) if isinstance(event, ReferralPaperRecorded) else ""

    def alike(self, line: Line) -> Hashable:
        """Papers of a referral that stand alike since a day, and what is told of the same sitting at each paper."""
        event, on = line.now.event, line.on
        match event:
            case _ if line.stands_alone:
                return super().alike(line)
            case ReferralPaperRecorded(state=state):
                return on, line.what, state
            case ReferralSubmitted() | ReferredToLegalGateway():
                return on, line.what, event.referral_id, event.panel_date
            case _:
                return super().alike(line)

    def come_to(self, lines: Sequence[Line]) -> str:
        """Which papers stand how, or how often the same was told."""
        papers = [line.now.event for line in lines if isinstance(line.now.event, ReferralPaperRecorded)]
        if not papers:
            return f"{lines[0].what}, told {len(lines)} times that day as papers came"
        state = papers[0].state.replace("_", " ")
        return f"{len(papers)} papers {state}: {', '.join(in_words(paper.paper) for paper in papers)}"


TELLING = GatewayTelling()
