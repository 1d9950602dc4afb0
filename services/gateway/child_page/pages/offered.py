"""What can be recorded of a child now: the forms that make sense as the matter stands, in groups."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

from services.gateway.court.domain.timetable import care_proceedings_since, directions_of
from services.gateway.panel.domain.decision_rules import CONCLUDING
from services.gateway.panel.domain.panel_actions import bypass_ages, is_bypassed
from services.gateway.panel.pages.summary import Summary
from services.gateway.pre_proceedings.domain.pre_proceedings import to_issue
from services.gateway.pre_proceedings.domain.pre_proceedings_plan import agreed_assessments, finalised, latest_plan
from shared.events.codes.gateway import GatewayOutcome
from shared.events.gateway import (
    EmergencyProceedingsDecided,
    GatewayActionDone,
    GatewayActionSet,
    ReferredToLegalGateway,
)
from shared.web.forms.links import FormLink, Forms

# An extension may be that of a supervision order, for which the court is asked.
MAY_BE_ISSUED = frozenset({GatewayOutcome.CARE_PROCEEDINGS, GatewayOutcome.EXTENSION})


@dataclass(frozen=True)
class Group:
    """Forms that belong together."""

    heading: str
    links: tuple[FormLink, ...]


def groups(forms: Forms, found: Summary, back: str) -> list[Group]:
    """The forms for the caller, grouped; a group in which there is nothing to do is left out.

    Those of a supervision order stand beside it on the page.

    `back` is the address of the child's page.
    """
    named = (
        ("Legal Gateway", _gateway(found)),
        ("Pre-proceedings", _pre_proceedings(found)),
        ("Court", _court(found)),
        ("Consent to adoption", _consent(found)),
        ("Child, family and workers", _family(found)),
    )
    child = found.matter.child_id
    made = [
        Group(heading, tuple(link for action in actions if (link := forms.to(action, child))))
        for heading, actions in named
    ]
    if someone := _somebody(forms, found, back):
        made[-1] = Group(made[-1].heading, (*made[-1].links, *someone))
    return [group for group in made if group.links]


def _gateway(found: Summary) -> Iterator[str]:
    matter = found.matter
    if not matter.referral:
        yield "refer_to_legal_gateway"
        ages, in_law = bypass_ages(matter), matter.pre_proceedings or matter.proceedings
        if found.age in ages and not in_law and not is_bypassed(matter):
            yield "bypass_legal_gateway"
    if not care_proceedings_since(matter):
        yield "decide_emergency_proceedings"
    if len(matter.every(GatewayActionSet)) > len(matter.every(GatewayActionDone)):
        yield "do_gateway_action"
    if found.decisions:
        yield "record_gateway_minutes"


def _pre_proceedings(found: Summary) -> Iterator[str]:
    matter, last = found.matter, found.decisions[0].outcome if found.decisions else None
    if matter.latest(ReferredToLegalGateway):
        yield "hold_legal_planning_meeting"
    if matter.pre_proceedings:
        yield from (
            "draft_pre_proceedings_letter",
            "send_pre_proceedings_letter",
            "draft_meeting_invitation",
            "hold_pre_proceedings_meeting",
            "agree_pre_proceedings_assessment",
        )
        if any(not finalised(matter, one.assessment_id) for one in agreed_assessments(matter)):
            yield "finalise_pre_proceedings_assessment"
        yield from ("report_pre_proceedings_exception", "review_pre_proceedings")
    elif last in CONCLUDING:
        yield "hold_pre_proceedings_meeting"
    if not care_proceedings_since(matter):
        yield "record_pre_proceedings_plan"
        plan = latest_plan(matter)
        if plan and not plan.approved:
            yield "approve_pre_proceedings_plan"
    if to_issue(matter):
        yield from ("draft_immediate_issue_letter", "deliver_immediate_issue_letter")


def _court(found: Summary) -> Iterator[str]:
    court = found.open_proceedings
    agreed = any(one.outcome in MAY_BE_ISSUED for one in found.decisions)
    if agreed or court or found.orders or found.matter.latest(EmergencyProceedingsDecided):
        yield "issue_proceedings"
    if found.proceedings:
        yield from ("list_hearing", "hold_hearing")
    yield "record_direction"
    if any(one.met_on is None for one in directions_of(found.matter)):
        yield "meet_direction"
    if found.proceedings:
        yield "extend_timetable"
    if court:
        yield from ("record_leave_to_share_profile", "conclude_proceedings")
    yield "record_order"
    if any(one.status.taken_back and not one.was_taken_back for one in found.orders):
        yield "end_order"


def _consent(found: Summary) -> Iterator[str]:
    if found.matter.born and any(one.parental_responsibility for one in found.family):
        yield "record_adoption_consent"
    if any(one.ended_on is None for one in found.consents):
        yield "withdraw_adoption_consent"


def _family(found: Summary) -> Iterator[str]:
    if found.matter.born is None:
        yield "record_birth"
    yield "group_siblings"
    if found.siblings:
        yield "leave_siblings"
    yield from ("allocate_child", "record_family_member")


def _somebody(forms: Forms, found: Summary, back: str) -> tuple[FormLink, ...]:
    """The ways to record somebody else of the family, by name or new: first who that is, then what to the child."""
    person, child = uuid4(), found.matter.child_id
    then = forms.to("record_family_member", child, person_id=person)
    if then is None:
        return ()
    search = FormLink("Find somebody of the family by name", f"{back.rpartition('/children/')[0]}/people?child={child}")
    new = forms.to(
        "record_person",
        person,
        "Record somebody new of the family",
        authority=found.matter.authority,
        next=then.href,
        back=back,
    )
    return (search, new) if new else (search,)
