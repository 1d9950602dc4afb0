"""What can be recorded of a child now: the forms that make sense as the matter stands, in groups."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import uuid4

from services.gateway.child_page.domain.offered import CONSENT, COURT, PANEL, PRE_PROCEEDINGS
from services.gateway.panel.pages.summary import Summary
from shared.web.forms.links import FormLink, Forms


@dataclass(frozen=True)
class Group:
    """Forms that belong together."""

    heading: str
    links: tuple[FormLink, ...]


def groups(forms: Forms, found: Summary, offered: Collection[str], back: str) -> list[Group]:
    """The forms for the caller, grouped; a group in which there is nothing to do is left out.

    Those of a supervision order stand beside it on the page. `offered` are the actions that make sense of the child,
    and `back` is the address of the child's page.
    """
    named = (
        ("Legal Gateway", PANEL),
        ("Pre-proceedings", PRE_PROCEEDINGS),
        ("Court", COURT),
        ("Consent to adoption", CONSENT),
    )
    child = found.matter.child_id
    now = [(heading, [offer.action for offer in offers if offer.action in offered]) for heading, offers in named]
    made = [
        Group(heading, tuple(link for action in actions if (link := forms.to(action, child))))
        for heading, actions in (*now, ("Child, family and workers", _family(found)))
    ]
    if someone := _somebody(forms, found, back):
        made[-1] = Group(made[-1].heading, (*made[-1].links, *someone))
    return [group for group in made if group.links]


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
    search = FormLink("Find a person in the family", f"{back.rpartition('/children/')[0]}/people?child={child}")
    new = forms.to(
        "record_person",
        person,
        "Record somebody new of the family",
        authority=found.matter.authority,
        next=then.href,
        back=back,
    )
    return (search, new) if new else (search,)
