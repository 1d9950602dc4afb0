"""Every form about the court, with what its command leaves unsaid."""

from services.gateway.child.forms.choices import USUAL
from services.gateway.court.commands import consents, orders, proceedings, supervision
from services.gateway.court.forms.choices import directions, orders_made
from services.gateway.court.forms.consents import for_consent, for_withdrawal
from shared.web.forms.form import Form, forms_of

FORMS = forms_of(
    (*proceedings.ROUTES, *orders.ROUTES, *supervision.ROUTES, *consents.ROUTES),
    Form(
        proceedings.issue_proceedings,
        "Record that proceedings were issued",
        chosen=("application",),
    ),
    Form(proceedings.record_direction, "Record what the court directed"),
    Form(proceedings.meet_direction, choices=directions),
    Form(proceedings.extend_timetable, "Record an extension of the 26 weeks"),
    Form(proceedings.conclude_proceedings, "Record how the proceedings concluded"),
    Form(orders.record_order, "Record an order", choices=orders_made),
    Form(orders.end_order, "Record that an order was discharged or revoked", choices=orders_made),
    Form(orders.record_leave_to_share_profile, "Record leave to share the profile"),
    Form(supervision.make_supervision_plan, "Record the supervision support plan"),
    Form(supervision.review_supervision, "Record the review of the supervision order"),
    Form(consents.record_adoption_consent, "Record a parent's consent to adoption", choices=for_consent),
    Form(consents.withdraw_adoption_consent, "Record that a consent to adoption was withdrawn", choices=for_withdrawal),
    usual=USUAL,
)
