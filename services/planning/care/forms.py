"""The forms about care, with what their commands leave unsaid."""

from services.planning.care import commands
from services.planning.child.forms import siblings
from shared.web.forms.form import Form

FORMS = (
    Form(commands.become_looked_after),
    Form(commands.change_legal_basis, "Record another legal basis of care"),
    Form(commands.cease_to_be_looked_after),
    Form(commands.record_visit, "Record a visit to the child", choices=siblings),
)
