"""Where the forms about a child are: commands, papers that are added, entries that are corrected or voided."""

from fastapi import APIRouter

from services.family_finding.search.commands import CHILDREN, PAPERS
from services.family_finding.search.forms import FORMS, papers_offered
from shared.records.pages import add_paper_form
from shared.web.forms.mending import add_mending
from shared.web.forms.pages import add_forms

PAGES = APIRouter(include_in_schema=False)
add_forms(PAGES, FORMS)
add_paper_form(PAGES, PAPERS, "Child", papers_offered)
add_mending(PAGES, CHILDREN)
