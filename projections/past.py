"""A past: the read model of cases as it was at a position, in a schema of its own.

It is made by the ordinary projections, as a rebuild that stops early. Who reads it reads by the
same statements: they name tables plainly, and the schema that is looked through makes them of then.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import LiteralString
from zlib import crc32

from msgspec import json
from psycopg.sql import SQL, Identifier

from domain.ledger import Feed
from domain.refusals import NotCaughtUp
from projections import checkpoints
from projections.lines.case import CASE_LINES
from projections.lines.note import NOTE_LINES
from projections.members.members import LIST_MEMBERS
from projections.projection import Projection
from projections.rebuild import Pace, build
from projections.runner import LOG_LINES, PROJECTIONS, STATES, catch_up
from projections.tables import Db, Tables

SCHEMAS: Sequence[str] = ("past_1", "past_2", "past_3", "past_4")  # so many are kept at once
# All that a list of cases is read from, but its members. What a projection needs comes before it.
OF_CASES: Sequence[Projection] = tuple(
    each for each in PROJECTIONS if each not in (LOG_LINES, NOTE_LINES, LIST_MEMBERS)
)
SHAPE = crc32(json.encode([each.shape for each in (*OF_CASES, LIST_MEMBERS)])) >> 1

# Types and fields are all that lists read of states: the cases themselves have their lines.
DEFINED: LiteralString = (
    "create table {made} as select stream, kind, position, body from {state}"
    " where kind in ('case-type', 'field')"
)
# Members have their own history: who was one then needs no second fold.
ON_LISTS: LiteralString = (
    "create table {made} as select list, case_id, since, null::bigint as until"
    " from read.list_member where since <= %s and (until is null or until > %s)"
)


def make(db: Db, feed: Feed, schema: str, until: int, pace: Pace) -> Tables:
    """Build it up to a position. One that was begun and broken off goes on. Refuses NotCaughtUp."""
    tables = build(db, feed, OF_CASES, until, schema, pace, schema)
    built = checkpoints.positions(db, tables, [each.name for each in OF_CASES])
    if checkpoints.reached(db, LIST_MEMBERS.name) < until:
        catch_up(db, feed, until=until)
    members = checkpoints.reached(db, LIST_MEMBERS.name)
    if min(members, *(each.position for each in built.values())) < until:
        raise NotCaughtUp
    return tables


def finish(db: Db, tables: Tables, until: int) -> int:
    """Let it be read: its tables get their plain names; how many cases there were.

    Call it in the transaction that lets others know.
    """
    states, members, lines = (
        Identifier(tables.schema, each.name) for each in (STATES, LIST_MEMBERS, CASE_LINES)
    )
    db.execute(SQL(DEFINED).format(made=states, state=tables[STATES.name]))
    db.execute(SQL("drop table {}").format(tables[STATES.name]))
    for each in OF_CASES:
        if each is not STATES:
            named = SQL("alter table {} rename to {}")
            db.execute(named.format(tables[each.name], Identifier(each.name)))
        checkpoints.forget(db, each.name, tables.versions[each.name])
    db.execute(SQL(ON_LISTS).format(made=members), (until, until))
    db.execute(SQL("create index on {} (list, case_id)").format(members))
    return checkpoints.rows(db, lines)


def share(db: Db, schema: str, until: int) -> int:
    """How far the build is, in events of the ledger: the mean of its projections."""
    query = (
        "select coalesce(sum(case when ready then %(until)s"
        " when filling is not null then %(until)s * least(filled, filling) / greatest(filling, 1)"
        " else position end), 0)::bigint / %(of)s from read.projection where stage = %(stage)s"
    )
    asked = {"until": until, "of": len(OF_CASES), "stage": schema}
    row = db.execute(query, asked).fetchone()
    return min(until, int(row[0])) if row else 0


def clear(db: Db, schema: str) -> None:
    """Leave nothing of what is in the schema, whole or half done."""
    with db.transaction():
        for name, version in checkpoints.staged(db, schema).items():
            checkpoints.forget(db, name, version)
        tables = "select tablename from pg_tables where schemaname = %s"
        for (table,) in db.execute(tables, (schema,)).fetchall():
            db.execute(SQL("drop table {}").format(Identifier(schema, table)))


@contextmanager
def seen(db: Db, schema: str) -> Iterator[None]:
    """Meanwhile what is read by this connection is of the past in the schema, and nothing else.

    A table that it lacks is an error: never what is true now.
    """
    db.execute(SQL("set search_path = {}").format(Identifier(schema)))
    try:
        yield
    finally:
        if not db.closed:
            db.execute("reset search_path")
