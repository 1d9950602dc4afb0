"""A child with a brother, a mother, a worker and a family who may be the one, and the pages on which they stand."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from hearth.demo.journey import Journey, Step
from shared.testing.world import World
from tests.gateway.browser import Browser, faults
from tests.journeys.test_adoption import paths_of

TODAY = date(2026, 3, 30)
SELECTED, DECIDED = 200, 12  # days since the registration: a family is selected, or the panel has decided
SERVICES = ("gateway", "planning", "family_finding", "tracking")
CHILD = {"given_names": "Ottilie", "family_name": "Quillfeather"}
BROTHER = {"given_names": "Caspian", "family_name": "Quillfeather"}
MOTHER = {"given_names": "Marigold", "family_name": "Featherquill"}
WORKER = {"given_names": "Winifred", "family_name": "Casewell"}
SECRETS = ("ottilie", "caspian", "quillfeather", "marigold", "featherquill")
AUTHORITY = "county"  # whose children no other story lists
LISTS = {"gateway": "/children", "planning": "/", "family_finding": "/", "tracking": "/"}
TABS = ("Legal", "Plan", "Family", "Dates")
FACTS = ("45 weeks, born", "Placement order", "Court case WA25C50123")  # once a family is selected
AN_ID = re.compile(r"\b[0-9a-f]{8}\b(?!\.)", re.IGNORECASE)


class Story:
    """A child with a brother, a mother, a worker and a family who may be the one, known to all four services."""

    def __init__(self, world: World, days: int) -> None:
        self.world = world
        self.journey = Journey(TODAY - timedelta(days=days), uuid4(), uuid4(), AUTHORITY)
        self.brother, self.mother, self.worker = uuid4(), uuid4(), uuid4()
        self.reference = self.family = ""

    @property
    def child(self) -> UUID:
        return self.journey.child

    async def done(self, path: str, by: str = "social_worker", /, **body: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
        answer = await self.world.post("gateway", path, body, role=by, authority=AUTHORITY)
        assert answer.status_code == 201, answer.text
        told: dict[str, Any] = answer.json()
        return told

    async def tell(self) -> None:
        """Everything that happened until today, in order."""
        first, *later = [step for step in self.journey.steps() if step.on <= TODAY]
        born, on = first.asking.body, first.asking.body["on"]
        registered = await self.done(f"/children/{self.child}/registration", **born, details=CHILD)
        self.reference = registered["recorded"][0]["data"]["reference"]
        other = {"details": BROTHER, "not_a_duplicate_of": [str(self.child)]}
        await self.done(f"/children/{self.brother}/registration", **born, **other)
        await self.done(f"/children/{self.child}/siblings", on=on, brothers_and_sisters=[str(self.brother)])
        await self.done(f"/people/{self.mother}", authority=AUTHORITY, details=MOTHER)
        mother = {"person_id": str(self.mother), "relationship": "mother", "parental_responsibility": True}
        await self.done(f"/children/{self.child}/family", on=on, **mother)
        employed = {"authority": AUTHORITY, "role": "social_worker", "team": "north", **WORKER}
        await self.done(f"/workers/{self.worker}", "team_manager", **employed)
        held = {"worker_id": str(self.worker), "role": "social_worker", "team": "north"}
        await self.done(f"/children/{self.child}/allocations", "team_manager", on=on, **held)
        await self.world.settle()
        paths = paths_of(self.world)
        for step in later:
            recorded = await self.world.post(
                step.asking.service, path_of(step, paths), step.asking.body, role=step.asking.role, authority=AUTHORITY
            )
            assert recorded.status_code == 201, recorded.text
            if step.asking.action == "register_family":
                self.family = f"Family {recorded.json()['recorded'][0]['data']['reference']}"
            await self.world.settle()

    def starts(self, service: str) -> list[str]:
        """The pages of a service on which the walk begins."""
        more = {
            "family_finding": ["/families", f"/families/{self.journey.family}"],
            "gateway": [f"/people/{self.mother}"],
        }
        return ["/", f"/children/{self.child}", *more.get(service, ())]


def path_of(step: Step, paths: dict[tuple[str, str], str]) -> str:
    """Where a step is asked for."""
    before, _, after = paths[step.asking.service, step.asking.action].partition("{")
    return f"{before}{step.case_id}{after.partition('}')[2]}"


def kind_of(href: str) -> str:
    """An address without its ids: one of each kind is looked at."""
    return "/".join("*" if len(part) == 36 else part for part in urlsplit(href).path.split("/"))


def told_by(page: Any) -> Iterator[str]:  # noqa: ANN401 - lxml knows no types
    """Every piece of text that a page shows or has read aloud."""
    yield from page.xpath("//body//text()[not(ancestor::script)]")
    yield from page.xpath("//title/text() | //@aria-label | //@alt | //@title | //option/text()")
    yield from page.xpath("//input[not(@type='hidden' or @type='radio' or @type='checkbox')]/@value")


async def walked(story: Story, service: str, role: str) -> dict[str, str]:
    """Every kind of page of a service that somebody comes to, by its address, each seen once."""
    walker = Browser(story.world, role, AUTHORITY, service)
    pages: dict[str, str] = {}
    wanted = story.starts(service)[::-1]
    seen = {kind_of(path) for path in wanted}
    while wanted:
        path = wanted.pop()
        await walker.open(path)
        if walker.status in {403, 404} and path in story.starts(service):
            continue
        assert walker.status == 200, path
        if walker.page is None or path == "/docs":
            continue
        assert faults(walker) == [], path
        assert [secret for secret in SECRETS if secret in path.lower()] == []
        pages[path] = " ".join(" ".join(told_by(walker.page)).split())
        for _, href in walker.links():
            ours = href.startswith("/") and kind_of(href) not in seen
            if ours and not href.startswith(("/openapi", "/documents", "/static")):
                seen.add(kind_of(href))
                wanted.append(href)
    return pages
