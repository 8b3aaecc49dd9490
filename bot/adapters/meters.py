"""What happened -> the figures of one process, as Prometheus reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import singledispatchmethod

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import generate_latest
from prometheus_client.registry import Collector

from bot.adapters.reading import Reading
from bot.alerts.alert import Alert
from bot.happenings import Failed, GivenUp, Happening, Heard, Notified, Parked, Polled, Posted, Read
from bot.timeline.record import Record

_SECONDS = (1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 4 * 3600, 12 * 3600, 48 * 3600)
_SHARES = tuple(step / 10 for step in range(1, 11))
_TONES = tuple(step / 5 for step in range(-5, 6))

Readings = Callable[[], Iterable[Reading]]


class Meters:
    """Counts what it is told; what all processes share is read when somebody asks."""

    def __init__(self, now: Callable[[], datetime], shared: Readings) -> None:
        self._now = now
        self._registry = here = CollectorRegistry()
        ProcessCollector(registry=here)
        here.register(Shared(shared))
        self._polls = _counter(here, "polls", "Rounds of sources that succeeded.")
        self._entries = _counter(here, "entries", "New entries that sources listed.")
        self._read = _counter(here, "articles_read", "Articles fetched and kept.", "stub")
        self._articles = _counter(here, "articles_heard", "Articles listened to.")
        self._statements = _counter(here, "statements_heard", "Statements of named people.", "kind")
        self._confidence = _histogram(here, "attribution_confidence", "Of each name.", _SHARES)
        self._tone = _histogram(here, "tone", "Of each statement, hostile to friendly.", _TONES)
        self._trust = _histogram(here, "tone_confidence", "Of each label of a tone.", _SHARES)
        self._alerts = _counter(here, "alerts", "Alerts put into outboxes.", "kind")
        self._posted = _counter(here, "posted", "Alerts that Slack has taken.", "kind")
        self._lag = _histogram(
            here, "published_to_posted_seconds", "Of each statement on a card.", _SECONDS
        )
        self._delay = _histogram(
            here, "heard_to_posted_seconds", "The part of it since it was heard.", _SECONDS
        )
        self._parked = _counter(here, "parked", "Alerts put aside.")
        self._failures = _counter(here, "failures", "Tries that failed.", "step", "kind")
        self._given_up = _counter(here, "given_up", "Jobs put aside.", "step")

    def expose(self) -> bytes:
        return generate_latest(self._registry)

    def __call__(self, happening: Happening) -> None:
        self._count(happening)

    @singledispatchmethod
    def _count(self, happening: Happening) -> None:
        raise NotImplementedError(type(happening).__name__)

    @_count.register
    def _(self, polled: Polled) -> None:
        self._polls.inc()
        self._entries.inc(polled.new)

    @_count.register
    def _(self, read: Read) -> None:
        self._read.labels(str(read.stub).lower()).inc()

    @_count.register
    def _(self, heard: Heard) -> None:
        self._articles.inc()
        for record in heard.records:
            self._statements.labels(record.statement.kind).inc()
            self._confidence.observe(record.statement.confidence)
            self._tone.observe(record.tone.tone)
            self._trust.observe(record.tone.confidence)

    @_count.register
    def _(self, notified: Notified) -> None:
        self._alerts.labels(notified.alert.kind).inc()

    @_count.register
    def _(self, posted: Posted) -> None:
        self._posted.labels(posted.alert.kind).inc()
        for record in _new(posted.alert, posted.records):
            self._observe(self._lag, record.published)
            self._observe(self._delay, record.seen)

    @_count.register
    def _(self, parked: Parked) -> None:
        self._parked.inc()

    @_count.register
    def _(self, failed: Failed) -> None:
        self._failures.labels(failed.step, failed.kind).inc()

    @_count.register
    def _(self, given_up: GivenUp) -> None:
        self._given_up.labels(given_up.step).inc()

    def _observe(self, histogram: Histogram, since: datetime | None) -> None:
        if since is not None:
            # The clocks of others may be fast.
            histogram.observe(max(0.0, (self._now() - since).total_seconds()))


class Shared(Collector):
    def __init__(self, readings: Readings) -> None:
        self._readings = readings

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """Nothing: else registering it would ask."""
        return ()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        for reading in self._readings():
            labels = [reading.label] if reading.label else []
            family = GaugeMetricFamily(_named(reading.name), reading.meaning, labels=labels)
            for label, value in reading.values.items():
                family.add_metric([label] if reading.label else [], value)
            yield family


def _new(alert: Alert, records: Iterable[Record]) -> Iterable[Record]:
    """A card that is drawn anew, or answered in its thread, brings no news of them."""
    return records if alert.is_card else ()


def _counter(registry: CollectorRegistry, name: str, meaning: str, *labels: str) -> Counter:
    return Counter(_named(name), meaning, labels, registry=registry)


def _histogram(
    registry: CollectorRegistry, name: str, meaning: str, buckets: tuple[float, ...]
) -> Histogram:
    return Histogram(_named(name), meaning, registry=registry, buckets=buckets)


def _named(name: str) -> str:
    return f"verbatim_{name}"
