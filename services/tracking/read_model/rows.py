"""The rows of one child, as reckoned for a day."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from pydantic_core import to_jsonable_python
from sqlmodel import SQLModel

from services.tracking.domain.reckoning import Reckoning
from services.tracking.domain.track import Track
from services.tracking.domain.tracker_line import TrackerLine, line_of, not_yet
from services.tracking.read_model.tables import ObligationRow, TrackRow
from shared.policy.reckoning.obligation import Obligation


def project(track: Track, version: int, today: date) -> Iterable[SQLModel]:
    """The rows of one child at a version, as reckoned for a day; none while the child is not registered.

    A child who was registered ahead of the day has only the line that brings the child in when the day comes.
    """
    reckoning = track.reckoned(today)
    if reckoning is None:
        if (awaited := track.awaited(today)) is not None:
            yield _track_row(track, version, awaited, not_yet(awaited))
        return
    yield _track_row(track, version, reckoning, line_of(reckoning, today))
    for one in reckoning.found:
        yield obligation_row(one, track.child_id, reckoning.authority)


def _track_row(track: Track, version: int, reckoning: Reckoning, line: TrackerLine) -> TrackRow:
    because, following, home = line.because, line.next, reckoning.found.secured
    return TrackRow.model_construct(
        child_id=track.child_id,
        authority=reckoning.authority,
        version=version,
        policy=reckoning.policy.name,
        team=reckoning.team,
        registered_on=reckoning.registered.occurred_on,
        entered_care_on=line.entered_care_on,
        rating=line.rating,
        because=because.rule_id if because else None,
        because_what=because.what if because else None,
        because_due_on=because.due_on if because else None,
        late=line.late,
        next_rule_id=following.rule_id if following else None,
        next_what=following.what if following else None,
        next_due_on=following.due_on if following else None,
        next_owner=following.owner if following else None,
        secured_on=home.on if home else None,
        secured_by=home.by if home else None,
        next_change_on=line.next_change_on,
    )


def obligation_row(one: Obligation, child: UUID, authority: str) -> ObligationRow:
    """The row of one obligation."""
    escalation = one.next_escalation
    return ObligationRow.model_construct(
        child_id=child,
        obligation_id=one.id,
        authority=authority,
        rule_id=one.rule_id,
        step=one.step,
        what=one.what,
        topic=one.topic,
        state=one.state,
        due_on=one.due_on,
        due_time=one.due_time,
        earliest_on=one.earliest_on,
        notice_from=one.notice_from,
        owner=one.owner,
        started_by=UUID(one.started_by),
        started_on=one.started_on,
        met_by=UUID(one.met_by) if one.met_by else None,
        met_on=one.met_on,
        ended_by=UUID(one.ended_by) if one.ended_by else None,
        ended_on=one.ended_on,
        withdrawn_because=one.withdrawn_because,
        was_late=one.was_late,
        next_escalation_to=escalation.to if escalation else None,
        next_escalation_on=escalation.on if escalation else None,
        layer=one.layer,
        pack=one.pack,
        source=one.source,
        leads=one.leads,
        indicator=one.indicator,
        tracker=one.tracker,
        waits=one.is_open,
        why=to_jsonable_python(one.why),
    )
