"""The ground that lives are told from, wherever it is safe: what stands in the way is looked up."""

from typing import LiteralString
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL

from projections import quarantine
from projections.members.courses import courses, courses_of, since
from projections.members.histories import command_at
from projections.members.kept import Ground
from projections.projection import Batch
from projections.states import States
from projections.tables import Db, Tables

# What is due: up to which case all is done, since when, and whether it is all of what lists follow.
DUE: LiteralString = (
    "select (array_agg(d.after order by d.after))[1], min(d.position),"
    " coalesce(bool_and(coalesce(f.kind in ('case-list', 'case-type', 'firm'), false)), true)"
    " from read.due as d left join {state} as f on f.stream = d.source"
    " where d.name = %s and d.version = %s"
)


class Due(Struct, frozen=True):
    after: UUID | None  # None: nothing is
    position: int | None
    of_turns: bool  # False: news of contacts are, which reach who knows which cases


def of_batch(db: Db, tables: Tables, name: str, reached: int, batch: Batch) -> Ground | None:
    """For what a batch brings; None where it is not the states' own next one."""
    first, last = batch.records[0], batch.records[-1].position
    if first.position <= reached or not batch.streams.keys() <= batch.before.keys():
        return None
    due, aside = _due(db, tables, name), _aside(db, tables)
    if not due.of_turns:
        return None
    # What is set aside is skipped by histories, so that lists go on as they were.
    known = since(courses(db, tables, last), reached) if aside else courses_of(db, tables, batch)
    before = command_at(db, first.position - 1)
    return Ground(
        after=reached,
        until=last,
        courses=known,
        batch=batch,
        aside=aside,
        pending=due.after,
        cut=before if before == first.header.command else None,
    )


def of_turns(db: Db, tables: Tables, name: str, reached: int) -> Ground | None:
    """For the turns that are due; None where other news are due with them."""
    due = _due(db, tables, name)
    if due.position is None or not due.of_turns:
        return None
    after = due.position - 1
    known = since(courses(db, tables, reached), after)
    return Ground(after=after, until=reached, courses=known, aside=_aside(db, tables))


def _due(db: Db, tables: Tables, name: str) -> Due:
    query = SQL(DUE).format(state=tables[States.name])
    row = db.execute(query, (name, tables.versions[name])).fetchone()
    return Due(*row) if row else Due(None, None, True)


def _aside(db: Db, tables: Tables) -> frozenset[UUID]:
    return frozenset(quarantine.all_aside(db, tables, [States.name]).get(States.name, ()))
