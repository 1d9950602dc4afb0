"""Traces: does a trace survive being stored, and do spans carry the present names of the conventions?"""

from uuid import UUID

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from shared.telemetry import batch_attributes, context_of, current_traceparent, message_attributes
from shared.telemetry.traces import tracer_provider

CASE = UUID("5b1d7c3e-0f5a-4c58-9d1c-3a7e52f0c1d1")
EVENT = UUID("0d4a3c58-8a0e-4a58-9a3c-6a2f9e6a7f10")


def test_a_stored_traceparent_continues_the_trace() -> None:
    exporter = InMemorySpanExporter()
    provider = tracer_provider("gateway", "development", {})
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    tracer = provider.get_tracer("test")
    with tracer.start_as_current_span("command"):
        stored = current_traceparent()
    with tracer.start_as_current_span("send", context=context_of(stored)):
        pass
    sent, command = sorted(exporter.get_finished_spans(), key=lambda span: span.name, reverse=True)
    assert sent.parent is not None
    assert (sent.parent.span_id, sent.context.trace_id) == (command.context.span_id, command.context.trace_id)
    assert sent.resource.attributes["service.name"] == "gateway"


def test_outside_a_span_there_is_nothing_to_store() -> None:
    assert current_traceparent() is None


@pytest.mark.parametrize("unreadable", [None, "", "not a trace", "00-" + "0" * 32 + "-" + "0" * 16 + "-01"])
def test_without_a_readable_traceparent_a_new_trace_begins(unreadable: str | None) -> None:
    assert not trace.get_current_span(context_of(unreadable)).get_span_context().is_valid


@pytest.mark.parametrize(
    ("environment", "variables", "traced"),
    [
        ("development", {}, 500),
        ("development", {"OTEL_TRACES_SAMPLER_ARG": "0"}, 0),
        ("production", {"OTEL_TRACES_SAMPLER_ARG": "1"}, 500),
    ],
)
def test_the_share_of_traces_is_the_operators(environment: str, variables: dict[str, str], traced: int) -> None:
    tracer = tracer_provider("gateway", environment, variables).get_tracer("test")
    assert sum(tracer.start_span("command").is_recording() for _ in range(500)) == traced


def test_in_production_few_traces_are_kept() -> None:
    tracer = tracer_provider("gateway", "production", {}).get_tracer("test")
    assert sum(tracer.start_span("command").is_recording() for _ in range(500)) < 50


def test_a_caller_who_traces_is_followed_whatever_the_share() -> None:
    tracer = tracer_provider("gateway", "production", {"OTEL_TRACES_SAMPLER_ARG": "0"}).get_tracer("test")
    caller = context_of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
    assert tracer.start_span("command", caller).is_recording()


def test_a_share_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="Probability"):
        tracer_provider("gateway", "production", {"OTEL_TRACES_SAMPLER_ARG": "7"})


def test_message_attributes_have_their_present_names() -> None:
    assert message_attributes("send", "gateway.events", EVENT, CASE) == {
        "messaging.system": "kafka",
        "messaging.operation.type": "send",
        "messaging.operation.name": "send",
        "messaging.destination.name": "gateway.events",
        "messaging.message.id": str(EVENT),
        "messaging.kafka.message.key": str(CASE),
    }
    assert message_attributes("process", "gateway.events", None, b"\xffkey", "hearth-planning", "7/4711") == {
        "messaging.system": "kafka",
        "messaging.operation.type": "process",
        "messaging.operation.name": "process",
        "messaging.destination.name": "gateway.events",
        "messaging.consumer.group.name": "hearth-planning",
        "messaging.kafka.message.key": "\ufffdkey",
        "messaging.destination.partition.id": "7",
        "messaging.kafka.offset": 4711,
    }
    assert batch_attributes("gateway.events", "hearth-planning", 500) == {
        "messaging.system": "kafka",
        "messaging.operation.type": "receive",
        "messaging.operation.name": "poll",
        "messaging.destination.name": "gateway.events",
        "messaging.consumer.group.name": "hearth-planning",
        "messaging.batch.message_count": 500,
    }
