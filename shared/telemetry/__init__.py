"""Telemetry: what a service tells its operators: traces, logs and metrics, and never what is in an event."""

import os

from opentelemetry import trace

from shared.telemetry.logs import start_logging
from shared.telemetry.metrics import Metrics
from shared.telemetry.requests import FRAMEWORK_OFF, TraceRequests
from shared.telemetry.traces import (
    batch_attributes,
    context_of,
    current_traceparent,
    message_attributes,
    traceparent_of,
    tracer_provider,
)

__all__ = [
    "FRAMEWORK_OFF",
    "Metrics",
    "TraceRequests",
    "batch_attributes",
    "context_of",
    "current_traceparent",
    "message_attributes",
    "set_up_telemetry",
    "traceparent_of",
]


def set_up_telemetry(service: str, environment: str) -> None:
    """Make this process's log lines and spans those of the service; spans not yet sent are sent when it ends."""
    start_logging(service)
    trace.set_tracer_provider(tracer_provider(service, environment, os.environ))
