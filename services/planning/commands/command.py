"""What every command of planning carries."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field


class Command(BaseModel):
    """Something asked for, about a day. Fields that are not named here are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    on: date = Field(description="the day on which it happened")


class Step(Command):
    """A step that needs no more than its day."""
