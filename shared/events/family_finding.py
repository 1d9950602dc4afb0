"""What family finding tells: profiles, families, links, the match, introductions and placement."""

from datetime import date

from pydantic import Field, PositiveInt

from shared.events.base import ChildEvent, Correction, FamilyEvent, Voiding, event
from shared.events.codes.family_finding import DisruptionReason, FamilyKind, LinkedBy, Scope, WideningReason
from shared.events.fields import Fixed, Identifies, RestsOn
from shared.identifiers import Authority, FamilyId, ShortReference


@event("family_finding.raa_notified.v1")
class RaaNotified(ChildEvent):
    """The regional adoption agency was told of a child for whom adoption may be the plan."""

    said = "Notice to the adoption agency recorded"


@event("family_finding.family_finder_allocated.v1")
class FamilyFinderAllocated(ChildEvent):
    """A family finder was allocated to the child."""


class FamilyFindingScoped(ChildEvent):
    """Families are sought at a scope, until the day on which it widens."""

    scope: Scope
    reason: WideningReason | None = None
    next_scope_on: date | None = None


@event("family_finding.family_finding_started.v1")
class FamilyFindingStarted(FamilyFindingScoped):
    """The search for a family began."""


@event("family_finding.family_finding_widened.v1")
class FamilyFindingWidened(FamilyFindingScoped):
    """The search for a family widened."""

    said = "Family finding widened"


@event("family_finding.profile_published.v1")
class ProfilePublished(ChildEvent):
    """A version of the child's profile was published to those who may see it."""

    version: Fixed[PositiveInt]
    anonymised: bool = True


@event("family_finding.family_registered.v1")
class FamilyRegistered(FamilyEvent):
    """A family offers a child a home. By the reference everybody calls it; no two families of a house have the same."""

    family_id: Identifies[FamilyId]
    kinds: tuple[FamilyKind, ...] = Field(min_length=1)
    early_permanence: bool = False
    agency: Authority
    reference: Fixed[ShortReference | None] = None


@event("family_finding.family_approved.v1")
class FamilyApproved(FamilyEvent):
    """A family was approved."""

    kinds: tuple[FamilyKind, ...] = Field(min_length=1)
    early_permanence: bool = False
    agency: Authority


@event("family_finding.family_withdrawn.v1")
class FamilyWithdrawn(FamilyEvent):
    """A family is no longer available."""

    agency: Authority


@event("family_finding.family_entry_corrected.v1")
class FamilyEntryCorrected(FamilyEvent, Correction):
    """An earlier entry about a family was wrong: the named fields of event `corrects` read as in `changes` instead."""


@event("family_finding.family_entry_voided.v1")
class FamilyEntryVoided(FamilyEvent, Voiding):
    """An earlier entry about a family was made in error: event `voids` never happened."""


@event("family_finding.link_proposed.v1")
class LinkProposed(ChildEvent):
    """A family was proposed for the child."""

    said = "Possible family recorded"

    family_id: Identifies[FamilyId]
    score: int | None = Field(default=None, ge=0, le=100)
    by: LinkedBy


@event("family_finding.link_declined.v1")
class LinkDeclined(ChildEvent):
    """A proposed family was declined."""

    said = "Possible family declined"

    family_id: RestsOn[FamilyId]
    score: int | None = Field(default=None, ge=0, le=100)
    by: LinkedBy


@event("family_finding.shortlist_agreed.v1")
class ShortlistAgreed(ChildEvent):
    """The family finder and manager agreed which families to visit."""

    family_ids: Fixed[tuple[FamilyId, ...]] = Field(min_length=1, max_length=3)


class FamilyChosen(ChildEvent):
    """A step with one family of the shortlist."""

    family_id: RestsOn[FamilyId]


@event("family_finding.family_visited.v1")
class FamilyVisited(FamilyChosen):
    """A possible family was visited."""


@event("family_finding.family_selected.v1")
class FamilySelected(FamilyChosen):
    """One family was selected to go forward to matching."""

    said = "Family selected"


class MatchStep(ChildEvent):
    """A step of the match with the selected family."""

    family_id: RestsOn[FamilyId | None] = None
    panel_on: date | None = None


@event("family_finding.matching_panel_booked.v1")
class MatchingPanelBooked(MatchStep):
    """A panel was booked to consider the match."""


@event("family_finding.matching_papers_submitted.v1")
class MatchingPapersSubmitted(MatchStep):
    """The papers of the match were submitted to the panel."""

    said = "Matching papers sent"


@event("family_finding.match_recommended.v1")
class MatchRecommended(MatchStep):
    """The panel recommended the match."""


@event("family_finding.match_approved.v1")
class MatchApproved(MatchStep):
    """The decision maker approved the match."""


@event("family_finding.match_declined.v1")
class MatchDeclined(MatchStep):
    """The decision maker declined the match."""


class Placed(ChildEvent):
    """A child and a family."""

    family_id: RestsOn[FamilyId]
    early_permanence: bool = False


@event("family_finding.introductions_started.v1")
class IntroductionsStarted(Placed):
    """The child and the family began to meet."""


@event("family_finding.placed_for_adoption.v1")
class PlacedForAdoption(Placed):
    """The child moved in with the family who will adopt."""

    said = "Placement for adoption started"


@event("family_finding.placed_long_term.v1")
class PlacedLongTerm(Placed):
    """The child moved in with, or stays for good with, permanent foster carers."""

    said = "Long-term placement started"


@event("family_finding.adoption_application_lodged.v1")
class AdoptionApplicationLodged(ChildEvent):
    """The family lodged their adoption application with the court."""

    court: str | None = Field(default=None, pattern=r"^[a-z][a-z0-9_]{1,60}$", description="the court's code")


@event("family_finding.placement_at_risk.v1")
class PlacementAtRisk(ChildEvent):
    """The placement is at risk of ending."""

    said = "Risk to the placement recorded"

    reason: DisruptionReason


@event("family_finding.placement_disrupted.v1")
class PlacementDisrupted(ChildEvent):
    """The placement ended before permanence was secured."""

    said = "Disruption recorded"

    reason: DisruptionReason


@event("family_finding.disruption_meeting_held.v1")
class DisruptionMeetingHeld(ChildEvent):
    """What led to the disruption was considered under an independent chair."""

    reason: DisruptionReason | None = None
