"""Tracking over HTTP, one file a subject."""

from services.tracking.api.calendar import CALENDAR
from services.tracking.api.children import CHILDREN
from services.tracking.api.policies import POLICIES
from services.tracking.api.search import SEARCH

ROUTERS = (CHILDREN, SEARCH, POLICIES, CALENDAR)
