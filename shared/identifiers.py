"""Identifiers: what names a child, a family, a worker, an authority and an event."""

from typing import Annotated, NewType
from uuid import UUID, uuid4

from pydantic import StringConstraints

ChildId = NewType("ChildId", UUID)
FamilyId = NewType("FamilyId", UUID)
EventId = NewType("EventId", UUID)
DecisionId = NewType("DecisionId", UUID)
ReferralId = NewType("ReferralId", UUID)
OrderId = NewType("OrderId", UUID)
PlacementId = NewType("PlacementId", UUID)
PersonId = NewType("PersonId", UUID)
SiblingGroupId = NewType("SiblingGroupId", UUID)
MeetingId = NewType("MeetingId", UUID)
SittingId = NewType("SittingId", UUID)
ActionId = NewType("ActionId", UUID)
AssessmentId = NewType("AssessmentId", UUID)
DirectionId = NewType("DirectionId", UUID)
ConsentId = NewType("ConsentId", UUID)
# A worker, by the identifier of the council's directory; names are in the people records.
WorkerId = NewType("WorkerId", UUID)
# Free text and papers stay with the service that keeps them; an event names them only.
NoteId = NewType("NoteId", UUID)
DocumentId = NewType("DocumentId", UUID)
ObligationId = NewType("ObligationId", UUID)

# A council or a regional agency, by the name of its policy pack: `warrington`, `together_for_adoption`.
Authority = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,40}$")]
# A word of an authority's own list (a paper, a part of a plan, an action, a team), as its policy pack writes it.
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,60}$")]
# What a child or a family is called where no name may be read, and on the telephone: `HW-4821`.
ShortReference = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}-[0-9]{4}$")]
# A policy rule by its written-out id: `WAR-PPM-1`.
RuleId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,4}(-[A-Z0-9]+)+$")]
# A family court case number, as the court writes it: `WA26C50123`.
CourtCaseNumber = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}[0-9]{2}[A-Z][0-9]{5}$")]


def new_id() -> UUID:
    """A fresh random identifier."""
    return uuid4()


# The id of what is supposed and not recorded: what would be due if it happened, whether it could be recorded.
SUPPOSED = UUID(int=0)
