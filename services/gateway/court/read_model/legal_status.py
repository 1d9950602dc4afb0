"""What is shown of a child's legal status: its spells, and what does not agree on the record."""

from datetime import date

from pydantic import BaseModel, Field

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain.legal_status.history import history
from services.gateway.court.domain.legal_status.spells import Spell
from shared.policy.statuses import ParentalResponsibility, ReturnCode


class SpellAsRead(BaseModel):
    """From one day until before another the child's legal status was the same."""

    since: date
    until: date | None = Field(description="the day on which it ended, or will unless something happens first")
    status: str = Field(description="the status that is reported")
    words: str
    code: ReturnCode | None = Field(description="the code of the statutory return; none where not looked after")
    standing: list[str] = Field(description="every status that stands, the reported one first")
    beside: list[str] = Field(description="in words, what stands beside the reported one")
    parental_responsibility: ParentalResponsibility
    looked_after: bool
    begun_by: str = Field(description="the event that began it")

    @classmethod
    def of(cls, spell: Spell) -> "SpellAsRead":
        """The spell, in the words of the order table."""
        return cls(
            since=spell.since,
            until=spell.until,
            status=spell.status.status,
            words=spell.status.words,
            code=spell.code,
            standing=list(spell.standing),
            beside=[row.words for row in spell.rows[1:]],
            parental_responsibility=spell.parental_responsibility,
            looked_after=spell.looked_after,
            begun_by=spell.begun_by,
        )


class ContradictionAsRead(BaseModel):
    """What does not agree on the record, since when, and what to do about it."""

    since: date
    says: str


class LegalStatusAsRead(BaseModel):
    """The history of a child's legal status by day, without gaps."""

    spells: list[SpellAsRead]
    contradictions: list[ContradictionAsRead]


def shown(matter: LegalMatter, today: date) -> LegalStatusAsRead:
    """The history up to a day."""
    matter.must_be_known()
    known = history(matter).until(today)
    return LegalStatusAsRead(
        spells=[SpellAsRead.of(one) for one in known.spells],
        contradictions=[ContradictionAsRead(since=one.since, says=one.says) for one in known.contradictions],
    )
