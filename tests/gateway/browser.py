"""A browser without JavaScript: it opens pages, follows their links, fills in their forms and presses their buttons."""

from itertools import pairwise
from typing import Any, Self
from urllib.parse import urljoin

import httpx
from lxml import html

from shared.auth.actions import COOKIE
from shared.testing.world import World


class Browser:
    """Somebody at a service's pages, signed in by the cookie."""

    def __init__(self, world: World, role: str, authority: str = "warrington", service: str = "gateway") -> None:
        self._client = world.inhabitants[service].client
        self._home = f"http://{service}"
        self._token = world.token(role, authority)
        self.at = "/"
        self.status = 0
        self.page: Any = None
        self.form: Any = None

    async def open(self, path: str) -> Self:
        """Go to an address of ours."""
        return self._show(await self._send("GET", path))

    async def follow(self, words: str) -> Self:
        """Follow the first link that says this."""
        return await self.open(next(href for text, href in self.links() if words in text))

    async def press(self, button: str, **files: tuple[str, bytes, str]) -> Self:
        """Press a button of the form in hand, and go where that leads."""
        pressed = next(one for one in self.form.xpath(".//button") if button in said_by(one))
        data: dict[str, list[str]] = {}
        for name, value in self.form.form_values():
            data.setdefault(name, []).append(value)
        if pressed.get("name"):
            data[pressed.get("name")] = [pressed.get("value")]
        goal = self.form.get("action") or self.at
        answer = await self._send("POST", goal, data=data, files=files or None)
        return await self.open(answer.headers["location"]) if answer.status_code == 303 else self._show(answer, goal)

    def write(self, **said: str) -> Self:
        """Write in fields of the form, by name with `__` for a dash; a day as `2026-03-30`."""
        for field, value in said.items():
            name = field.replace("__", "-")
            if f"{name}-day" in self.form.fields:
                for part, number in zip(("year", "month", "day"), value.split("-"), strict=True):
                    self.form.fields[f"{name}-{part}"] = number
            else:
                self.form.fields[name] = value
        return self

    def tick(self, name: str, *codes: str) -> Self:
        """Tick boxes of the form."""
        for box in self.form.xpath(".//input[@type='checkbox']"):
            if box.get("name") == name and box.get("value") in codes:
                box.checked = True
        return self

    def links(self) -> list[tuple[str, str]]:
        """What each link says, and where it leads."""
        return [(said_by(one), one.get("href")) for one in self.page.xpath("//a[@href]")]

    @property
    def text(self) -> str:
        """What the page says."""
        return said_by(self.page.xpath("//main")[0])

    async def _send(self, method: str, path: str, **sent: Any) -> httpx.Response:  # noqa: ANN401 - as httpx takes it
        headers = {"Accept": "text/html", "Cookie": f"{COOKIE}={self._token}", "Origin": self._home}
        return await self._client.request(method, urljoin(self.at, path), headers=headers, **sent)

    def _show(self, answer: httpx.Response, at: str = "") -> Self:
        self.at, self.status = at or answer.request.url.raw_path.decode(), answer.status_code
        self.page = html.fromstring(answer.text) if "text/html" in answer.headers["content-type"] else None
        forms = self.page.xpath("//form[@method='post']") if self.page is not None else []
        self.form = forms[0] if forms else None
        return self


def said_by(element: Any) -> str:  # noqa: ANN401 - lxml knows no types
    """The words of an element, with single spaces."""
    return " ".join(element.text_content().split())


def banner(walker: Browser) -> str:
    """What the page says was just recorded."""
    return said_by(walker.page.xpath("//*[@class='govuk-notification-banner__content']")[0])


def faults(walker: Browser) -> list[str]:
    """What somebody who hears the page, or goes over it with the keyboard, would miss."""
    page, found = walker.page, []
    ids = page.xpath("//@id")
    found += [f"two of id {one}" for one in set(ids) if ids.count(one) > 1]
    if len(page.xpath("//h1")) != 1:
        found.append("not one heading of the first level")
    levels = [int(one.tag[1]) for one in page.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")]
    found += [f"a heading of level {after} after {before}" for before, after in pairwise(levels) if after > before + 1]
    labelled = {label.get("for") for label in page.xpath("//label")}
    fields = page.xpath("//input[not(@type='hidden')] | //select | //textarea")
    found += [f"no label for {one.get('name')}" for one in fields if one.get("id") not in labelled]
    found += ["a table without a caption" for one in page.xpath("//table") if not one.xpath("caption")]
    found += [
        "a radio or box without a legend"
        for one in page.xpath("//input[@type='radio']")
        if not one.xpath("ancestor::fieldset/legend")
    ]
    found += [f"a link to #{one}" for one in page.xpath("//a[starts-with(@href, '#')]/@href") if one[1:] not in ids]
    described = " ".join(page.xpath("//@aria-describedby | //@aria-labelledby")).split()
    return found + [f"nothing of id {one}" for one in described if one not in ids]
