"""Commands about what goes on under a supervision order."""

from uuid import UUID

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain import supervision
from shared.events.codes.roles import Role
from shared.events.gateway import SupervisionReviewHeld, SupervisionVisitMade
from shared.identifiers import NoteId
from shared.messaging.unit_of_work import UnitOfWork
from shared.records.commands import WithDocument, document_of
from shared.records.notes import Text, keeps_note, note
from shared.web.commands import Command, CommandRoutes

ROUTES = CommandRoutes()


class MakeSupervisionPlan(WithDocument):
    """The support plan was made, or made anew."""

    summary: Text | None = None


@ROUTES.post("/children/{child_id}/supervision/plan")
async def make_supervision_plan(child: UUID, command: MakeSupervisionPlan, work: UnitOfWork) -> None:
    """Record the support plan of the supervision order."""
    matter = await work.load(LegalMatter, child)
    document_id = await document_of(work, child, command)
    work.record(
        supervision.make_plan(
            matter,
            command.on,
            document_id=document_id,
            note_id=await note(work, matter, "supervision_plan", command.summary),
        )
    )


class VisitUnderSupervision(Command):
    """The child was visited."""

    seen_alone: bool
    seen: Text | None = None


@ROUTES.post("/children/{child_id}/supervision/visits")
@keeps_note("seen", "supervision_visit")
def visit_under_supervision(
    matter: LegalMatter, command: VisitUnderSupervision, note_id: NoteId | None
) -> SupervisionVisitMade:
    """Record a visit under the supervision order; what was seen is kept as a note."""
    return supervision.visit(matter, command.on, seen_alone=command.seen_alone, note_id=note_id)


class ReviewSupervision(Command):
    """The supervision order was reviewed."""

    chaired_by_role: Role
    minutes: Text | None = None


@ROUTES.post("/children/{child_id}/supervision/reviews")
@keeps_note("minutes", "supervision_review")
def review_supervision(
    matter: LegalMatter, command: ReviewSupervision, note_id: NoteId | None
) -> SupervisionReviewHeld:
    """Record the review of the supervision order against its support plan; the minutes are kept as a note."""
    return supervision.review(matter, command.on, chaired_by_role=command.chaired_by_role, note_id=note_id)
