"""Where the forms about pre-proceedings are. What they record is shown on the child's page."""

from fastapi import APIRouter

from services.gateway.pre_proceedings.forms.catalogue import FORMS
from shared.web.forms.pages import add_forms

PRE_PROCEEDINGS = APIRouter(include_in_schema=False)
add_forms(PRE_PROCEEDINGS, FORMS)

PAGES = (PRE_PROCEEDINGS,)
