"""The legal gateway's pages, one file a subject."""

from services.gateway.pages.children import CHILDREN

PAGES = (CHILDREN,)
