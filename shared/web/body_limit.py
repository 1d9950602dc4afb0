"""How large a request may be: what is larger is refused while it is read, as a problem like any other.

FastAPI's own `max_body_size` answers in plain text, outside of every handler.
"""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 256 * 1024  # bytes; the largest command is some 2 KB
_ALLOWED = "hearth.body_allowed"


class BodyLimit:
    """Counts the bytes of a body as they come, whatever its Content-Length says."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; reading beyond the limit raises HTTPException 413 in whoever reads."""
        read = 0
        allowed = scope[_ALLOWED] = [LARGEST]

        async def counting() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > allowed[0]:
                raise HTTPException(413)
            return message

        await self.app(scope, counting if scope["type"] == "http" else receive, send)


def allow_body(request: Request, largest: int) -> None:
    """Let this request have a body of so many bytes: for a route that knows its caller and has not read yet."""
    request.scope[_ALLOWED][0] = largest
