"""Every form about pre-proceedings, with what its command leaves unsaid."""

from services.gateway.child.forms.choices import USUAL
from services.gateway.pre_proceedings.commands import pre_proceedings
from services.gateway.pre_proceedings.forms.choices import assessments, for_plan, letters, parents, subjects
from shared.web.forms.form import Form, forms_of

FORMS = forms_of(
    pre_proceedings.ROUTES,
    Form(pre_proceedings.draft_pre_proceedings_letter, choices=parents),
    Form(
        pre_proceedings.send_pre_proceedings_letter,
        "Record that the letter before proceedings was sent",
        choices=letters,
    ),
    Form(
        pre_proceedings.draft_meeting_invitation,
        "Draft the invitation to a meeting with the parents",
        choices=parents,
    ),
    Form(pre_proceedings.draft_immediate_issue_letter, "Draft the immediate issue letter", choices=parents),
    Form(
        pre_proceedings.deliver_immediate_issue_letter,
        "Record that the immediate issue letter was delivered",
        choices=letters,
    ),
    Form(
        pre_proceedings.hold_pre_proceedings_meeting,
        "Record a meeting with the parents",
        chosen=("kind",),
    ),
    Form(pre_proceedings.record_pre_proceedings_plan, "Record the pre-proceedings plan", choices=for_plan),
    Form(pre_proceedings.approve_pre_proceedings_plan, "Approve the pre-proceedings plan"),
    Form(pre_proceedings.agree_pre_proceedings_assessment, "Commission an assessment", choices=subjects),
    Form(
        pre_proceedings.finalise_pre_proceedings_assessment,
        "Record that an assessment is finalised",
        choices=assessments,
    ),
    Form(pre_proceedings.report_pre_proceedings_exception, "Record an exception report"),
    Form(pre_proceedings.review_pre_proceedings, "Record the Head of Service's review"),
    usual=USUAL,
)
