"""Every form about the panel, with what its command leaves unsaid."""

from services.gateway.child.forms.choices import USUAL
from services.gateway.child.forms.workers import RECORD_FIRST
from services.gateway.panel.commands import decisions, panel, papers, referrals, sittings
from services.gateway.panel.forms import choices, warnings
from services.gateway.panel.forms.sitters import for_panel
from shared.web.forms.form import Form, forms_of

DECISION = Form(
    decisions.record_gateway_decision,
    "Record what the panel decided",
    choices=choices.for_decision,
    warnings=warnings.before_deciding,
)
FORMS = forms_of(
    (*referrals.ROUTES, *papers.ROUTES, *sittings.ROUTES, *panel.ROUTES, *decisions.ROUTES),
    Form(
        referrals.refer_to_legal_gateway,
        "Refer to the Legal Gateway",
        choices=choices.for_referral,
        chosen=("purpose",),
        warnings=warnings.before_referring,
    ),
    Form(
        referrals.choose_sitting,
        "Choose another sitting",
        choices=choices.sittings_to_come,
        warnings=warnings.before_choosing,
    ),
    Form(papers.record_referral_paper, "Say how a paper stands", choices=choices.papers),
    Form(papers.record_referral_papers, "Update papers", choices=choices.several_papers),
    Form(sittings.move_sitting, "Move the sitting"),
    Form(sittings.cancel_sitting, "Cancel the sitting"),
    Form(sittings.close_sitting, "End the sitting"),
    Form(panel.compose_panel, "Change panel members", choices=for_panel, record_first=RECORD_FIRST),
    Form(panel.give_apologies, choices=choices.sitters),
    Form(panel.declare_conflict_of_interest, "Declare a conflict of interest", choices=choices.sitters),
    Form(panel.circulate_panel_papers, "Circulate papers to the members", choices=choices.papers_due_out),
    Form(panel.record_panel_minutes, "Record the minutes of the sitting", choices=choices.decided),
    DECISION,
    Form(decisions.record_gateway_minutes, "Record the minutes about the child"),
    Form(decisions.do_gateway_action, "Record that an action is done", choices=choices.open_actions),
    Form(decisions.bypass_legal_gateway, "Ratify that the case does not go to the panel"),
    Form(decisions.decide_emergency_proceedings, "Decide on proceedings in an emergency"),
    usual=USUAL,
)
