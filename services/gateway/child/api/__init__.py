"""The child, its family and workers, and its papers over HTTP."""

from services.gateway.child.api.directory import DIRECTORY
from services.gateway.child.api.documents import DOCUMENTS
from services.gateway.child.api.family import FAMILY
from services.gateway.child.api.matters import MATTERS
from services.gateway.child.api.people import PEOPLE
from services.gateway.child.api.workers import WORKERS

ROUTERS = (MATTERS, FAMILY, PEOPLE, DOCUMENTS, DIRECTORY, WORKERS)
