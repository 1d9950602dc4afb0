"""Pages of the child's papers and people, and of workers."""

from services.gateway.child.pages.directory import DIRECTORY
from services.gateway.child.pages.filing import PAPERS
from services.gateway.child.pages.people import PEOPLE
from services.gateway.child.pages.workers import WORKERS

PAGES = (PAPERS, PEOPLE, DIRECTORY, WORKERS)
