"""Codes in family finding's events: one enumeration each, values as they are on the wire."""

from enum import StrEnum


class Scope(StrEnum):
    """How widely families are sought."""

    IN_HOUSE = "in_house"
    REGIONAL = "regional"
    NATIONAL = "national"


class WideningReason(StrEnum):
    """Why family finding began at, or widened to, a scope."""

    NO_IN_HOUSE_FAMILY = "no_in_house_family"
    NO_REGIONAL_FAMILY = "no_regional_family"
    LIKELY_TO_WAIT_LONGER = "likely_to_wait_longer"
    STRATEGY_DATE_REACHED = "strategy_date_reached"


class FamilyKind(StrEnum):
    """What a family offers to be."""

    ADOPTERS = "adopters"
    FOSTER_CARERS = "foster_carers"
    INDEPENDENT_FOSTER_CARERS = "independent_foster_carers"
    SPECIAL_GUARDIANS = "special_guardians"


class LinkedBy(StrEnum):
    """Who proposed a link, or declined it."""

    FAMILY_FINDER = "family_finder"
    ADOPTERS_SOCIAL_WORKER = "adopters_social_worker"
    CHILDS_SOCIAL_WORKER = "childs_social_worker"
    FAMILY = "family"
    LINK_MAKER = "link_maker"


class DisruptionReason(StrEnum):
    """Why a placement is at risk or ended."""

    CHILDS_NEEDS = "childs_needs"
    CARERS_CIRCUMSTANCES = "carers_circumstances"
    RELATIONSHIP = "relationship"
    FAMILY_TIME = "family_time"
    ALLEGATION = "allegation"
    OTHER = "other"
