"""The letters to the parents: which there are, and where their templates lie."""

from enum import StrEnum
from pathlib import Path
from typing import Final

from shared.letters.drafting import Letters


class Letter(StrEnum):
    """A letter to the parents; also the kind of document that it is kept as."""

    BEFORE_PROCEEDINGS = "letter_before_proceedings"
    IMMEDIATE_ISSUE = "immediate_issue_letter"
    MEETING_INVITATION = "pre_proceedings_meeting_invitation"


LETTERS: Final = Letters(Path(__file__).parent)
