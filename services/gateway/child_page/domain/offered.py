"""What is offered: the actions that make sense of a child on a day, as far as what they rest on goes."""

from datetime import date

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.child_page.domain.grounds import GROUNDS
from services.gateway.court.domain import consents, in_proceedings, order_ends, orders, proceedings, supervision
from services.gateway.panel.domain import decisions, panel_actions, referral_rules
from services.gateway.pre_proceedings.domain import letters, pre_proceedings, pre_proceedings_plan

PANEL = (*referral_rules.OFFERS, *panel_actions.OFFERS, *decisions.OFFERS)
PRE_PROCEEDINGS = (*letters.OFFERS, *pre_proceedings.OFFERS, *pre_proceedings_plan.OFFERS)
COURT = (*proceedings.OFFERS, *in_proceedings.OFFERS, *orders.OFFERS, *order_ends.OFFERS)
CONSENT = consents.OFFERS
SUPERVISION = supervision.OFFERS
OFFERS = (*PANEL, *PRE_PROCEEDINGS, *COURT, *CONSENT, *SUPERVISION)


def offered(matter: LegalMatter, on: date) -> frozenset[str]:
    """The actions of the panel, of pre-proceedings and of the court that make sense of a child on a day."""
    return GROUNDS.offered(matter, on, OFFERS)
