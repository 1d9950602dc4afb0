"""Where the forms about a child are, and the page on which a paper is added to its record."""

from fastapi import APIRouter

from services.family_finding.search.commands import PAPERS
from services.family_finding.search.forms import FORMS, papers_offered
from shared.records.pages import add_paper_form
from shared.web.forms.pages import add_forms

PAGES = APIRouter(include_in_schema=False)
add_forms(PAGES, FORMS)
add_paper_form(PAGES, PAPERS, "Child", papers_offered)
