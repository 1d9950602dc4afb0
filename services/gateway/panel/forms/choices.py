"""What may be chosen in the forms of the panel: whom it hears, papers, sittings, who sits, and what it decides."""

from uuid import UUID

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.child.forms.choices import items_of, people_of, siblings_of
from services.gateway.child.forms.workers import teams_of
from services.gateway.panel.domain.referral import Referral
from services.gateway.panel.domain.referral_rules import referable_for
from services.gateway.panel.domain.sitting import PanelSitting
from services.gateway.panel.read_model.agenda import agenda_of
from services.gateway.panel.read_model.decisions import decided_at
from services.gateway.panel.read_model.sittings import calendar
from services.gateway.records.names import names_of
from shared.auth.caller import Caller
from shared.calendar import words_of_day
from shared.events.codes.gateway import ReferralPurpose
from shared.events.gateway import GatewayActionDone, GatewayActionSet
from shared.messaging.looking import look, look_at
from shared.messaging.unit_of_work import UnitOfWork
from shared.records.choices import documents_of
from shared.web.forms.choices import NONE, Found, choosing
from shared.words import in_words


@choosing
async def for_referral(work: UnitOfWork, caller: Caller, child: UUID) -> Found:
    """For what the child may be referred today, with whom, and by which team; papers have the referral's own page."""
    matter = await look(work, LegalMatter, child)
    purposes = referable_for(matter, work.today) or tuple(ReferralPurpose)
    return {
        "purpose": [(one.value, in_words(one)) for one in purposes],
        "with_children": await siblings_of(work, caller, matter),
        "team": await teams_of(work, matter.authority),
        "papers": NONE,
    }


@choosing
async def papers(work: UnitOfWork, _caller: Caller, referral_id: UUID) -> Found:
    """The papers that the policy asks for, and the documents kept for this referral."""
    referral = await look(work, Referral, referral_id)
    asked = referral.asked
    return {"paper": items_of(asked), "document_id": await documents_of(work, referral_id)}


@choosing
async def several_papers(work: UnitOfWork, _caller: Caller, referral_id: UUID) -> Found:
    """The papers that the policy asks for, each with how it stands, and the documents kept for this referral."""
    referral = await look(work, Referral, referral_id)
    told = referral.papers
    asked = [
        (code, f"{words}: {in_words(told[code].state).lower() if code in told else 'nothing recorded yet'}")
        for code, words in items_of(referral.asked)
    ]
    return {"papers-paper": asked, "papers-document_id": await documents_of(work, referral_id)}


@choosing
async def sittings_to_come(work: UnitOfWork, _caller: Caller, referral_id: UUID) -> Found:
    """The days of the sittings to come."""
    referral = await look(work, Referral, referral_id)
    slots = await calendar(work.connection, referral.authority, work.today)
    return {"panel_date": [(slot.on.isoformat(), words_of_day(slot.on)) for slot in slots]}


@choosing
async def for_decision(work: UnitOfWork, caller: Caller, child: UUID) -> Found:
    """The policy's standing actions and purposes of an extension, and who of the panel may have been in the chair."""
    matter = await look(work, LegalMatter, child)
    policy, referral = matter.law, matter.referral
    sitting_id = referral.sitting_id if referral else None
    sitting = await look(work, PanelSitting, sitting_id) if sitting_id else None
    return {
        "sitting_id": NONE,
        "chaired_by": await people_of(work, caller, sitting.sitters if sitting else ()),
        "actions-kind": items_of(policy.items("standing_actions")),
        "extension_purpose": items_of(policy.items("extension_purposes")),
    }


@choosing
async def sitters(work: UnitOfWork, caller: Caller, sitting_id: UUID) -> Found:
    """Who sits, and which children are before the panel."""
    sitting = await look(work, PanelSitting, sitting_id)
    children = [item.child_id for item in (await agenda_of(work, sitting_id)).items]
    return {
        "worker_id": await people_of(work, caller, sitting.sitters),
        "child_id": await people_of(work, caller, children),
    }


@choosing
async def papers_due_out(work: UnitOfWork, caller: Caller, sitting_id: UUID) -> Found:
    """The referrals whose papers are complete and not circulated, by their children."""
    due_out = (await agenda_of(work, sitting_id)).papers_due_out
    found = await look_at(work, Referral, due_out)
    names = await names_of(work, caller, [child for one in found.values() for child in one.begun.children])
    return {
        "referrals": [
            (str(one), ", ".join(names[child] for child in referral.begun.children)) for one, referral in found.items()
        ]
    }


@choosing
async def decided(work: UnitOfWork, caller: Caller, sitting_id: UUID) -> Found:
    """The children about whom the sitting decided."""
    children = [child for child, _ in await decided_at(work.connection, sitting_id)]
    return {"children-child_id": await people_of(work, caller, children)}


@choosing
async def open_actions(work: UnitOfWork, _caller: Caller, child: UUID) -> Found:
    """What the panel asked for and is not done."""
    matter = await look(work, LegalMatter, child)
    words = {item.code: item.words for item in matter.law.items("standing_actions")}
    done = {one.action_id for one in matter.every(GatewayActionDone)}
    waiting = [one for one in matter.every(GatewayActionSet) if one.action_id not in done]
    called = {one: words.get(one.kind, f"{in_words(one.kind)} action") for one in waiting}
    return {
        "action_id": [
            (str(one.action_id), f"{words}, {in_words(one.owner).lower()}, by {words_of_day(one.due_on)}")
            for one, words in called.items()
        ]
    }
