"""Commands that record what the panel decided."""

from datetime import date
from uuid import UUID

from services.gateway.domain import decisions
from services.gateway.domain.matter import LegalMatter
from shared.events.codes import (
    GatewayOutcome,
    Option,
)
from shared.identifiers import DecisionId, new_id
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.commands import Command, Step


class RecordGatewayDecision(Command):
    """What the panel decided about one child."""

    outcome: GatewayOutcome
    primary_plan: Option | None = None
    contingencies: tuple[Option, ...] = ()
    review_on: date | None = None


async def record_decision(child: UUID, command: RecordGatewayDecision, work: UnitOfWork) -> None:
    """Record the panel's decision."""
    matter = await work.load(LegalMatter, child)
    work.record(
        *decisions.decide(
            matter,
            DecisionId(new_id()),
            command.on,
            outcome=command.outcome,
            primary_plan=command.primary_plan,
            contingencies=command.contingencies,
            review_on=command.review_on,
        )
    )


async def record_minutes(child: UUID, command: Step, work: UnitOfWork) -> None:
    """Put the sitting's minutes on the record."""
    work.record(decisions.record_minutes(await work.load(LegalMatter, child), command.on))
