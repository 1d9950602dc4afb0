"""The child's entries and papers: how what was recorded is corrected and voided, and who keeps and reads papers."""

from typing import Final

from services.planning.child.domain import PermanenceCase
from shared.records.filing import Papers
from shared.web.entries import CorrectionRules

CHILD: Final = "/children/{child_id}"
CHILDREN: Final = CorrectionRules(PermanenceCase, CHILD, "read_permanence_plan")
PAPERS: Final = Papers(PermanenceCase, CHILD, keeps="keep_plan_document", reads="read_plan_documents")
