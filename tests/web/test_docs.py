"""The API's page works where a browser can reach nothing but this machine."""

import re
from pathlib import Path

import httpx
from fastapi import FastAPI

from shared.web.docs import install_docs


async def test_every_script_and_style_comes_from_here() -> None:
    app = FastAPI(title="Legal Gateway", docs_url=None, redoc_url=None)
    install_docs(app)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://gateway") as client:
        page = (await client.get("/docs")).text
        addresses = re.findall(r'(?:src|href)="([^"]+)"', page)
        assert {Path(address).suffix for address in addresses} == {".js", ".css", ".png"}
        for address in addresses:
            assert (await client.get(address)).status_code == 200, address
