"""Ratings: how a child's case stands, green, amber, red or complete, with the rule and the words that say why."""

from collections.abc import Sequence
from datetime import date

from shared.calendar import words_of_day
from shared.events.codes.tracking import Rating
from shared.policy.reckoning.obligation import Obligation, Obligations, State
from shared.policy.reckoning.policy import Policy

_NEAR = frozenset({State.DUE_SOON, State.DUE_TODAY})


def rating(found: Sequence[Obligation], policy: Policy, today: date) -> tuple[Rating, str | None, str]:
    """The rating of a case on `today`, the rule that makes it so (None for green and complete), and why in words.

    Red: something is late for longer than the pack allows, or what the law times is late at all. Amber: something else
    is late, or due within its notice. Complete: permanence is secured and nothing is late. Indicators never count.
    """
    open_now = [one for one in found if one.is_open and not one.indicator]
    late = sorted((one for one in open_now if one.state is State.LATE), key=lambda one: (-one.days_late, one.rule_id))
    limits = policy.rating
    red = [
        one
        for one in late
        if one.days_late >= limits.red_after_days_late or (limits.red_when_law_is_late and one.layer == "statute")
    ]
    if red:
        return Rating.RED, red[0].rule_id, _late(red[0], len(late))
    if late:
        return Rating.AMBER, late[0].rule_id, _late(late[0], len(late))
    secured = found.secured if isinstance(found, Obligations) else None
    if secured is not None:
        return (
            Rating.COMPLETE,
            None,
            f"permanence was secured on {words_of_day(secured.on)} by {secured.by.replace('_', ' ')}",
        )
    near = sorted(
        (one for one in open_now if one.state in _NEAR and one.due_on),
        key=lambda one: (one.due_on or today, one.rule_id),
    )
    if near:
        return Rating.AMBER, near[0].rule_id, f"{near[0].what} is due on {words_of_day(near[0].due_on or today)}"
    return Rating.GREEN, None, "nothing is late"


def _late(one: Obligation, count: int) -> str:
    others = f", and {count - 1} more" if count > 1 else ""
    return f"{one.what} is {one.days_late} {'day' if one.days_late == 1 else 'days'} late{others}"
