"""The API's own page, with scripts from this machine: a council's network lets no browser fetch them from elsewhere."""

from importlib.resources import files

from fastapi import FastAPI, Request
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles

from shared.auth.actions import open_to_all

SCRIPTS = "/docs-scripts"


class OpenFiles(StaticFiles):
    """Files that anybody may read."""

    open_to_all = "scripts say nothing about anybody"


def install_docs(app: FastAPI) -> None:
    """Give this app its page at `/docs`. The app was made with `docs_url=None, redoc_url=None`."""
    app.mount(SCRIPTS, OpenFiles(directory=str(files("fastapi_offline").joinpath("static"))), name="docs-scripts")
    guard = open_to_all("what can be asked is no secret")
    app.add_api_route("/docs", docs, include_in_schema=False, dependencies=[guard])


async def docs(request: Request) -> HTMLResponse:
    """The API to read and to try."""
    app: FastAPI = request.app
    root = request.scope["root_path"]
    return get_swagger_ui_html(
        openapi_url=f"{root}{app.openapi_url}",
        title=app.title,
        swagger_js_url=f"{root}{SCRIPTS}/swagger-ui-bundle.js",
        swagger_css_url=f"{root}{SCRIPTS}/swagger-ui.css",
        swagger_favicon_url=f"{root}{SCRIPTS}/favicon.png",
    )
