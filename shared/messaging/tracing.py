"""Spans of messages: one trace from the command through journal, relay and subscribers to what they record in turn.

The framework's own instrumentation starts a new trace at the outbox; this keeps the one stored with the journal row.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import asyncpg
from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.trace import Link, Span, SpanKind

from shared.messaging.parked import Message
from shared.telemetry import batch_attributes, context_of, message_attributes, traceparent_of
from shared.telemetry.traces import TRACER_SCHEMA

TRACER = trace.get_tracer("shared.messaging", schema_url=TRACER_SCHEMA)


class MessageSpans:
    """The spans of one service's relay and subscribers."""

    def __init__(self, service: str) -> None:
        """The service's consumer group is its name with a prefix."""
        self.group = f"hearth-{service}"

    @contextmanager
    def send(self, topic: str, row: asyncpg.Record) -> Iterator[str | None]:
        """The span of one row being sent, a child of the one that recorded it. Gives its traceparent for the header."""
        attributes = message_attributes("send", topic, row["event_id"], row["case_id"])
        with TRACER.start_as_current_span(
            f"send {topic}", context_of(row["traceparent"]), SpanKind.PRODUCER, attributes
        ) as span:
            yield traceparent_of(span) or row["traceparent"]

    @contextmanager
    def batch(self, messages: Sequence[Message]) -> Iterator[list[str | None]]:
        """The span of a batch, linked to every message, and one span a message inside that message's own trace.

        Gives the traceparent under which each message's effect is recorded.
        """
        parents = [_traceparent(message) for message in messages]
        contexts = [context_of(parent) for parent in parents]
        links = [Link(found) for context in contexts if (found := _span_context(context)).is_valid]
        topic = messages[0].topic
        attributes = batch_attributes(topic, self.group, len(messages))
        with TRACER.start_as_current_span(
            f"poll {topic}", kind=SpanKind.CONSUMER, links=links, attributes=attributes
        ) as polled:
            spans = [
                TRACER.start_span(
                    f"process {message.topic}",
                    context,
                    SpanKind.CONSUMER,
                    message_attributes("process", message.topic, None, message.key, self.group, message.place),
                    links=[Link(polled.get_span_context())],
                )
                for message, context in zip(messages, contexts, strict=True)
            ]
            try:
                yield [traceparent_of(span) or parent for span, parent in zip(spans, parents, strict=True)]
            finally:
                for span in spans:
                    span.end()


def _span_context(context: Context) -> trace.SpanContext:
    span: Span = trace.get_current_span(context)
    return span.get_span_context()


def _traceparent(message: Message) -> str | None:
    traceparent = dict(message.headers).get("traceparent")
    return None if traceparent is None else traceparent.decode("ascii", "replace")
