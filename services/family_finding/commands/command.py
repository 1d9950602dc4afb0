"""What a command with a family carries."""

from shared.identifiers import FamilyId
from shared.web.commands import Command


class WithFamily(Command):
    """A step with one family."""

    family_id: FamilyId
