"""What may be chosen in the forms about a family: the kinds of its papers."""

from collections.abc import Sequence
from typing import Final

from services.family_finding.families.domain import Family
from shared.auth.caller import Caller
from shared.messaging.unit_of_work import UnitOfWork
from shared.records.choices import offered_kinds
from shared.web.forms.fields import Choice

# What an assessment, an approval and its reviews leave behind.
KINDS: Final = (
    "approval_minutes",
    "fostering_assessment",
    "health_report",
    "prospective_adopters_report",
    "references",
    "review_of_approval",
)


async def papers_offered(work: UnitOfWork, _caller: Caller, family: Family) -> Sequence[Choice]:
    """The kinds of papers that may be added to the family's record."""
    return await offered_kinds(work, family.family_id, KINDS)
