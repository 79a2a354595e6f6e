"""The switch of the index: who writes to what serves, and who lets another version serve.

Whoever divides the news with others writes each to the version that serves, once. Were another
one to serve between the look and the writing, it would never hear of it.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import LiteralString

from projections.tables import Db

KEY: LiteralString = "hashtextextended('which index serves', 0)"
BUILDER: LiteralString = "hashtextextended('who builds an index', 0)"


def together(db: Db) -> AbstractContextManager[None]:
    """Meanwhile no other version begins to serve."""
    return _locked(db, "_shared", KEY)


def alone(db: Db, key: LiteralString = KEY) -> AbstractContextManager[None]:
    """Meanwhile nobody writes what they were told; with the other key, nobody else builds."""
    return _locked(db, "", key)


@contextmanager
def _locked(db: Db, how: LiteralString, key: LiteralString) -> Iterator[None]:
    db.execute(f"select pg_advisory_lock{how}({key})")
    try:
        yield
    finally:
        if not db.closed:
            db.execute(f"select pg_advisory_unlock{how}({key})")
