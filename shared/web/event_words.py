"""The words of an event: what it is called on a page, and what it says beside the day."""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from uuid import UUID

from shared.calendar import words_of_day
from shared.events.base import Event
from shared.words import in_words

CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")
# Who it is about is the page's heading, and the day is the line's own.
NOT_SAID = frozenset({"child_id", "authority", "occurred_on", "version", "changes"})
# How an event reads where its name is not how people speak. "for" and a name may follow.
SAID: Mapping[str, str] = MappingProxyType(
    {
        # The child and the family.
        "ChildRegistered": "Registration recorded",
        "ChildBorn": "Birth recorded",
        "ChildAllocated": "Allocation recorded",
        "SiblingGroupChanged": "Brothers and sisters recorded",
        # The panel.
        "ReferralOpened": "Referral started",
        "ReferralPaperRecorded": "Paper for the panel recorded",
        "ReferralSubmitted": "Referral sent to the panel",
        "ReferredToLegalGateway": "Referral to the panel recorded",
        "LegalGatewayReferralWithdrawn": "Referral withdrawn",
        "LegalGatewayBypassed": "Agreement not to go to the panel recorded",
        "GatewayDecisionMade": "Decision recorded",
        "EmergencyProceedingsDecided": "Emergency decision recorded",
        "GatewayActionSet": "Action from the panel set",
        "GatewayActionDone": "Action from the panel done",
        "DirectorNotified": "Notice to the Director recorded",
        "GatewayMinutesRecorded": "Minutes of the panel recorded",
        "PanelSittingCalled": "Panel meeting arranged",
        "PanelComposed": "Panel members recorded",
        "ApologiesGiven": "Apologies recorded",
        "ConflictOfInterestDeclared": "Conflict of interest recorded",
        "PanelPapersCirculated": "Papers sent to the panel",
        "PanelSittingClosed": "Panel meeting closed",
        "PanelMinutesRecorded": "Minutes of the panel recorded",
        # Before proceedings, and the court.
        "PreProceedingsLetterDrafted": "Letter before proceedings drafted",
        "PreProceedingsLetterSent": "Letter before proceedings sent",
        "ImmediateIssueLetterDelivered": "Letter of immediate issue delivered",
        "PreProceedingsReviewed": "Review of pre-proceedings recorded",
        "LeaveToShareProfileGranted": "Leave of the court to share the profile recorded",
        "TimetableExtended": "Extension of the timetable recorded",
        "CourtDirectionGiven": "Direction of the court recorded",
        "CourtDirectionMet": "Direction of the court met",
        "ProceedingsIssued": "Issue of proceedings recorded",
        "ProceedingsConcluded": "End of proceedings recorded",
        "OrderEnded": "End of an order recorded",
        "SupervisionPlanMade": "Support plan for supervision recorded",
        "SupervisionVisitMade": "Visit under supervision recorded",
        "SupervisionReviewHeld": "Review of supervision recorded",
        # Care and planning.
        "BecameLookedAfter": "Start of care recorded",
        "LegalBasisChanged": "Change of legal basis recorded",
        "CeasedToBeLookedAfter": "End of care recorded",
        "PlacementMatchedLongTerm": "Long-term match approved",
        "ReviewHeld": "Review recorded",
        "VisitMade": "Visit recorded",
        "TogetherOrApartDecided": "Decision on brothers and sisters recorded",
        "AdoptionDecisionBooked": "Should-be-placed decision booked",
        "AdoptionDecisionMade": "Should-be-placed decision recorded",
        "ChildViewRecorded": "Child's view recorded",
        "LifeStoryWorkProgressed": "Life story work recorded",
        "ReturnHomeApproved": "Return home approved",
        # Family finding.
        "RaaNotified": "Notice to the adoption agency recorded",
        "FamilyFindingWidened": "Family finding widened",
        "LinkProposed": "Possible family recorded",
        "LinkDeclined": "Possible family declined",
        "FamilySelected": "Family selected",
        "MatchingPapersSubmitted": "Matching papers sent",
        "PlacedForAdoption": "Placement for adoption started",
        "PlacedLongTerm": "Long-term placement started",
        "PlacementAtRisk": "Risk to the placement recorded",
        "PlacementDisrupted": "Disruption recorded",
        # The tracker.
        "TrackerMeetingHeld": "Tracker meeting recorded",
        "PermanenceSecured": "Permanence recorded",
        # Entries made anew, of every kind of case.
        "EntryCorrected": "Correction recorded",
        "FamilyEntryCorrected": "Correction recorded",
        "ReferralEntryCorrected": "Correction recorded",
        "SittingEntryCorrected": "Correction recorded",
        "EntryVoided": "Entry marked as entered in error",
        "FamilyEntryVoided": "Entry marked as entered in error",
        "ReferralEntryVoided": "Entry marked as entered in error",
        "SittingEntryVoided": "Entry marked as entered in error",
    }
)


def words_of(event: type[Event]) -> str:
    """`PlanningMeetingHeld` as "Planning meeting held"; as people say it where that is otherwise."""
    return SAID.get(event.__name__) or in_words(CAPITAL.sub("_", event.__name__).lower())


def particulars_of(event: Event) -> tuple[tuple[str, str], ...]:
    """The particulars of an event beside the day, without identifiers: what each is called, and how it reads."""
    given = ((name, getattr(event, name)) for name in type(event).model_fields if name not in NOT_SAID)
    return tuple((in_words(name), words) for name, value in given if value is not None and (words := _words(value)))


def _words(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case date():
            return words_of_day(value)
        case UUID():
            return ""
        case tuple():
            return ", ".join(words for part in value if (words := _words(part)))
        case str():
            return value.replace("_", " ")
        case _:
            return str(value)
