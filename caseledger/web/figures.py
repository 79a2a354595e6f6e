"""Figures for whoever watches: what was asked, what was appended, and who lags behind."""

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from caseledger.adapters.ledger.pool import ask
from caseledger.adapters.pulse import pulses
from caseledger.web.state import LedgerState, state
from caseledger.wiring import House
from projections import shares
from projections.documents.indexer import NAME as DOCUMENTS


class Figures:
    def __init__(self, house: House) -> None:
        self._registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self._requests = Counter(
            "caseledger_requests", "Requests answered.", labels, registry=self._registry
        )
        self._seconds = Histogram(
            "caseledger_request_seconds", "Time to an answer.", ("route",), registry=self._registry
        )
        self._registry.register(OfTheLedger(house))

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        return generate_latest(self._registry)


class OfTheLedger(Collector):
    """Read when they are asked for."""

    def __init__(self, house: House) -> None:
        self._house = house

    def describe(self) -> Iterable[Metric]:
        return ()  # else it would be asked for its figures once before the house is open

    def collect(self) -> Iterable[Metric]:
        now = state(self._house)
        head = CounterMetricFamily("caseledger_appended", "Events in the ledger.")
        head.add_metric((), now.head)
        lag = GaugeMetricFamily(
            "caseledger_projection_lag", "Events that a projection lacks.", labels=("projection",)
        )
        for each in now.projections:
            lag.add_metric((each.name,), each.lag)
        notary = GaugeMetricFamily("caseledger_notary_lag", "Events that have no leaf yet.")
        notary.add_metric((), now.head - now.leaves)
        aside = GaugeMetricFamily("caseledger_quarantined", "Subjects that were set aside.")
        aside.add_metric((), len(now.quarantine))
        return head, lag, notary, aside, *self._followers(now), *self._shares(now.head)

    def _shares(self, head: int) -> Iterable[Metric]:
        """Of a search index that a group of Kafka's writes."""
        if self._house.settings.indexer != "kafka":
            return
        lag = GaugeMetricFamily(
            "caseledger_index_partition_lag", "Events not yet indexed.", labels=("partition",)
        )
        for each in ask(self._house.pool, lambda db: shares.standings(db, DOCUMENTS, head)):
            lag.add_metric((str(each.number),), each.lag)
        yield lag

    def _followers(self, now: LedgerState) -> Iterable[Metric]:
        by = ["follower"]
        lag = GaugeMetricFamily("caseledger_follower_lag", "Events not yet dealt with.", labels=by)
        for each in now.reactions:
            lag.add_metric((each.name,), each.lag)
        turns = CounterMetricFamily("caseledger_follower_turns", "Turns that went on.", labels=by)
        spent = CounterMetricFamily("caseledger_follower_seconds", "Time in turns.", labels=by)
        errors = CounterMetricFamily(
            "caseledger_follower_errors", "Times a server was away.", labels=by
        )
        for its in ask(self._house.pool, pulses):
            turns.add_metric((its.name,), its.turns)
            spent.add_metric((its.name,), its.seconds)
            errors.add_metric((its.name,), its.errors)
        return lag, turns, spent, errors
