"""Papers of a referral over HTTP: kept and read, never changed."""

from fastapi import APIRouter

from services.gateway.panel.domain.referral import Referral
from shared.records.api import add_documents
from shared.records.filing import Papers

DOCUMENTS = APIRouter(tags=["documents"])
OF_A_REFERRAL = Papers(
    Referral, "/referrals/{referral_id}", keeps="keep_document", reads="read_documents", of="_of_referral"
)
add_documents(DOCUMENTS, OF_A_REFERRAL)
