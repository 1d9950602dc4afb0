"""Every form about the child, its family and workers, with what its command leaves unsaid."""

from services.gateway.child.commands import family, people, registration, workers
from services.gateway.child.forms import current_values
from services.gateway.child.forms.choices import USUAL, for_registration
from services.gateway.child.forms.family import FIND_FIRST, for_family, for_group
from services.gateway.child.forms.possible_duplicates import known
from services.gateway.child.forms.workers import RECORD_FIRST, for_allocation
from shared.web.forms.form import Form, forms_of

FORMS = forms_of(
    (*registration.ROUTES, *family.ROUTES, *people.ROUTES, *workers.ROUTES),
    Form(registration.register_child, "Register a child", choices=for_registration, duplicates=known),
    Form(registration.record_birth, "Record the birth"),
    Form(family.group_siblings, "Record brothers and sisters", choices=for_group),
    Form(
        family.record_family_member,
        "Add a family member",
        choices=for_family,
        chosen=("person_id",),
        record_first=FIND_FIRST,
    ),
    Form(family.allocate_child, "Allocate the child to a worker", choices=for_allocation, record_first=RECORD_FIRST),
    Form(
        people.record_person,
        "Record who somebody is",
        current=current_values.person,
        duplicates=known,
    ),
    Form(workers.record_worker, "Record a worker", current=current_values.worker),
    usual=USUAL,
)
