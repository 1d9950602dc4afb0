"""Codes in tracking's events: one enumeration each, values as they are on the wire."""

from enum import StrEnum


class Rating(StrEnum):
    """How a child's case stands: the tracker's traffic light."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    COMPLETE = "complete"


class SecuredBy(StrEnum):
    """What made a child's permanent home secure."""

    HOME = "home"
    ADOPTION = "adoption"
    SPECIAL_GUARDIANSHIP = "special_guardianship"
    CHILD_ARRANGEMENTS = "child_arrangements"
    PERMANENT_FOSTERING = "permanent_fostering"


class WithdrawnBecause(StrEnum):
    """Why an obligation no longer stands."""

    CORRECTED_FACT = "corrected_fact"
    CHANGED_PLAN = "changed_plan"
    ORDER_ENDED = "order_ended"
    NO_LONGER_APPLIES = "no_longer_applies"
    CASE_CLOSED = "case_closed"
    MOVED_AUTHORITY = "moved_authority"


class Tracker(StrEnum):
    """Which tracker meeting."""

    PRE_PROCEEDINGS = "pre_proceedings"
    PERMANENCE = "permanence"
    CARE_ORDER = "care_order"
    LONG_TERM_MATCHING = "long_term_matching"
    SIXTEEN_PLUS = "sixteen_plus"
    RAA = "raa"
