"""A firm is a database: made with its ledger and its role, and checked for durability."""

from contextlib import closing
from uuid import UUID

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL, Identifier

from caseledger.adapters.ledger.install import install
from caseledger.adapters.postgres.refusal import CannotRun, Unreachable

FIRM = "firm"
APPLICATION = "caseledger"
MUST_BE_ON = ("fsync", "synchronous_commit", "full_page_writes")


def make_firm(server: str, ledger: UUID) -> str:
    """The database of the firm and all that its owner gives it; returns the owner's DSN."""
    owner = make_conninfo(server, dbname=FIRM)
    with closing(psycopg.connect(server, autocommit=True)) as db:
        # Several processes that begin at once must not each make it.
        db.execute("select pg_advisory_lock(hashtextextended('make_firm', 0))")
        if not db.execute("select 1 from pg_database where datname = %s", (FIRM,)).fetchone():
            db.execute("create database firm")
    install(owner, ledger)
    return owner


def ledger_of(owner: str) -> UUID | None:
    """Which ledger this database holds."""
    with closing(psycopg.connect(owner)) as db:
        row = db.execute("select id from ledger.identity").fetchone()
    return row[0] if row else None


def head_of(dsn: str) -> int:
    """The last position of the ledger in this database."""
    with closing(psycopg.connect(dsn)) as db:
        row = db.execute("select coalesce(max(position), 0) from ledger.event").fetchone()
    return int(row[0]) if row else 0


def let_in(owner: str, password: str) -> None:
    """Give the application a password, for a server that asks for one."""
    with closing(psycopg.connect(owner)) as db, db.transaction():
        db.execute("select pg_advisory_xact_lock(hashtextextended('let_in', 0))")
        db.execute(SQL("alter role {} password {}").format(Identifier(APPLICATION), password))


def application(owner: str, password: str | None = None) -> str:
    """The same database as the application, which cannot write to the ledger but by its doors.

    Refuses Unreachable, and CannotRun where a confirmed write could be lost.
    """
    dsn = make_conninfo(owner, dbname=FIRM, user=APPLICATION, password=password)
    try:
        with closing(psycopg.connect(dsn)) as db:
            found = {name: db.execute("select current_setting(%s)", (name,)).fetchone()
                     for name in MUST_BE_ON}  # fmt: skip
    except psycopg.OperationalError as why:
        raise Unreachable(f"The database cannot be reached: {why}") from None
    if off := [name for name, value in found.items() if value != ("on",)]:
        raise CannotRun(f"PostgreSQL runs with {off[0]} off: what it confirms may be lost.")
    return dsn
