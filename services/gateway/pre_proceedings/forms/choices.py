"""What may be chosen in the forms of pre-proceedings: to whom letters go, parts of the plan, assessments."""

from uuid import UUID

from services.gateway.child.domain.family import family
from services.gateway.child.domain.matter import LegalMatter
from services.gateway.child.forms.choices import items_of, people_of, siblings_of
from services.gateway.pre_proceedings.domain.pre_proceedings_plan import PARTS, agreed_assessments, finalised
from services.gateway.records.names import names_of
from shared.auth.caller import Caller
from shared.calendar import words_of_day
from shared.messaging.looking import look
from shared.messaging.unit_of_work import UnitOfWork
from shared.records.choices import documents_of
from shared.web.forms.choices import Found, choosing
from shared.words import in_words


@choosing
async def for_plan(work: UnitOfWork, _caller: Caller, child: UUID) -> Found:
    """The parts that a plan states, and the child's documents."""
    matter = await look(work, LegalMatter, child)
    return {
        "parts": items_of(matter.law.items(PARTS)),
        "document_id": await documents_of(work, child),
    }


@choosing
async def letters(work: UnitOfWork, caller: Caller, child: UUID) -> Found:
    """The child's documents, and to whom of the family one of them went."""
    matter = await look(work, LegalMatter, child)
    return {
        "document_id": await documents_of(work, child),
        "to": await people_of(work, caller, family(matter)),
        "with_children": await siblings_of(work, caller, matter),
    }


@choosing
async def parents(work: UnitOfWork, caller: Caller, child: UUID) -> Found:
    """The child's family, to whom a letter may go, and the brothers and sisters whom it may be about, too."""
    matter = await look(work, LegalMatter, child)
    return {
        "to": await people_of(work, caller, family(matter)),
        "with_children": await siblings_of(work, caller, matter),
    }


@choosing
async def subjects(work: UnitOfWork, caller: Caller, child: UUID) -> Found:
    """The child and its family, of one of whom an assessment may be."""
    matter = await look(work, LegalMatter, child)
    return {"subject_id": await people_of(work, caller, (child, *family(matter)))}


@choosing
async def assessments(work: UnitOfWork, caller: Caller, child: UUID) -> Found:
    """The assessments that were agreed and are not finalised, and the child's documents."""
    matter = await look(work, LegalMatter, child)
    waiting = [one for one in agreed_assessments(matter) if not finalised(matter, one.assessment_id)]
    names = await names_of(work, caller, (one.subject_id for one in waiting))
    called = {one: f"{in_words(one.kind)}{f' of {names[one.subject_id]}' if one.subject_id else ''}" for one in waiting}
    return {
        "assessment_id": [
            (str(one.assessment_id), f"{words}, due on {words_of_day(one.due_on)}") for one, words in called.items()
        ],
        "document_id": await documents_of(work, child),
    }
