"""The legal gateway's pages, one file a subject."""

from services.gateway.pages.children import CHILDREN, MENDING
from services.gateway.pages.deciding import DECIDING
from services.gateway.pages.directory import DIRECTORY
from services.gateway.pages.filing import PAPERS as CHILDS_PAPERS
from services.gateway.pages.home import HOME
from services.gateway.pages.people import PEOPLE
from services.gateway.pages.referrals import PAPERS, REFERRALS
from services.gateway.pages.sittings import SITTINGS
from services.gateway.pages.workers import WORKERS

PAGES = (
    HOME,
    CHILDREN,
    MENDING,
    CHILDS_PAPERS,
    REFERRALS,
    PAPERS,
    SITTINGS,
    DECIDING,
    PEOPLE,
    DIRECTORY,
    WORKERS,
)
