"""A server of one's own, to be killed."""

from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from caseledger.adapters.ledger.install import install
from caseledger.adapters.postgres.server import Server, postgres
from tests.postgres import folder
from tests.scenario import LEDGER


@pytest.fixture
def mortal() -> Iterator[Server]:
    with folder() as home, postgres(home, max_connections="200") as server:
        with closing(psycopg.connect(server.owner, autocommit=True)) as db:
            db.execute("create database firm")
        install(make_conninfo(server.owner, dbname="firm"), LEDGER)
        yield server


@pytest.fixture
def mortal_dsn(mortal: Server) -> str:
    """Its firm's database, as the application."""
    return make_conninfo(mortal.owner, dbname="firm", user="caseledger")
