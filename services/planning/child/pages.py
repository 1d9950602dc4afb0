"""The pages on which a paper is added to a child's record, and an entry corrected or voided."""

from fastapi import APIRouter

from services.planning.child.commands import CHILDREN, PAPERS
from services.planning.child.forms import papers_offered
from shared.records.pages import add_paper_form
from shared.web.forms.mending import add_mending

PAGES = APIRouter(include_in_schema=False)
add_paper_form(PAGES, PAPERS, "Child", papers_offered)
add_mending(PAGES, CHILDREN)
