"""The family court over HTTP: proceedings and orders."""

from fastapi import APIRouter

from services.gateway.commands import orders, proceedings
from shared.web.commands import Asked, add_commands

COURT = APIRouter(tags=["court"])
CHILD = "/children/{child_id}"

add_commands(
    COURT,
    "child_id",
    (
        Asked(f"{CHILD}/proceedings", "issue_proceedings", proceedings.IssueProceedings, proceedings.issue_proceedings),
        Asked(f"{CHILD}/hearings/listed", "list_hearing", proceedings.ListHearing, proceedings.list_hearing),
        Asked(f"{CHILD}/hearings/held", "hold_hearing", proceedings.HoldHearing, proceedings.hold_hearing),
        Asked(f"{CHILD}/orders", "record_order", orders.RecordOrder, orders.record_order),
        Asked(
            f"{CHILD}/proceedings/conclusion",
            "conclude_proceedings",
            proceedings.ConcludeProceedings,
            proceedings.conclude_proceedings,
        ),
    ),
)
