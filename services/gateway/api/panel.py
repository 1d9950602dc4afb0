"""The Legal Gateway Panel over HTTP: referrals and decisions."""

from fastapi import APIRouter

from services.gateway.commands import decisions, referrals
from shared.web.commands import Asked, Step, add_commands

PANEL = APIRouter(tags=["legal gateway panel"])
CHILD = "/children/{child_id}"

add_commands(
    PANEL,
    "child_id",
    (
        Asked(f"{CHILD}/referrals", "refer_to_legal_gateway", referrals.ReferToLegalGateway, referrals.refer),
        Asked(
            f"{CHILD}/decisions", "record_gateway_decision", decisions.RecordGatewayDecision, decisions.record_decision
        ),
        Asked(f"{CHILD}/minutes", "record_gateway_minutes", Step, decisions.record_minutes),
    ),
)
