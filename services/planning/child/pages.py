"""The page on which a paper is added to a child's record."""

from fastapi import APIRouter

from services.planning.child.commands import PAPERS
from services.planning.child.forms import papers_offered
from shared.records.pages import add_paper_form

PAGES = APIRouter(include_in_schema=False)
add_paper_form(PAGES, PAPERS, "Child", papers_offered)
