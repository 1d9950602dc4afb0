"""In proceedings: hearings, the timetable, what the court directed, and leave to share the child's profile."""

from collections.abc import Iterator
from datetime import date

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain.grounds import needs_no_proceedings
from services.gateway.court.domain.orders_in_force import in_force_after
from services.gateway.court.domain.proceedings import must_be_open
from services.gateway.court.domain.timetable import directions_of, latest_extension, proceedings_of
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.gateway import DirectionKind, HearingKind, TimetableExtensionReason
from shared.events.gateway import (
    CourtDirectionGiven,
    CourtDirectionMet,
    HearingHeld,
    HearingListed,
    LeaveToShareProfileGranted,
    TimetableExtended,
)
from shared.grounds import Ground, Grounds, Offer, ruled
from shared.identifiers import SUPPOSED, DirectionId, NoteId


def list_hearing(
    matter: LegalMatter, on: date, *, kind: HearingKind, hearing_on: date, final_evidence_due: date | None
) -> HearingListed:
    """Record that the court listed a hearing; one of the same kind that was not held yet is thereby adjourned."""
    listed = HearingListed(**matter.about(on), kind=kind, on=hearing_on, final_evidence_due=final_evidence_due)
    return GROUNDS.must_stand(matter, listed)


def hold_hearing(matter: LegalMatter, on: date, *, kind: HearingKind, final_evidence_due: date | None) -> HearingHeld:
    """Record that a hearing was held."""
    held = HearingHeld(**matter.about(on), kind=kind, on=on, final_evidence_due=final_evidence_due)
    return GROUNDS.must_stand(matter, held)


def extend_timetable(  # noqa: PLR0913 - what an extension consists of
    matter: LegalMatter,
    on: date,
    *,
    until: date,
    reason: TimetableExtensionReason,
    final_evidence_due: date | None = None,
    note_id: NoteId | None = None,
) -> TimetableExtended:
    """Record that the court extended the timetable of the proceedings (Children Act 1989 s.32(5) and (8))."""
    extended = TimetableExtended(
        **matter.about(on), on=until, reason=reason, final_evidence_due=final_evidence_due, note_id=note_id
    )
    return GROUNDS.must_stand(matter, extended)


def _must_extend_lawfully(matter: LegalMatter, extended: TimetableExtended) -> None:
    """Refuse an extension to a day that is no later one, or is too late for one extension (s.32(8))."""
    running = must_be_open(matter, extended.occurred_on)
    if running.last_day is None:
        raise RuleBroken("only care and supervision proceedings have a timetable; record what the court listed instead")
    if extended.on <= running.last_day:
        raise RuleBroken(f"the timetable runs to {words_of_day(running.last_day)} already; give a later day")
    latest = latest_extension(running, extended.occurred_on)
    if extended.on > latest:
        raise RuleBroken(
            f"one extension may reach {words_of_day(latest)} at most, 8 weeks on; "
            "record a further one when the court grants it"
        )


def give_direction(  # noqa: PLR0913 - what a direction consists of
    matter: LegalMatter,
    direction_id: DirectionId,
    on: date,
    *,
    kind: DirectionKind,
    due_on: date,
    note_id: NoteId | None = None,
) -> CourtDirectionGiven:
    """Record what the court directed. One under section 37 is given in proceedings that others began."""
    about = matter.about(on)
    given = CourtDirectionGiven(**about, direction_id=direction_id, kind=kind, due_on=due_on, note_id=note_id)
    GROUNDS.must_stand(matter, given)
    if kind is DirectionKind.OTHER and note_id is None:
        raise RuleBroken("a direction of another kind needs words; say what the court directed")
    return given


def meet_direction(matter: LegalMatter, direction_id: DirectionId, on: date) -> CourtDirectionMet:
    """Record that what the court directed was filed or done."""
    done = CourtDirectionMet(**matter.about(on), direction_id=direction_id)
    if not any(given.direction_id == direction_id for given in matter.every(CourtDirectionGiven)):
        raise RuleBroken("the court gave no such direction about this child; record the direction first")
    GROUNDS.must_stand(matter, done)
    met = next((one for one in matter.every(CourtDirectionMet) if one.direction_id == direction_id), None)
    if met:
        raise RuleBroken(
            f"the direction was met on {words_of_day(met.occurred_on)} already; correct that entry if the day is wrong"
        )
    return done


def _must_be_given_by_then(matter: LegalMatter, met: CourtDirectionMet) -> None:
    for given in matter.every(CourtDirectionGiven):
        if given.direction_id == met.direction_id and met.occurred_on < given.occurred_on:
            raise RuleBroken(f"the direction was given on {words_of_day(given.occurred_on)} only; check the day")


def give_leave(matter: LegalMatter, on: date, *, photographs: bool) -> LeaveToShareProfileGranted:
    """Record the court's leave to share the child's profile before a placement order."""
    about = matter.about(on)
    placing = in_force_after(matter, on, "placement_order")
    if placing:
        raise RuleBroken(
            f"the placement order of {words_of_day(placing[0].since)} lets the profile be shared; no leave is needed"
        )
    return GROUNDS.must_stand(matter, LeaveToShareProfileGranted(**about, photographs=photographs))


def _must_be_before_the_court(matter: LegalMatter, step: Event) -> None:
    if not needs_no_proceedings(matter, step):
        must_be_open(matter, step.occurred_on)


def _has_evidence_in_time(_matter: LegalMatter, listed: HearingListed) -> bool:
    return listed.final_evidence_due is None or listed.final_evidence_due <= listed.on


GROUNDS = Grounds[LegalMatter](
    (
        ruled(
            (HearingListed, HearingHeld, TimetableExtended, CourtDirectionGiven, LeaveToShareProfileGranted),
            _must_be_before_the_court,
            "proceedings that were issued",
        ),
        Ground(
            (HearingListed,),
            lambda _matter, listed: listed.occurred_on <= listed.on,
            "a hearing after the day on which it was listed",
            "the hearing is before the day on which it was listed; record that it was held instead",
        ),
        Ground(
            (HearingListed,),
            _has_evidence_in_time,
            "final evidence before the final hearing",
            "the final evidence would be due after the final hearing; check both days",
            only=lambda listed: listed.kind is HearingKind.FINAL,
        ),
        Ground(
            (CourtDirectionGiven,),
            lambda _matter, given: given.occurred_on <= given.due_on,
            "a day for it after the direction",
            "what the court directed would be due before the direction; check both days",
        ),
        ruled((TimetableExtended,), _must_extend_lawfully, "a record that bears it: {refusal}", in_turn=True),
        ruled((CourtDirectionMet,), _must_be_given_by_then, "the direction by that day"),
    )
)


def _listed(matter: LegalMatter, on: date) -> Iterator[Event]:
    yield from (HearingListed(**matter.about(on), kind=kind, on=on) for kind in HearingKind)


def _held(matter: LegalMatter, on: date) -> Iterator[Event]:
    yield from (HearingHeld(**matter.about(on), kind=kind, on=on) for kind in HearingKind)


def _directed(matter: LegalMatter, on: date) -> Iterator[Event]:
    number = DirectionId(SUPPOSED)
    yield from (
        CourtDirectionGiven(**matter.about(on), direction_id=number, kind=kind, due_on=on) for kind in DirectionKind
    )


def _met(matter: LegalMatter, on: date) -> Iterator[Event]:
    for direction in directions_of(matter):
        if direction.met_on is None:
            yield CourtDirectionMet(**matter.about(on), direction_id=direction.given.direction_id)


def _given_time(matter: LegalMatter, on: date) -> Iterator[Event]:
    reason = TimetableExtensionReason.TIMETABLE_FOR_CHILD
    for proceedings in proceedings_of(matter):
        yield TimetableExtended(**matter.about(on), on=latest_extension(proceedings, on), reason=reason)


def _given_leave(matter: LegalMatter, on: date) -> Iterator[Event]:
    yield LeaveToShareProfileGranted(**matter.about(on))


def _needs_leave(matter: LegalMatter, on: date) -> bool:
    return not in_force_after(matter, on, "placement_order")


OFFERS: tuple[Offer[LegalMatter], ...] = (
    Offer("list_hearing", _listed),
    Offer("hold_hearing", _held),
    Offer("record_direction", _directed),
    Offer("meet_direction", _met),
    Offer("extend_timetable", _given_time),
    Offer("record_leave_to_share_profile", _given_leave, _needs_leave),
)
