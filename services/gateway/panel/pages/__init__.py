"""Pages of the panel: referrals and their papers, sittings, and how a case is decided."""

from fastapi import APIRouter

from services.gateway.panel.commands import mending
from services.gateway.panel.forms.catalogue import FORMS
from services.gateway.panel.pages.deciding import DECIDING
from services.gateway.panel.pages.referrals import PAPERS, REFERRALS
from services.gateway.panel.pages.sittings import SITTINGS
from shared.web.forms.mending import add_mending
from shared.web.forms.pages import add_forms

PANEL = APIRouter(include_in_schema=False)
add_forms(PANEL, FORMS)
add_mending(PANEL, mending.REFERRALS)
add_mending(PANEL, mending.SITTINGS)

PAGES = (PANEL, REFERRALS, PAPERS, SITTINGS, DECIDING)
