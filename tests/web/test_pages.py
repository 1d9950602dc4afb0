"""Pages are plain, fetch nothing from elsewhere, and say where one is."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from httpx import AsyncClient

from shared.auth.actions import _CALLER
from shared.auth.caller import Caller
from shared.events.codes.roles import Role
from shared.web.pages import PublicFiles, at_the_clock, public_path, render, static_files, templates_for
from shared.web.vendor import STYLE_SHEET, cut
from shared.words import in_words

PAGE = {"Accept": "text/html"}


def addresses(page: str) -> list[str]:
    return re.findall(r'(?:href|src|action)="([^"]*)"', page)


async def test_a_page_has_its_layout_and_its_own_words(http: AsyncClient) -> None:
    page = (await http.get("/children/ada", headers=PAGE)).text
    assert '<html lang="en-GB"' in page
    assert "<title>ada - Hearth</title>" in page
    assert '<h1 class="govuk-heading-l">ada</h1>' in page
    assert page.index("govuk-skip-link") < page.index("<header")
    assert 'id="main-content"' in page


def test_a_moment_is_said_as_the_clocks_and_calendars_of_london_say_it() -> None:
    assert at_the_clock(datetime(2026, 9, 7, 8, 5, tzinfo=UTC)) == "09:05 on 7 September 2026"


async def test_what_a_person_wrote_cannot_become_markup(http: AsyncClient) -> None:
    page = (await http.get("/children/<script>x", headers=PAGE)).text
    assert "<script" not in page
    assert "&lt;script&gt;x" in page


async def test_a_page_runs_no_script_of_others_and_fetches_nothing_from_elsewhere(http: AsyncClient) -> None:
    answer = await http.get("/children/ada", headers=PAGE)
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["style-src"] == policy["img-src"] == policy["form-action"] == "'self'"
    assert policy["script-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "<script" not in answer.text
    assert not re.search(r"\sstyle=", answer.text)
    assert all(address.startswith(("/", "#")) for address in addresses(answer.text))


async def test_every_file_of_a_page_is_there_and_kept_for_good(http: AsyncClient) -> None:
    page = (await http.get("/children/ada", headers=PAGE)).text
    files = [address for address in addresses(page) if "/static/" in address]
    assert len(files) == 3
    for address in files:
        assert re.fullmatch(r"/gateway/static/[\w.-]+\.[0-9a-f]{12}\.(css|svg)", address)
        for asked in (address, address.removeprefix("/gateway")):
            answer = await http.get(asked)
            assert answer.status_code == 200
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("name", ["hearth.css", "hearth.000000000000.css", "../pages.py", "%2e%2e/pages.py", ""])
async def test_only_the_present_files_are_served(http: AsyncClient, name: str) -> None:
    assert (await http.get(f"/static/{name}")).status_code == 404


def test_another_content_is_another_name(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a {}")
    first = PublicFiles(tmp_path).addresses["a.css"]
    (tmp_path / "a.css").write_text("b {}")
    assert PublicFiles(tmp_path).addresses["a.css"] != first


def test_the_style_sheets_need_no_file_that_is_not_theirs() -> None:
    assert set(static_files().addresses) == {"drafts.js", "govuk-frontend.min.css", "hearth.css", "hearth.svg"}
    for style_sheet in STYLE_SHEET.parent.glob("*.css"):
        text = style_sheet.read_text()
        assert "url(" not in text
        assert "@import" not in text
        assert "GDS Transport" not in text
        assert "@font-face" not in text
    assert '--govuk-frontend-version:"6.3.' in STYLE_SHEET.read_text()


def test_what_is_not_ours_is_cut_from_the_style_sheet() -> None:
    whole = (
        "/*! The font. This cut is not commercially available. */@font-face{font-family:GDS Transport;src:url(/a)}"
        ".a{font-family:GDS Transport,arial,sans-serif;color:red}.b:before{background-image:url(/assets/crest.svg);"
        "top:0}.b{-webkit-mask-image:url(/c);mask-image:url(/c)}/*# sourceMappingURL=x.map */"
    )
    assert cut(whole).splitlines()[1] == ".a{font-family:system-ui,arial,sans-serif;color:red}.b:before{top:0}.b{}"


async def test_the_page_says_where_one_is(http: AsyncClient) -> None:
    page = (await http.get("/children/ada", headers=PAGE)).text
    (current,) = re.findall(r'href="([^"]*)" aria-current="true"', page)
    assert current == "/gateway/"


async def test_who_is_signed_in_reads_in_which_role(app: FastAPI, http: AsyncClient) -> None:
    caller = Caller("iro@surrey", frozenset({Role.IRO, Role.TEAM_MANAGER}), frozenset({"surrey"}))

    @app.get("/mine")
    async def mine(request: Request) -> HTMLResponse:
        request.scope[_CALLER] = caller
        return render(request, "child.html", name="mine")

    page = (await http.get("/mine", headers=PAGE)).text
    assert "Signed in as Independent Reviewing Officer, Team manager, for Surrey" in page
    assert "Sign in as someone else" not in page


def test_the_components_render(tmp_path: Path) -> None:
    (tmp_path / "own.html").write_text(
        '{% from "govuk_frontend_jinja/components/tag/macro.html" import govukTag %}{{ govukTag({"text": word}) }}'
    )
    rendered = templates_for((tmp_path,)).get_template("own.html").render(word="<late>")
    assert '<strong class="govuk-tag">' in rendered
    assert "&lt;late&gt;" in rendered


@pytest.mark.parametrize(
    ("root", "path", "public"),
    [("", "/a b", "/a%20b"), ("/gateway", "/a", "/gateway/a"), ("/gateway", "/gateway/a", "/gateway/a")],
)
def test_a_path_is_what_the_browser_knows(root: str, path: str, public: str) -> None:
    assert public_path(Request({"type": "http", "root_path": root, "path": path})) == public


@pytest.mark.parametrize(
    ("code", "words"),
    [("gateway_chair", "Gateway chair"), ("iro", "Independent Reviewing Officer"), ("surrey", "Surrey")],
)
def test_a_code_is_shown_in_words(code: str, words: str) -> None:
    assert in_words(code) == words
