"""A batch in parts: where not all of it can be taken in, what can be is, and the rest set aside."""

from psycopg import InterfaceError, OperationalError

from domain.refusals import Unavailable
from projections import quarantine
from projections.projection import Batch
from projections.store import Store, Taker

AWAY = (OperationalError, InterfaceError, Unavailable)  # the database is


class TooMuchPoison(Exception):
    """So much cannot be taken in that it must be the projection's own fault."""


def take_in_parts(store: Store, taker: Taker, batch: Batch) -> None:
    """Subject by subject, each up to its first event that cannot be taken in."""
    failed = 0
    for _, part in batch.by_subject():
        why = _take_one_by_one(store, taker, part)
        failed += why is not None
        if failed > quarantine.MANY:
            raise TooMuchPoison(str(why)) from why


def _take_one_by_one(store: Store, taker: Taker, part: Batch) -> Exception | None:
    for one in part.one_by_one():
        try:
            with store.attempt():
                taker.apply(one)
        except AWAY:
            raise
        except Exception as error:  # whatever it is, the other subjects go on
            record = one.records[0]
            store.set_aside(taker.name, record.subject, record.position, error)
            return error
    return None
