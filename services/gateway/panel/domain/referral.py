"""A referral: what brings children of a family before the Legal Gateway Panel, with which papers, at which sitting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, ClassVar

from services.gateway.panel.domain.cut_off import cut_off, received_at
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.codes.gateway import PaperState
from shared.events.gateway import ReferralOpened, ReferralPaperRecorded, ReferralSubmitted, ReferralWithdrawn
from shared.history import History
from shared.identifiers import Code, ReferralId
from shared.policy.grammar import Item


@dataclass(frozen=True)
class Referral(History):
    """One referral, of one child or of several brothers and sisters; each gets a decision of their own."""

    kind: ClassVar[str] = "referral"

    @property
    def referral_id(self) -> ReferralId:
        """The referral."""
        return ReferralId(self.case_id)

    @property
    def begun(self) -> ReferralOpened:
        """What was referred. Refuses where nothing was."""
        begun = self.latest(ReferralOpened)
        if begun is None:
            raise RuleBroken("there is no such referral; refer the child to the Legal Gateway first")
        return begun

    @property
    def submitted(self) -> ReferralSubmitted | None:
        """The sitting before which the referral is."""
        return self.latest(ReferralSubmitted)

    @property
    def urgent(self) -> bool:
        """Whether the panel hears it whatever is missing."""
        said = [one.urgent for one in self.every(ReferralSubmitted) if one.urgent is not None]
        return said[-1] if said else self.begun.urgent

    @property
    def late(self) -> bool:
        """Whether its papers missed the cut-off of the very sitting before which it is, as no later one was there."""
        submitted = self.submitted
        return submitted is not None and submitted.missed == submitted.panel_date and not self.urgent

    @property
    def papers(self) -> Mapping[Code, ReferralPaperRecorded]:
        """How each paper stands of which anything was recorded."""
        return {one.paper: one for one in self.every(ReferralPaperRecorded)}

    def about(self, on: date) -> dict[str, Any]:
        """The referral, its authority and the day, as every event carries them. Refuses what is over."""
        begun = self.begun
        if self.latest(ReferralWithdrawn):
            raise RuleBroken("this referral was withdrawn; refer the child anew")
        if on < begun.occurred_on:
            raise RuleBroken(f"the day is before the referral of {words_of_day(begun.occurred_on)}; check it")
        return {"referral_id": self.referral_id, "authority": begun.authority, "occurred_on": on}

    @property
    def asked(self) -> tuple[Item, ...]:
        """The papers that the policy asks for to this purpose."""
        return self.law.items(f"gateway_papers_{self.begun.purpose}", "gateway_papers")

    @property
    def missing(self) -> tuple[Item, ...]:
        """The papers that are still to come; what is asked for on a condition only is missed where somebody says so."""
        papers = self.papers
        return tuple(item for item in self.asked if _missing(item, papers.get(item.code)))

    @property
    def may_be_heard(self) -> bool:
        """Whether the members get its papers and the panel can decide: complete and in time, or urgent."""
        return self.urgent or not (self.late or self.missing)

    def received(self, on: date, now: datetime) -> datetime:
        """The moment, in London, since which every paper is there; while one is missing, that of this day."""
        begun, since, papers = self.begun, None, dict[Code, ReferralPaperRecorded]()
        steps = [(begun.occurred_on, None), *((one.occurred_on, one) for one in self.every(ReferralPaperRecorded))]
        for day, step in steps:
            papers |= {step.paper: step} if step else {}
            complete = not any(_missing(item, papers.get(item.code)) for item in self.asked)
            since = (since or day) if complete else None
        if since is None or since == on:
            return received_at(on, now)
        return datetime.combine(since, time.min)

    @property
    def why(self) -> str:
        """Why the referral goes to the sitting that it goes to, with its days, and what is missing: for people."""
        submitted, missing = self.submitted, self.missing
        if submitted is None:
            return "It is before no sitting yet."
        day, limit = words_of_day(submitted.panel_date), cut_off(self.law, submitted.panel_date)
        due = f"; the papers for it are due by {limit}" if limit else ""
        if submitted.missed == submitted.panel_date:
            said = f"It missed the cut-off for the sitting on {day}, {limit}, and no later one is in the calendar."
        elif submitted.missed:
            came = " with papers missing" if submitted.papers_missing else ""
            missed = f"the cut-off for the sitting on {words_of_day(submitted.missed)}"
            limit = cut_off(self.law, submitted.missed)
            said = f"It missed {missed}, {limit},{came} and goes to the one on {day}{due}."
        elif self.urgent:
            said = f"It is urgent and goes to the first sitting, on {day}, whatever is missing."
        else:
            said = f"It goes to the sitting on {day}{due}."
        words = "; ".join(item.words for item in missing)
        count = f"{len(missing)} {'paper' if len(missing) == 1 else 'papers'}"
        return said + (f" {count} missing: {words}." if missing else " Every paper is there.")


def _missing(item: Item, told: ReferralPaperRecorded | None) -> bool:
    return item.only_if is None if told is None else told.state is PaperState.MISSING
