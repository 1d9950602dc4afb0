"""The child's entries: how what was recorded here is corrected and voided."""

from typing import Final

from services.planning.child.domain import PermanenceCase
from shared.web.entries import CorrectionRules

CHILDREN: Final = CorrectionRules(PermanenceCase, "/children/{child_id}", "read_permanence_plan")
