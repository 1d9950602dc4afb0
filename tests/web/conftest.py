"""A service with one route for every way to fail, and one page."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Annotated

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from httpx import ASGITransport, AsyncClient
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from hearth.service import homes
from shared.errors import Busy, NotSignedIn, RuleBroken
from shared.web.pages import install_pages, render
from shared.web.problems import install_problems, problem_responses

SENTENCE = "a placement order needs a should-be-placed decision first; record the decision maker's decision"


class Decision(BaseModel):
    model_config = ConfigDict(extra="forbid")
    decided_on: date
    count: Annotated[int, Field(ge=1)]
    password: SecretStr | None = Field(None, min_length=8)


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    (tmp_path / "child.html").write_text(
        '{% extends "hearth/layout.html" %}{% block title %}{{ name }}{% endblock %}'
        '{% block content %}<h1 class="govuk-heading-l">{{ name }}</h1>{% endblock %}'
    )
    app = FastAPI(title="Legal Gateway")
    install_pages(app, (tmp_path,), tuple(homes()))
    install_problems(app)

    @app.post("/decisions", responses=problem_responses(409, 422))
    async def decide(decision: Decision) -> None:
        if decision.count == 1:
            raise RuleBroken(SENTENCE)
        if decision.count == 2:
            raise Busy("the database did not answer; try again")
        if decision.count == 3:
            raise NotSignedIn("sign in")
        raise LookupError("Ada Byron lives at 1 Mill Lane") from ValueError("secret row")

    @app.get("/children/{name}", response_class=HTMLResponse)
    async def child(request: Request, name: str) -> HTMLResponse:
        return render(request, "child.html", name=name)

    return app


@pytest.fixture
async def http(app: FastAPI) -> AsyncIterator[AsyncClient]:
    async with AsyncClient(transport=ASGITransport(app, root_path="/gateway"), base_url="http://hearth.test") as client:
        yield client
