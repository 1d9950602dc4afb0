"""The cut-off: by when the papers for a panel's day must be complete, as the policy sets it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from shared.calendar import words_of_day
from shared.clock import LONDON
from shared.events.codes.gateway import ReferralPurpose
from shared.events.gateway import ReferredToLegalGateway
from shared.identifiers import SUPPOSED, ChildId, ReferralId
from shared.policy.asked import if_it_happened
from shared.policy.reckoning.policy import Policy

TOPIC = "gateway_papers"


@dataclass(frozen=True)
class CutOff:
    """The moment, in London, by which papers must be complete; a policy that names no hour gives the whole day."""

    on: date
    time: str | None = None

    def missed(self, received: datetime) -> bool:
        """Whether what was received at a moment of London's came too late."""
        hour = time.fromisoformat(self.time) if self.time else time.max
        return received > datetime.combine(self.on, hour)

    def __str__(self) -> str:
        """As people write it: `17:00 on 25 March 2026`."""
        return f"{self.time} on {words_of_day(self.on)}" if self.time else words_of_day(self.on)


def cut_off(law: Policy, panel_date: date) -> CutOff | None:
    """By when the papers for a panel's day must be complete, if the policy says so."""
    supposed = ReferredToLegalGateway(
        child_id=ChildId(SUPPOSED),
        authority=law.name,
        occurred_on=panel_date - timedelta(days=1),
        referral_id=ReferralId(SUPPOSED),
        purpose=ReferralPurpose.THRESHOLD,
        panel_date=panel_date,
        papers_missing=1,
    )
    due = if_it_happened(supposed, law, TOPIC)
    return CutOff(due[0].due_on, due[0].due_time) if due and due[0].due_on else None


def received_at(on: date, now: datetime) -> datetime:
    """The moment, in London, of something of this day: of today, now; of another day, its beginning."""
    local = now.astimezone(LONDON).replace(tzinfo=None)
    return local if local.date() == on else datetime.combine(on, time.min)
