"""What the entries of one child rest on, whatever their subject."""

from services.gateway.child.domain import matter
from services.gateway.court.domain import (
    consents,
    grounds,
    in_proceedings,
    order_ends,
    orders,
    proceedings,
    supervision,
)
from services.gateway.panel.domain import decision_rules, panel_actions, referral_rules
from services.gateway.pre_proceedings.domain import letters, pre_proceedings, pre_proceedings_plan, what_follows
from shared.grounds import Grounds

GROUNDS: Grounds[matter.LegalMatter] = Grounds.of(
    matter.GROUNDS,
    grounds.GROUNDS,
    proceedings.GROUNDS,
    in_proceedings.GROUNDS,
    orders.GROUNDS,
    order_ends.GROUNDS,
    supervision.GROUNDS,
    consents.GROUNDS,
    what_follows.GROUNDS,
    letters.GROUNDS,
    pre_proceedings.GROUNDS,
    pre_proceedings_plan.GROUNDS,
    referral_rules.GROUNDS,
    decision_rules.GROUNDS,
    panel_actions.GROUNDS,
)
