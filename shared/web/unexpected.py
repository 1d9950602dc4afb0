"""What happens when something fails that nobody foresaw: it is logged, and answered with a trace id and no detail."""

import traceback
from collections.abc import Callable
from uuid import uuid4

import structlog
from opentelemetry import trace
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = structlog.get_logger(__name__)


class UnexpectedFaults:
    """The innermost middleware, so that the request's span is still there to name.

    Logged are the kinds of the faults and where they happened, never their messages: a database's quote whole rows.
    """

    def __init__(self, app: ASGIApp, answer: Callable[[Request, str], Response]) -> None:
        """`answer` makes the response to a request from its trace id."""
        self.app = app
        self.answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; answer 500 where it fails before its answer began."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def watching(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, watching)
        except Exception as fault:
            trace_id = _trace_id()
            at = traceback.format_tb(fault.__traceback__)
            log.error("unexpected_fault", trace_id=trace_id, kinds=_kinds(fault), at=at)  # noqa: TRY400 - would log the message
            if begun:
                raise
            await self.answer(Request(scope), trace_id)(scope, receive, send)


def _trace_id() -> str:
    """The trace of this request, or a number of its own where nothing is traced."""
    span = trace.get_current_span().get_span_context()
    return trace.format_trace_id(span.trace_id) if span.is_valid else uuid4().hex


def _kinds(fault: BaseException | None) -> list[str]:
    """The fault, what it came from, and so on."""
    kinds = []
    while fault is not None:
        kinds.append(f"{type(fault).__module__}.{type(fault).__qualname__}")
        fault = fault.__cause__ or fault.__context__
    return kinds
