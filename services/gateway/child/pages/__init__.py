"""Pages of the child's papers and people, and of workers."""

from fastapi import APIRouter

from services.gateway.child.forms.catalogue import FORMS
from services.gateway.child.pages.directory import DIRECTORY
from services.gateway.child.pages.filing import PAPERS
from services.gateway.child.pages.people import PEOPLE
from services.gateway.child.pages.workers import WORKERS
from shared.web.forms.pages import add_forms

CHILD = APIRouter(include_in_schema=False)
add_forms(CHILD, FORMS)

PAGES = (CHILD, PAPERS, PEOPLE, DIRECTORY, WORKERS)
