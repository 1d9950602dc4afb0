"""A service put together: what is made of it goes when nobody holds it, so that many can be made in one process."""

import gc
import weakref

import httpx
from fastapi import FastAPI

from shared.settings import Settings
from shared.vault import new_key
from shared.web.app import create_app
from shared.web.development import development_keys
from tests.conftest import PLANS


async def asked() -> "weakref.ref[FastAPI]":
    """An app that was asked for its API and its page, and is held no longer."""
    private, public = development_keys()
    settings = Settings(
        database_url="postgresql://127.0.0.1:1/gateway",
        kafka="127.0.0.1:1",
        token_public_key=public,
        sealing_keys=new_key(),
        documents="memory://",
        development_private_key=private,
        environment="development",
    )
    app = create_app(PLANS["gateway"](), settings)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://gateway") as client:
        for path in ("/docs", "/openapi.json", "/livez"):
            assert (await client.get(path)).status_code == 200
    return weakref.ref(app)


async def test_an_app_that_nobody_holds_is_gone() -> None:
    app = await asked()
    gc.collect()
    assert app() is None
