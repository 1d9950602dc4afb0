"""Pages of the panel: referrals and their papers, sittings, and how a case is decided."""

from fastapi import APIRouter

from services.gateway.panel.commands import mending
from services.gateway.panel.pages.deciding import DECIDING
from services.gateway.panel.pages.referrals import PAPERS, REFERRALS
from services.gateway.panel.pages.sittings import SITTINGS
from shared.web.forms.mending import add_mending

MENDING = APIRouter(include_in_schema=False)
add_mending(MENDING, mending.REFERRALS, "/referrals/{case}")
add_mending(MENDING, mending.SITTINGS, "/sittings/{case}")

PAGES = (MENDING, REFERRALS, PAPERS, SITTINGS, DECIDING)
