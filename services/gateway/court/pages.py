"""Where the forms about the court are. What they record is shown on the child's page."""

from fastapi import APIRouter

from services.gateway.court.forms.catalogue import FORMS
from shared.web.forms.pages import add_forms

COURT = APIRouter(include_in_schema=False)
add_forms(COURT, FORMS)

PAGES = (COURT,)
