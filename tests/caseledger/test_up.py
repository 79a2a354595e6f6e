"""`up`: everything runs, comes back when it dies, and goes when told."""

import os
import signal
import socket
from collections.abc import Iterator, Mapping
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from tests.postgres import folder
from tests.running import Running, gone, run, until, up

EVERYBODY = {"postgres", "serve", "work"}


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    with folder() as made:
        yield made


def answers(running: Running) -> bool:
    with closing(HTTPConnection(running.address.removeprefix("http://"), timeout=60)) as web:
        try:
            web.request("GET", "/health")
            return web.getresponse().status == 200
        except (OSError, HTTPException):
            return False


def _anew(now: Mapping[str, int], before: Mapping[str, int]) -> bool:
    return set(now.values()).isdisjoint(before.values())


def test_whoever_dies_is_started_again(data: Path) -> None:
    with up(data) as it:
        until(lambda: set(it.children()) == EVERYBODY)
        before = it.children()
        for pid in before.values():
            os.kill(pid, signal.SIGKILL)
        until(lambda: set(it.children()) == EVERYBODY and _anew(it.children(), before))
        until(lambda: answers(it))
    assert all(gone(pid) for pid in before.values())


def test_nothing_outlives_a_killed_up(data: Path) -> None:
    with up(data) as it:
        until(lambda: set(it.children()) == EVERYBODY)
        children = it.children()
        it.process.kill()
        until(lambda: all(gone(pid) for pid in children.values()))


def test_all_end_in_order_when_told(data: Path) -> None:
    with up(data) as it:
        until(lambda: set(it.children()) == EVERYBODY)
        children = it.children()
    assert it.process.returncode == 0
    assert all(gone(pid) for pid in children.values())


def test_a_second_up_is_refused_in_a_sentence(data: Path) -> None:
    with up(data):
        second = run(data, "up", "--no-browser", "--port", "0")
    assert second.returncode == 2
    assert second.stderr == f"caseledger: caseledger is already running on {data}.\n"


def test_a_port_in_use_is_refused_in_a_sentence(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = run(data, "up", "--no-browser", "--port", str(port))
    assert refused.returncode == 2
    assert refused.stderr == f"caseledger: Port {port} is in use: choose another with --port.\n"


def test_a_setting_that_will_not_do_is_refused_in_a_sentence(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASELEDGER_PORT", "eighty")
    refused = run(data, "up", "--no-browser")
    assert refused.returncode == 2
    assert refused.stderr.startswith("caseledger: CASELEDGER_PORT=eighty will not do:")
    assert refused.stderr.count("\n") == 1
