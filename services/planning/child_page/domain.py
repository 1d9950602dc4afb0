"""What the entries of one child rest on, whatever their subject, and what may follow on a day."""

from collections.abc import Mapping, Sequence
from datetime import date

from services.planning.adoption import domain as adoption
from services.planning.care.domain import care, legal_basis, placements
from services.planning.care.domain.care import in_care
from services.planning.child.domain import PermanenceCase
from services.planning.kin.domain import assessments, belonging
from services.planning.meetings import domain as meetings
from services.planning.plan import domain as plan
from shared.events.base import Event
from shared.events.codes.planning import CareReason, LegalBasis
from shared.events.planning import (
    BecameLookedAfter,
    CeasedToBeLookedAfter,
    LegalBasisChanged,
    PlanningMeetingHeld,
    VisitMade,
)
from shared.grounds import Grounds

GROUNDS: Grounds[PermanenceCase] = Grounds.of(
    care.GROUNDS,
    legal_basis.GROUNDS,
    placements.GROUNDS,
    assessments.GROUNDS,
    belonging.GROUNDS,
    meetings.GROUNDS,
    plan.GROUNDS,
    adoption.GROUNDS,
)


def offered(case: PermanenceCase, on: date) -> tuple[str, ...]:
    """The actions of which a form makes sense on a day, since what it records would rest on what stands."""
    about, period = case.about(on), in_care(case, on)
    open_care = period is not None and period.until is None
    would_record: Mapping[str, Sequence[Event]] = {
        "become_looked_after": () if open_care else (BecameLookedAfter(**about, legal_basis=LegalBasis.SECTION_20),),
        "change_legal_basis": tuple(LegalBasisChanged(**about, legal_basis=basis) for basis in LegalBasis),
        "cease_to_be_looked_after": (CeasedToBeLookedAfter(**about, reason=CareReason.OTHER),) if open_care else (),
        "hold_planning_meeting": (PlanningMeetingHeld(**about, number=1),),
        "record_visit": (VisitMade(**about),),
    }
    return tuple(action for action, events in would_record.items() if GROUNDS.offers(case, events))
