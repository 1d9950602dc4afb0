"""A service put together: its routes, its relay and subscribers, and what starts and stops with it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import Response
from sqlalchemy.exc import DBAPIError

from shared.auth.caller import TokenVerifier
from shared.clock import Clock, SystemClock
from shared.errors import Busy
from shared.messaging import clients
from shared.messaging.asyncapi import asyncapi
from shared.messaging.cancelling import end
from shared.messaging.cases import Service
from shared.messaging.inbox_writer import PASSING, InboxWriter
from shared.messaging.parked_actions import ParkedActions
from shared.messaging.relay import Relay
from shared.messaging.store import Store
from shared.messaging.subscribers import Subscribers
from shared.settings import Home, Settings
from shared.storage import Archive
from shared.telemetry import FRAMEWORK_OFF, Metrics, TraceRequests
from shared.vault import Vault
from shared.web.development import development_router
from shared.web.docs import install_docs
from shared.web.names import NamesOf, asked_of_gateway, client_of_gateway
from shared.web.operations import HEALTH, OPERATIONS
from shared.web.pages import install_pages
from shared.web.parked_page import PARKED_PAGE
from shared.web.problems import install_problems, tell

Duty = Callable[[Store, Metrics], Coroutine[Any, Any, None]]


@dataclass(frozen=True)
class Plan:
    """A service as its main puts it together.

    `home` is where its pages begin, and `sources` are the services it hears; `duties` run for as long as the service
    does (a day sweep, say). One that `seals` keeps personal details or free text, and needs sealing keys; one that
    `keeps_papers` needs a place for them.
    `names_of` says what people are called: the gateway by its own tables, the others by asking it.
    """

    service: Service
    home: Home
    routers: Sequence[APIRouter]
    templates: tuple[Path, ...]
    sources: tuple[str, ...]
    duties: tuple[Duty, ...] = ()
    seals: bool = False
    keeps_papers: bool = False
    names_of: NamesOf = asked_of_gateway

    @property
    def title(self) -> str:
        """The name of the service."""
        return self.home.name


def create_app(plan: Plan, settings: Settings, clock: Clock | None = None) -> FastAPI:
    """The service as an ASGI app. It opens its database and begins to relay and hear when the app starts.

    Raises ValueError where a service that seals has no sealing key, or one that is none, or papers have no place.
    """
    clock = clock or SystemClock()
    app = FastAPI(
        title=plan.title,
        description=plan.service.__doc__ or "",
        lifespan=_running(plan, settings, clock),
        telemetry=FRAMEWORK_OFF,
        docs_url=None,
        redoc_url=None,
    )
    app.state.verifier = TokenVerifier(settings.token_public_key)
    app.state.vault = Vault.of(settings.sealing_keys) if plan.seals else None
    app.state.archive = _archive_of(settings) if plan.keeps_papers else None
    app.state.metrics = Metrics(plan.service.name)
    app.state.names_of, app.state.gateway = plan.names_of, None
    app.state.asyncapi = asyncapi(plan.service.name, plan.service.publishes, sorted(plan.service.hears, key=_wire_name))
    install_pages(app, plan.templates, settings.homes)
    install_problems(app)
    install_docs(app)
    for fault in (*PASSING, DBAPIError):
        app.add_exception_handler(fault, _busy)
    for router in (*plan.routers, HEALTH, OPERATIONS, PARKED_PAGE):
        app.include_router(router)
    if settings.development_private_key:
        app.include_router(development_router(settings.development_private_key, settings.environment))
    app.add_middleware(TraceRequests, metrics=app.state.metrics)
    return app


def _archive_of(settings: Settings) -> Archive:
    """The archive in which a service keeps its papers."""
    lasting = settings.environment == "production"
    return Archive.at(settings.documents, settings.largest_document, lasting=lasting)


def _wire_name(event: Any) -> str:
    name: str = event.wire_name
    return name


async def _busy(request: Request, fault: Exception) -> Response:
    """Tell a fault that passes as such: try again."""
    return tell(request, Busy(f"the database does not answer ({type(fault).__name__}); try again"))


@asynccontextmanager
async def opened(app: FastAPI, plan: Plan, settings: Settings, clock: Clock) -> AsyncIterator[Store]:
    """The service's database and everything over it, in `app.state`; nothing runs by itself yet."""
    async with AsyncExitStack() as stack:
        pool = await clients.pool(settings.database_url, size=settings.pool_size)
        stack.push_async_callback(_close, pool)
        engine = clients.engine(settings.database_url)
        stack.push_async_callback(engine.dispose)
        if settings.gateway_url:
            app.state.gateway = await stack.enter_async_context(client_of_gateway(settings.gateway_url))
        store = Store(pool, plan.service, clock, app.state.vault, app.state.archive)
        writer = InboxWriter(store)
        app.state.store, app.state.engine = store, engine
        app.state.relay = Relay(settings.database_url, plan.service.name, settings.kafka)
        app.state.subscribers = Subscribers(settings.kafka, writer, plan.sources, app.state.metrics)
        app.state.parked_actions = ParkedActions(writer, settings.kafka)
        store.after_commit.append(app.state.relay.wake)
        yield store


def _running(plan: Plan, settings: Settings, clock: Clock) -> Callable[[FastAPI], Any]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with opened(app, plan, settings, clock) as store, app.state.subscribers.running():
            own = (duty(store, app.state.metrics) for duty in plan.duties)
            duties = [asyncio.create_task(duty) for duty in (app.state.relay.run(), *own)]
            try:
                yield
            finally:
                await end(*duties)

    return lifespan


async def _close(pool: Any) -> None:
    """Give what is under way a moment, then close the connections all the same."""
    try:
        await asyncio.wait_for(pool.close(), timeout=3)
    except TimeoutError:
        pool.terminate()
