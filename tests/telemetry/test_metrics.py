"""Metrics: does Prometheus read what a service measured, and do services in one process keep apart?"""

from prometheus_client.parser import text_string_to_metric_families

from shared.telemetry import Metrics


def figures(metrics: Metrics) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    content, _ = metrics.exposition()
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(content.decode())
        for sample in family.samples
    }


def test_what_was_measured_is_shown() -> None:
    metrics = Metrics("gateway")
    metrics.command("record_decision", "done", 0.02)
    metrics.heard("planning", 0.25)
    metrics.heard("planning", 0.5)
    metrics.heard("tracking", -0.1)
    metrics.waiting(outbox_rows=7, outbox_age=1.5, inbox_rows=900, parked=2)
    metrics.obligations("warrington", due=12, late=3)
    shown = figures(metrics)
    command = (("action", "record_decision"), ("outcome", "done"))
    assert shown["hearth_command_duration_seconds_count", command] == 1
    assert shown["hearth_command_duration_seconds_bucket", (command[0], ("le", "0.01"), command[1])] == 0
    assert shown["hearth_command_duration_seconds_bucket", (command[0], ("le", "0.025"), command[1])] == 1
    assert shown["hearth_heard_total", (("source", "planning"),)] == 2
    assert shown["hearth_inbox_age_seconds", (("source", "planning"),)] == 0.5
    assert shown["hearth_inbox_age_seconds", (("source", "tracking"),)] == 0
    assert shown["hearth_outbox_rows", ()] == 7
    assert shown["hearth_outbox_age_seconds", ()] == 1.5
    assert shown["hearth_inbox_rows", ()] == 900
    assert shown["hearth_parked", ()] == 2
    assert shown["hearth_obligations_due", (("authority", "warrington"),)] == 12
    assert shown["hearth_obligations_late", (("authority", "warrington"),)] == 3
    assert shown["target_info", (("service_name", "gateway"),)] == 1


def test_services_in_one_process_keep_apart() -> None:
    gateway, tracking = Metrics("gateway"), Metrics("tracking")
    gateway.waiting(outbox_rows=7, outbox_age=1.5, inbox_rows=1, parked=2)
    assert figures(tracking)["hearth_parked", ()] == 0
