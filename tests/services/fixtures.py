"""What a test may ask for: the address of a real server, and names that nobody else uses."""

from collections.abc import Iterator
from secrets import token_hex
from typing import NamedTuple

import pytest

from tests.services.shared import borrowed


class Store(NamedTuple):
    address: str  # such as http://127.0.0.1:20000
    key: str
    secret: str


class Mail(NamedTuple):
    smtp: str  # host and port
    api: str  # what came: http://…/api/v1/messages


REAL = {"kafka", "opensearch", "s3", "mail", "database"}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "real: asks a real server, which is the same in every run")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if REAL & set(getattr(item, "fixturenames", ())):
            item.add_marker("real")


@pytest.fixture
def prefix() -> str:
    """Of indexes, topics and buckets: each test has its own."""
    return f"t{token_hex(6)}"


@pytest.fixture(scope="session")
def kafka() -> Iterator[str]:
    with borrowed("kafka") as server:
        yield server.address("KAFKA_PORT")


@pytest.fixture(scope="session")
def opensearch() -> Iterator[str]:
    with borrowed("opensearch") as server:
        yield f"http://{server.address('OPENSEARCH_PORT')}"


@pytest.fixture(scope="session")
def s3() -> Iterator[Store]:
    with borrowed("s3") as server:
        yield Store(f"http://{server.address('S3_PORT')}", "caseledger", "caseledger")


@pytest.fixture(scope="session")
def mail() -> Iterator[Mail]:
    with borrowed("mail") as server:
        yield Mail(server.address("SMTP_PORT"), f"http://{server.address('MAIL_PORT')}/api/v1")


@pytest.fixture(scope="session")
def database() -> Iterator[str]:
    """A PostgreSQL that is elsewhere: the address of its owner, by TCP with a password."""
    with borrowed("postgres") as server:
        yield f"postgresql://owner:caseledger@{server.address('POSTGRES_PORT')}/postgres"
