"""A child's documents over HTTP; and every document and note of this service, read by its id."""

from fastapi import APIRouter

from services.gateway.child.commands.papers import PAPERS
from shared.records.api import add_documents, add_reading

DOCUMENTS = APIRouter(tags=["documents"])
add_reading(DOCUMENTS, PAPERS.reads)
add_documents(DOCUMENTS, PAPERS)
