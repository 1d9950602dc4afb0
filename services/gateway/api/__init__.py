"""The legal gateway over HTTP, one file a subject."""

from services.gateway.api.court import COURT
from services.gateway.api.documents import DOCUMENTS
from services.gateway.api.family import FAMILY
from services.gateway.api.matters import MATTERS
from services.gateway.api.panel import PANEL
from services.gateway.api.people import PEOPLE
from services.gateway.api.pre_proceedings import PRE_PROCEEDINGS

ROUTERS = (MATTERS, FAMILY, PEOPLE, PANEL, PRE_PROCEEDINGS, COURT, DOCUMENTS)
