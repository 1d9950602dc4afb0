"""The page on which a paper is added to a child's record."""

from fastapi import APIRouter

from services.family_finding.search.commands import PAPERS
from services.family_finding.search.forms import papers_offered
from shared.records.pages import add_paper_form

PAGES = APIRouter(include_in_schema=False)
add_paper_form(PAGES, PAPERS, "Child", papers_offered)
