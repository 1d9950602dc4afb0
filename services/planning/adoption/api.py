"""The way to the should-be-placed decision over HTTP."""

from fastapi import APIRouter

from services.planning.adoption import commands
from shared.web.commands import CommandRoute, Step, add_commands

ROUTER = APIRouter(tags=["planning"])
CHILD = "/children/{child_id}"

add_commands(
    ROUTER,
    "child_id",
    (
        CommandRoute(
            f"{CHILD}/child-permanence-reports",
            "complete_child_permanence_report",
            commands.CompleteChildPermanenceReport,
            commands.complete_report,
        ),
        CommandRoute(
            f"{CHILD}/child-permanence-reports/audits",
            "audit_child_permanence_report",
            commands.AuditChildPermanenceReport,
            commands.audit_report,
        ),
        CommandRoute(
            f"{CHILD}/adoption-decisions/booked",
            "book_adoption_decision",
            commands.BookAdoptionDecision,
            commands.book_decision,
        ),
        CommandRoute(f"{CHILD}/adoption-decisions", "decide_adoption", commands.DecideAdoption, commands.decide),
        CommandRoute(f"{CHILD}/adoption-medicals/booked", "book_adoption_medical", Step, commands.book_medical),
        CommandRoute(
            f"{CHILD}/adoption-medicals/completed", "complete_adoption_medical", Step, commands.complete_medical
        ),
    ),
)
