"""Traces: how a service's spans are made and sent, and how a trace is carried in an event's `traceparent`."""

from collections.abc import Mapping
from typing import Literal
from uuid import UUID

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanLimits, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased
from opentelemetry.semconv._incubating.attributes import messaging_attributes as messaging
from opentelemetry.semconv.attributes.service_attributes import SERVICE_NAME
from opentelemetry.semconv.schemas import Schemas
from opentelemetry.trace import Span
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

# The version of the conventions whose attribute names are used here.
TRACER_SCHEMA = Schemas.V1_44_0.value

# One trace in a hundred halves the cost of tracing; an operator who needs more sets OTEL_TRACES_SAMPLER_ARG.
PRODUCTION_RATIO = 0.01

# A batch is linked to every message in it; the default of 128 links would drop the others in silence.
LIMITS = SpanLimits(max_links=1_000)

# A collector that is away must not hold up the end of a service, which stops within 10 seconds.
EXPORT_SECONDS = 2.0

Attributes = dict[str, str | int]
Operation = Literal["send", "receive", "process"]

# Kafka's own word for each type of operation.
KAFKA_NAMES: dict[Operation, str] = {"send": "send", "receive": "poll", "process": "process"}

_PROPAGATOR = TraceContextTextMapPropagator()


def tracer_provider(service: str, environment: str, variables: Mapping[str, str]) -> TracerProvider:
    """Makes the spans of a service, and sends them where OTEL_EXPORTER_OTLP_ENDPOINT says, if it says.

    `environment` is `development` or `production`; `variables` are those of the process, by OpenTelemetry's names.
    Raises ValueError for an OTEL_TRACES_SAMPLER_ARG that is no share between 0 and 1.
    """
    usual = 1.0 if environment == "development" else PRODUCTION_RATIO
    ratio = float(variables.get("OTEL_TRACES_SAMPLER_ARG") or usual)
    provider = TracerProvider(
        resource=Resource.create({SERVICE_NAME: service}),
        sampler=ParentBased(TraceIdRatioBased(ratio)),
        span_limits=LIMITS,
    )
    if variables.get("OTEL_EXPORTER_OTLP_ENDPOINT"):
        # Loaded only where it is used: it brings an HTTP client of its own.
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415

        exporter = OTLPSpanExporter(timeout=float(variables.get("OTEL_EXPORTER_OTLP_TIMEOUT") or EXPORT_SECONDS))
        provider.add_span_processor(BatchSpanProcessor(exporter))
    return provider


def traceparent_of(span: Span) -> str | None:
    """The span as a W3C traceparent; none where nothing is traced."""
    context = span.get_span_context()
    if not context.is_valid:
        return None
    return f"00-{context.trace_id:032x}-{context.span_id:016x}-{context.trace_flags:02x}"


def current_traceparent() -> str | None:
    """The present span as a W3C traceparent, to be stored with what is recorded now; none outside a span."""
    return traceparent_of(trace.get_current_span())


def context_of(traceparent: str | None) -> Context:
    """The context to start or link a span in; an empty one for none or one that cannot be read."""
    return _PROPAGATOR.extract({"traceparent": traceparent} if traceparent else {}, Context())


def batch_attributes(topic: str, group: str, count: int) -> Attributes:
    """The attributes of a span that receives a batch of so many messages as a member of a consumer group."""
    return _attributes("receive", topic, group) | {messaging.MESSAGING_BATCH_MESSAGE_COUNT: count}


def message_attributes(  # noqa: PLR0913, PLR0917 - one argument for each attribute
    operation: Operation,
    topic: str,
    event_id: UUID | None,
    key: UUID | bytes | None,
    group: str | None = None,
    place: str | None = None,
) -> Attributes:
    """The attributes of a span that sends or processes one message; what is not known is left out.

    `place` is where the message stands in its topic, as `partition/offset`.
    """
    attributes = _attributes(operation, topic, group)
    if event_id is not None:
        attributes[messaging.MESSAGING_MESSAGE_ID] = str(event_id)
    if key is not None:
        attributes[messaging.MESSAGING_KAFKA_MESSAGE_KEY] = (
            key.decode("utf-8", "replace") if isinstance(key, bytes) else str(key)
        )
    if place is not None:
        partition, _, offset = place.partition("/")
        attributes[messaging.MESSAGING_DESTINATION_PARTITION_ID] = partition
        attributes[messaging.MESSAGING_KAFKA_OFFSET] = int(offset)
    return attributes


def _attributes(operation: Operation, topic: str, group: str | None) -> Attributes:
    attributes: Attributes = {
        messaging.MESSAGING_SYSTEM: "kafka",
        messaging.MESSAGING_OPERATION_TYPE: operation,
        messaging.MESSAGING_OPERATION_NAME: KAFKA_NAMES[operation],
        messaging.MESSAGING_DESTINATION_NAME: topic,
    }
    if group is not None:
        attributes[messaging.MESSAGING_CONSUMER_GROUP_NAME] = group
    return attributes
