"""Referrals, sittings and decisions of the panel over HTTP."""

from services.gateway.panel.api.decisions import DECISIONS
from services.gateway.panel.api.documents import DOCUMENTS
from services.gateway.panel.api.referrals import REFERRALS
from services.gateway.panel.api.sittings import SITTINGS

ROUTERS = (REFERRALS, SITTINGS, DECISIONS, DOCUMENTS)
