"""The forms about meetings, with what their commands leave unsaid."""

from services.planning.child.forms import siblings
from services.planning.meetings import commands
from shared.web.forms.form import Form

FORMS = (Form(commands.hold_planning_meeting, "Record a planning meeting", choices=siblings),)
