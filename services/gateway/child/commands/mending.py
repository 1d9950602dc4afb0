"""The child's entries: which of them can be corrected or voided, and which voiding must be understood."""

from collections.abc import Mapping
from typing import Final

from services.gateway.child.domain.matter import LegalMatter
from shared.events.base import Event
from shared.events.gateway import ChildRegistered
from shared.web.entries import CorrectionRules

GRAVE: Final[Mapping[type[Event], str]] = {
    ChildRegistered: "this takes the child out of every tracker, and that no date of the child is watched from then on",
}
CHILDREN: Final = CorrectionRules(LegalMatter, "/children/{child_id}", "read_legal_matter", grave=GRAVE)
