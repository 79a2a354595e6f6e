"""Connections to read by, and what is said when there are none."""

from collections.abc import Callable
from typing import Any, TypeVar

import psycopg
from psycopg_pool import ConnectionPool, PoolTimeout

from domain.refusals import Unavailable

Pool = ConnectionPool[psycopg.Connection[Any]]
T = TypeVar("T")

PATIENCE = 3.0  # seconds until somebody who waits for a connection is told that there is none
# Seconds. The pool waits twice as long after each failure; one that soon gives up begins anew
# with whoever asks next, so that a long absence is not followed by a long silence.
RETRY = 0.5


def open_pool(dsn: str) -> Pool:
    return ConnectionPool(
        dsn,
        min_size=1,
        max_size=16,  # a worker has a dozen threads, some of which take two
        open=True,
        timeout=PATIENCE,
        reconnect_timeout=RETRY,
        kwargs={"autocommit": True},
    )


def ask(pool: Pool, act: Callable[[psycopg.Connection[Any]], T]) -> T:
    """What `act` reads. It may be asked twice: a server that came back closed our connections."""
    try:
        with pool.connection() as db:
            return act(db)
    except PoolTimeout as error:
        raise Unavailable from error
    except psycopg.OperationalError:
        pool.check()  # throws away all that are closed
    try:
        with pool.connection() as db:
            return act(db)
    except psycopg.OperationalError as error:
        raise Unavailable from error
