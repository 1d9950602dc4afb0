"""Papers of a referral over HTTP: kept and read, never changed."""

from fastapi import APIRouter

from services.gateway.child.api.documents import add_documents
from services.gateway.panel.domain.referral import Referral

DOCUMENTS = APIRouter(tags=["documents"])
add_documents(DOCUMENTS, "/referrals/{referral_id}", "referral_id", Referral, of="_of_referral")
