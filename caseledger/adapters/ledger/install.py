"""Installing the ledger: its tables, its doors and its role."""

from importlib.resources import files
from typing import LiteralString
from uuid import UUID

import psycopg


def install(owner_dsn: str, ledger: UUID) -> None:
    """Make the tables, the doors and the role. Harmless when repeated; needs the owner.

    A ledger that has an id already keeps it: who opens it compares.
    """
    with psycopg.connect(owner_dsn, autocommit=True) as db, db.transaction():
        db.execute("select pg_advisory_xact_lock(hashtextextended('ledger.install', 0))")
        db.execute(_ours())
        named = "insert into ledger.identity (id) values (%s) on conflict do nothing"
        db.execute(named, (ledger,))


def _ours() -> LiteralString:
    # A file of the package is as literal as its code.
    return (files("caseledger.adapters.ledger") / "append.sql").read_text()
