"""What is shown of the decision: the child permanence report, and what was decided on it."""

from collections.abc import Mapping
from typing import Any

from services.planning.child.domain import PermanenceCase
from shared.events.planning import AdoptionDecisionMade, ChildPermanenceReportCompleted


def columns(case: PermanenceCase) -> Mapping[str, Any]:
    """The version of the report, and the last decision."""
    report = case.latest(ChildPermanenceReportCompleted)
    decision = case.latest(AdoptionDecisionMade)
    return {
        "report_version": report.version if report else None,
        "should_be_placed": decision.should_be_placed if decision else None,
        "decided_on": decision.occurred_on if decision else None,
    }
