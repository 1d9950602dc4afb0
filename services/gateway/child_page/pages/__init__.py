"""The start, and the page of one child."""

from services.gateway.child_page.pages.children import CHILDREN, MENDING
from services.gateway.child_page.pages.home import HOME

PAGES = (HOME, CHILDREN, MENDING)
