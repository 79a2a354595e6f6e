"""Leases: one holder of a name at a time, in all processes of a firm; gone when its holder is."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Event

import psycopg

from projections.tables import Db


@contextmanager
def leased(dsn: str, name: str, stop: Event) -> Iterator[bool]:
    """Wait for the lease of a name and hold it meanwhile; False if `stop` came first.

    It is a session's lock: a connection of its own, which the server ends with us. It keeps two
    followers from working in vain, not from harm: for that each has a locked checkpoint.
    """
    with closing(psycopg.connect(dsn, autocommit=True, application_name=f"lease {name}")) as db:
        while not (held := _try(db, name)) and not stop.wait(1):
            pass
        yield held


@contextmanager
def one_at_a_time(db: Db, name: str) -> Iterator[None]:
    """Wait until nobody else in any process of this firm does the same."""
    db.execute("select pg_advisory_lock(hashtextextended(%s, 0))", (name,))
    try:
        yield
    finally:
        db.execute("select pg_advisory_unlock(hashtextextended(%s, 0))", (name,))


def _try(db: Db, name: str) -> bool:
    query = "select pg_try_advisory_lock(hashtextextended('lease ' || %s, 0))"
    row = db.execute(query, (name,)).fetchone()
    return bool(row and row[0])
