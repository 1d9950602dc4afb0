"""One trace from a command over HTTP through journal, relay and every subscriber to the events they record in turn."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, SpanLimits, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from shared.messaging import tracing
from shared.testing.world import World

AT = "/children/{child_id}"


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    """What is traced, kept in memory; the process's own tracers are put back afterwards."""
    exporter, provider = InMemorySpanExporter(), TracerProvider(span_limits=SpanLimits(max_links=100_000))
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(tracing, "TRACER", provider.get_tracer("shared.messaging"))
    monkeypatch.setattr(trace, "get_tracer", lambda *_args, **_more: provider.get_tracer("shared.telemetry"))
    yield exporter
    provider.shutdown()


async def test_the_trace_crosses_the_outbox_and_every_subscriber(spans: InMemorySpanExporter, world: World) -> None:
    child = uuid4()
    body = {"on": "2026-03-30", "authority": "warrington", "date_of_birth": "2025-11-02"}
    await world.post("gateway", f"/children/{child}/registration", body, role="social_worker")
    await world.settle()
    spans.clear()
    referral = {"on": "2026-03-30", "panel_date": "2026-04-02", "urgent": True}
    await world.post("gateway", f"/children/{child}/referrals", referral, role="social_worker")
    decision = {
        "on": "2026-03-30",
        "outcome": "pre_proceedings",
        "primary_plan": "adoption",
        "contingencies": ["return_home"],
        "reasons": "The risk has grown.",
    }
    await world.settle()
    spans.clear()
    await world.post("gateway", f"/children/{child}/decisions", decision, role="gateway_chair")
    await world.settle()
    tree = Tree(spans.get_finished_spans())

    (command,) = tree.named(f"POST {AT}/decisions")
    sent = [span for span in tree.under(command) if span.name == "send gateway.events"]
    assert len(sent) == 2  # the decision, and pre-proceedings begun with it
    heard = {tree.group(span) for one in sent for span in tree.under(one) if span.name == "process gateway.events"}
    assert heard == {"hearth-planning", "hearth-family_finding", "hearth-tracking"}
    by_tracking = [span for one in sent for span in tree.under(one) if tree.group(span) == "hearth-tracking"]
    in_turn = [span for one in by_tracking for span in tree.under(one)]
    assert in_turn
    assert {span.name for span in in_turn} == {"send tracking.events"}
    assert {span.context.trace_id for span in [*sent, *in_turn]} == {command.context.trace_id}


async def test_a_batch_is_linked_to_the_messages_in_it(spans: InMemorySpanExporter, world: World) -> None:
    body = {"on": "2026-03-30", "authority": "warrington", "date_of_birth": "2025-11-02"}
    await world.post("gateway", f"/children/{uuid4()}/registration", body, role="social_worker")
    await world.settle()
    tree = Tree(spans.get_finished_spans())
    sent = {span.context.span_id for span in tree.named("send gateway.events")}
    polls = tree.named("poll gateway.events")
    assert sent
    assert polls
    for poll in polls:
        assert poll.parent is None
        assert {link.context.span_id for link in poll.links} <= sent
        assert poll.attributes is not None
        assert poll.attributes["messaging.batch.message_count"] == len(poll.links)


class Tree:
    """Finished spans by name and by parent."""

    def __init__(self, spans: tuple[ReadableSpan, ...]) -> None:
        self.spans = spans

    def named(self, name: str) -> list[ReadableSpan]:
        return [span for span in self.spans if span.name == name]

    def under(self, parent: ReadableSpan) -> list[ReadableSpan]:
        return [span for span in self.spans if span.parent and span.parent.span_id == parent.context.span_id]

    def group(self, span: ReadableSpan) -> str:
        return str((span.attributes or {}).get("messaging.consumer.group.name"))
