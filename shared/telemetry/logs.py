"""Logs: one JSON object a line on stdout, with the trace it belongs to and without what an event or request says."""

import logging
import sys
from pathlib import PurePath
from traceback import extract_tb
from typing import TextIO

import structlog
from opentelemetry import trace
from structlog.typing import EventDict, Processor, WrappedLogger

# These tell each poll or request, some with its address, at the level of ordinary news.
QUIET = ("aiokafka", "asyncio", "faststream", "httpcore", "httpx", "uvicorn.access")


class Line(structlog.WriteLogger):
    """Writes lines to a stream, under a name."""

    def __init__(self, name: str, stream: TextIO) -> None:
        super().__init__(stream)
        self.name = name


def start_logging(service: str, stream: TextIO = sys.stdout, level: int = logging.INFO) -> None:
    """Send every log line of this process, structlog's and the standard library's, to the stream as JSON.

    Start uvicorn with `log_config=None`, or it puts its own format back.
    """

    def name_service(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
        return {**line, "service": service}

    before: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        name_service,
        name_trace,
        place_of_fault,
    ]
    render = structlog.processors.JSONRenderer(ensure_ascii=False)
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.ExtraAdder(allow=()), *before],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, render],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    _take_over()
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    # Our own lines go straight to the stream: the way round by the standard library costs more than the line itself.
    structlog.configure(
        processors=[*before, render],
        logger_factory=lambda name=service: Line(name, stream),
        wrapper_class=structlog.make_filtering_bound_logger(level),
    )


def _take_over() -> None:
    """Let every library's lines come to the root: FastStream and others have put handlers of their own in their way."""
    for logger in logging.root.manager.loggerDict.values():
        if isinstance(logger, logging.Logger):
            logger.handlers.clear()
            logger.propagate = True


def name_trace(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    """The line with the trace and span in which it was written, where there is one."""
    context = trace.get_current_span().get_span_context()
    if not context.is_valid:
        return line
    return {**line, "trace_id": f"{context.trace_id:032x}", "span_id": f"{context.span_id:016x}"}


def place_of_fault(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    """The line with a fault's class and where it came from, without its words: they may quote a message or a row."""
    found: object = line.pop("exc_info", None)
    if found is True:
        found = sys.exc_info()
    fault = found[1] if isinstance(found, tuple) else found
    if not isinstance(fault, BaseException):
        return line
    places = [
        f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}" for frame in extract_tb(fault.__traceback__)
    ]
    return {**line, "fault": type(fault).__name__, "at": places}
