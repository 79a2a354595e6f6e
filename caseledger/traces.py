"""Traces: what a request or a turn consisted of, told to a collector where one is configured.

By OpenTelemetry, of which nothing is loaded where none is: it takes a fifth of a second. Spans say
ids, kinds and counts, and the correlation that logs and events have; never a word that anybody
wrote, nor what an exception says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

from structlog.contextvars import get_contextvars

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Span, Tracer

PATIENCE = 2  # seconds with the collector, which nobody waits for but who stops
IDLE = "caseledger.idle"
SERVICE = "caseledger"


class Doing:
    """What is being done, while it is done. Nobody may be told."""

    def __init__(self, span: Span | None = None) -> None:
        self._span = span

    def say(self, **about: str | int) -> None:
        if self._span:
            self._span.set_attributes({f"{SERVICE}.{name}": it for name, it in about.items()})

    def call(self, name: str) -> None:
        """It is known by now what it is."""
        if self._span:
            self._span.update_name(name)

    def was_nothing(self) -> None:
        """A look that found nothing to do is not told."""
        if self._span:
            self._span.set_attribute(IDLE, True)


class Telling:
    """To whom this process tells; it is one for all threads, as the collector is."""

    provider: ClassVar[TracerProvider | None] = None
    tracer: ClassVar[Tracer | None] = None


@contextmanager
def doing(what: str, **about: str | int) -> Iterator[Doing]:
    """A span, within the one that is under way."""
    if Telling.tracer is None:
        yield Doing()
        return
    from opentelemetry.trace import StatusCode

    with Telling.tracer.start_as_current_span(
        what, record_exception=False, set_status_on_exception=False
    ) as span:
        it = Doing(span)
        it.say(**about)
        if correlation := get_contextvars().get("correlation"):
            it.say(correlation=correlation)
        try:
            yield it
        except Exception as why:
            span.set_status(StatusCode.ERROR, type(why).__name__)
            raise


def begin(collector: str | None, process: str) -> Callable[[], None]:
    """Tell from now on; what is returned ends it, and tells the rest."""
    if collector is None:
        return lambda: None
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    class Busy(BatchSpanProcessor):
        def on_end(self, span: ReadableSpan) -> None:
            if not (span.attributes or {}).get(IDLE):
                super().on_end(span)

    to = OTLPSpanExporter(endpoint=f"{collector.rstrip('/')}/v1/traces", timeout=PATIENCE)
    named = Resource({"service.name": SERVICE, "service.instance.id": process})
    Telling.provider = TracerProvider(resource=named)
    Telling.provider.add_span_processor(Busy(to))
    Telling.tracer = Telling.provider.get_tracer(SERVICE)
    return end


def end() -> None:
    provider, Telling.provider, Telling.tracer = Telling.provider, None, None
    if provider:
        provider.shutdown()
