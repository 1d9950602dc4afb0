"""What every command has, and the steps that need little more."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from shared.identifiers import FamilyId


class Command(BaseModel):
    """Something asked for, about a day. Fields that are not named here are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    on: date = Field(description="the day on which it happened")


class Step(Command):
    """A step that needs no more than its day."""


class WithFamily(Command):
    """A step with one family."""

    family_id: FamilyId
