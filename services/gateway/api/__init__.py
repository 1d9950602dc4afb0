"""The legal gateway over HTTP, one file a subject."""

from services.gateway.api.consents import CONSENTS
from services.gateway.api.court import COURT
from services.gateway.api.decisions import DECISIONS
from services.gateway.api.directory import DIRECTORY
from services.gateway.api.documents import DOCUMENTS
from services.gateway.api.family import FAMILY
from services.gateway.api.matters import MATTERS
from services.gateway.api.orders import ORDERS
from services.gateway.api.people import PEOPLE
from services.gateway.api.pre_proceedings import PRE_PROCEEDINGS
from services.gateway.api.referrals import REFERRALS
from services.gateway.api.sittings import SITTINGS
from services.gateway.api.workers import WORKERS

ROUTERS = (
    MATTERS,
    FAMILY,
    PEOPLE,
    REFERRALS,
    SITTINGS,
    DECISIONS,
    PRE_PROCEEDINGS,
    COURT,
    ORDERS,
    CONSENTS,
    DOCUMENTS,
    DIRECTORY,
    WORKERS,
)
