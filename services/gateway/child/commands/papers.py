"""A child's papers: under which actions they are kept and read."""

from typing import Final

from services.gateway.child.domain.matter import LegalMatter
from shared.records.filing import Papers

PAPERS: Final = Papers(LegalMatter, "/children/{child_id}", keeps="keep_document", reads="read_documents")
