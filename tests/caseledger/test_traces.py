"""Traces: a collector is told what a request or a turn consisted of, and no word of anybody's."""

import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from caseledger import traces
from caseledger.adapters.blobs.s3 import S3Blobs
from caseledger.adapters.kafka.topic import KafkaTopic
from caseledger.adapters.opensearch.open import open_index
from caseledger.web.state import state
from caseledger.wiring import House
from projections.documents.document import Document
from tests.caseledger.web.test_logs import CANARY, EMAIL, provoke
from tests.running import until
from tests.scenario import BO
from tests.services.fixtures import Store
from tests.signed import post, signed_in
from tests.working import working

ASKED = "01923456-0000-7000-8000-000000000001"


@dataclass
class Collector:
    """Takes OTLP over HTTP, as a collector does, and keeps what came."""

    bodies: list[bytes] = field(default_factory=list)
    url: str = ""

    @property
    def spans(self) -> Sequence[Any]:  # of protobuf's making
        told = [ExportTraceServiceRequest.FromString(each) for each in self.bodies]
        scopes = [s for it in told for r in it.resource_spans for s in r.scope_spans]
        return [span for scope in scopes for span in scope.spans]

    def named(self, name: str) -> Sequence[Any]:
        return [span for span in self.spans if span.name == name]


@pytest.fixture
def collector() -> Iterator[Collector]:
    it = Collector()

    class Taking(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert (self.path, self.headers["Content-Type"]) == (
                "/v1/traces",
                "application/x-protobuf",
            )
            it.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """In silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Taking)
    it.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield it
    server.shutdown()
    thread.join()
    server.server_close()


@contextmanager
def told(url: str) -> Iterator[None]:
    end = traces.begin(url, "tests")
    try:
        yield
    finally:
        end()


def said(span: Any) -> Mapping[str, str]:
    return {each.key: each.value.string_value for each in span.attributes}


def test_a_request_is_told_with_its_command_and_its_append(
    house: House, collector: Collector
) -> None:
    with signed_in(house) as client, told(collector.url):
        answer = post(client, "define-case-type", {"name": "Injury"}, X_Correlation_Id=ASKED)
    assert answer.status_code == 201
    (request,) = collector.named("POST /v1/commands/define-case-type")
    (command,) = collector.named("command define-case-type")
    (append,) = collector.named("append")
    assert (command.parent_span_id, append.parent_span_id) == (request.span_id, command.span_id)
    assert len({each.trace_id for each in (request, command, append)}) == 1
    assert {said(each)["caseledger.correlation"] for each in (request, append)} == {ASKED}


def test_turns_are_told_and_those_that_found_nothing_are_not(
    house: House, collector: Collector
) -> None:
    with signed_in(house) as client, told(collector.url), working(house):
        position = post(client, "define-case-type", {"name": "Injury"}).json()["position"]
        until(lambda: state(house).leaves >= position)
    for name in ("turn of projections", "turn of notary"):
        assert 1 <= len(collector.named(name)) <= position


def test_no_span_says_what_people_wrote(house: House, collector: Collector) -> None:
    with signed_in(house) as client, told(collector.url), house.following():
        statuses = provoke(client)
    assert {201, 401, 404, 409, 422} <= statuses
    assert len(collector.spans) > 20
    everything = b"".join(collector.bodies).lower()
    for canary in (CANARY, EMAIL, "quillfeather"):
        assert canary.lower().encode() not in everything


def test_where_no_collector_is_nobody_waits_and_nothing_is_loaded(house: House) -> None:
    with signed_in(house) as client, told("http://127.0.0.1:1"):
        assert post(client, "define-case-type", {"name": "Injury"}).status_code == 201
    code = "import sys, caseledger.web.app; print('opentelemetry.sdk' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.real
def test_calls_of_other_servers_are_told(
    house: House, collector: Collector, opensearch: str, s3: Store, kafka: str, prefix: str
) -> None:
    index = open_index(opensearch, prefix)
    topic = KafkaTopic(kafka, prefix)
    with told(collector.url), closing(topic):
        index.create(1, {})
        index.write(1, [Document(BO, 1, {"id": str(BO)})])
        index.drop(1)
        S3Blobs(s3.address, s3.key, s3.secret, prefix).put("one", [b"one"])
        topic.publish([])
    assert {"opensearch bulk", "s3 put", "kafka publish"} <= {it.name for it in collector.spans}
