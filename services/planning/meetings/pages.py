"""Where the forms about meetings are. What they record is shown on the child's page."""

from fastapi import APIRouter

from services.planning.meetings.forms import FORMS
from shared.web.forms.pages import add_forms

PAGES = APIRouter(include_in_schema=False)
add_forms(PAGES, FORMS)
