"""A batch in parts: where not all of it can be taken in, what can be is, and the rest set aside."""

from psycopg import InterfaceError, OperationalError

from domain.refusals import Unavailable
from projections import quarantine
from projections.projection import Batch, Projection
from projections.tables import Db, Tables

AWAY = (OperationalError, InterfaceError, Unavailable)  # the database is


class TooMuchPoison(Exception):
    """So much cannot be taken in that it must be the projection's own fault."""


def take_in_parts(db: Db, projection: Projection, tables: Tables, batch: Batch) -> None:
    """Subject by subject, each up to its first event that cannot be taken in."""
    failed = 0
    for _, part in batch.by_subject():
        why = _take_one_by_one(db, projection, tables, part)
        failed += why is not None
        if failed > quarantine.MANY:
            raise TooMuchPoison(str(why)) from why


def _take_one_by_one(
    db: Db, projection: Projection, tables: Tables, part: Batch
) -> Exception | None:
    for one in part.one_by_one():
        try:
            with db.transaction():
                projection.apply(db, tables, one)
        except AWAY:
            raise
        except Exception as error:  # whatever it is, the other subjects go on
            record, name = one.records[0], projection.name
            quarantine.add(db, tables, name, record.subject, record.position, error)
            return error
    return None
