"""Metrics: how fast commands are answered, how far behind sending and hearing are, what is parked and what is late."""

from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Metrics:
    """One service's metrics, in a registry of its own: several services can live in one process."""

    def __init__(self, service: str) -> None:
        """`service` names whose metrics these are."""
        self.registry = CollectorRegistry(target_info={"service_name": service})
        self._commands = Histogram(
            "hearth_command_duration_seconds",
            "Time from a command's arrival to its answer",
            ["action", "outcome"],
            buckets=SECONDS,
            registry=self.registry,
        )
        self._requests = Histogram(
            "hearth_request_duration_seconds",
            "Time from a request's arrival to the end of its answer",
            ["method", "route", "status"],
            buckets=SECONDS,
            registry=self.registry,
        )
        self._outbox_age = self._gauge("hearth_outbox_age_seconds", "Age of the oldest journal row not yet sent")
        self._outbox_rows = self._gauge("hearth_outbox_rows", "Journal rows not yet sent")
        self._inbox_rows = self._gauge("hearth_inbox_rows", "Events heard since the beginning")
        self._inbox_age = Gauge(
            "hearth_inbox_age_seconds",
            "Time from recording to hearing of the last event heard",
            ["source"],
            registry=self.registry,
        )
        self._heard = Counter("hearth_heard", "Events heard for the first time", ["source"], registry=self.registry)
        self._parked = self._gauge("hearth_parked", "Messages that wait for a person")
        self._due = self._by_authority("hearth_obligations_due", "Obligations in their notice window and not late")
        self._late = self._by_authority("hearth_obligations_late", "Obligations past their day and not met")

    def _gauge(self, name: str, documentation: str) -> Gauge:
        return Gauge(name, documentation, registry=self.registry)

    def _by_authority(self, name: str, documentation: str) -> Gauge:
        return Gauge(name, documentation, ["authority"], registry=self.registry)

    def command(self, action: str, outcome: str, seconds: float) -> None:
        """A command was answered. `outcome` is `accepted`, or a refusal's code."""
        self._commands.labels(action, outcome).observe(seconds)

    def request(self, method: str, route: str | None, status: int | None, seconds: float) -> None:
        """A request was answered; no route is one that nothing answers to, no status one that was broken off."""
        self._requests.labels(method, route or "none", status or "none").observe(seconds)

    def heard(self, source: str, age_seconds: float) -> None:
        """A new event of service `source` was heard, that long after it was recorded."""
        self._heard.labels(source).inc()
        # The clocks of two machines differ a little; an age below nothing would hide a real one in a mean.
        self._inbox_age.labels(source).set(max(0.0, age_seconds))

    def waiting(self, *, outbox_rows: int, outbox_age: float, inbox_rows: int, parked: int) -> None:
        """What waits now: journal rows not sent and the age of the oldest in seconds; messages heard and parked."""
        self._outbox_rows.set(outbox_rows)
        self._outbox_age.set(outbox_age)
        self._inbox_rows.set(inbox_rows)
        self._parked.set(parked)

    def obligations(self, authority: str, *, due: int, late: int) -> None:
        """So many obligations of an authority's children are due, and late, now."""
        self._due.labels(authority).set(due)
        self._late.labels(authority).set(late)

    def exposition(self) -> tuple[bytes, str]:
        """The answer to GET /metrics and its media type: the Prometheus text format."""
        return generate_latest(self.registry), CONTENT_TYPE_PLAIN_0_0_4
