"""Conclusions: what a service records by itself, and what becomes of it when its ground is corrected or voided."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from shared.events.base import Event, Voiding, mending
from shared.messaging.cases import CaseKind, standing
from shared.messaging.journal import Entry


def conclusions(  # noqa: PLR0913, PLR0917 - the case, and whose and when it is
    kind: CaseKind, case_id: UUID, entries: Sequence[Entry], service: str, today: date, case: Any
) -> Sequence[Event]:
    """The events that follow on a day from these entries of a case and are not recorded yet; `case` is what they make.

    Where something was concluded before, it is asked what follows from the facts alone, without it: a conclusion that
    is not among that is voided. A mended fact, or a new one of an earlier day, may have taken its ground.
    """
    if kind.conclude is None:
        return ()
    if kind.corrections.takes_back:
        return kind.conclude(case, today)
    own = [entry for entry in standing(entries) if not entry.heard and entry.by == service]
    if not own:
        return kind.conclude(case, today)
    concluded = {entry.event_id for entry in own}
    bare, _ = kind.folded(case_id, [entry for entry in entries if entry.event_id not in concluded])
    follows = list(kind.conclude(bare, today))
    gone = []
    for entry in own:
        if entry.event in follows:
            follows.remove(entry.event)
        else:
            gone.append(mending(Voiding, entry.event, occurred_on=today, voids=entry.event_id))
    return [*gone, *follows]
