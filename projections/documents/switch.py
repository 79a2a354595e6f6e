"""The switch of the index: who writes to what serves, and who lets another version serve.

Whoever divides the news with others writes each to the version that serves, once. Were another
one to serve between the look and the writing, it would never hear of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import LiteralString

from projections.tables import Db

KEY: LiteralString = "hashtextextended('which index serves', 0)"
BUILDER: LiteralString = "hashtextextended('who builds an index', 0)"


@contextmanager
def together(db: Db) -> Iterator[None]:
    """Meanwhile no other version begins to serve."""
    db.execute(f"select pg_advisory_lock_shared({KEY})")
    try:
        yield
    finally:
        if not db.closed:
            db.execute(f"select pg_advisory_unlock_shared({KEY})")


@contextmanager
def alone(db: Db, key: LiteralString = KEY) -> Iterator[None]:
    """Meanwhile nobody writes what they were told; with the other key, nobody else builds."""
    db.execute(f"select pg_advisory_lock({key})")
    try:
        yield
    finally:
        if not db.closed:
            db.execute(f"select pg_advisory_unlock({key})")
