"""Following: the indexer goes behind the read model until it is told to stop, whatever is away.

One process takes it along the log; or many divide the news of a topic (`join`), while the one of
them that holds the lease does what no message tells (`attend`).
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from logging import getLogger
from threading import Event

from psycopg import InterfaceError, OperationalError

from projections import checkpoints
from projections.documents.group import HEAD, Member
from projections.documents.index import IndexAway, IndexLost
from projections.documents.indexer import NAME, Differs, Indexer, Stopped
from projections.tables import Db

SOON, LATE = 0.01, 1.0  # seconds until it looks again: while the lines are behind, and else
OFTEN = 0.25  # until a member looks whether its shares are at their end
RETRY = 1.0

Connect = Callable[[], AbstractContextManager[Db]]
log = getLogger(__name__)


def follow(connect: Connect, indexer: Indexer, stop: Event) -> None:
    """What goes wrong is tried again each second; an index that was lost is built anew."""
    _keep_on(connect, stop, lambda db: _listen(db, indexer, indexer.step, stop))


def attend(connect: Connect, indexer: Indexer, stop: Event) -> None:
    """The same, but for what members of a group write."""
    _keep_on(connect, stop, lambda db: _listen(db, indexer, indexer.settle, stop))


def join(connect: Connect, member: Member, stop: Event) -> None:
    """As a member of a group. Refuses Unavailable where that cannot be reached: join it anew."""
    _keep_on(connect, stop, lambda db: _take(db, member, stop))


def _keep_on(connect: Connect, stop: Event, go: Callable[[Db], None]) -> None:
    while not stop.is_set():
        try:
            with connect() as db:
                go(db)
        except Stopped:
            return
        except (OperationalError, InterfaceError, IndexAway, IndexLost, Differs) as why:
            log.warning("The search index waits: %s", type(why).__name__)
            stop.wait(RETRY)


def _listen(db: Db, indexer: Indexer, turn: Callable[[Db], int], stop: Event) -> None:
    """Listen first, then read, then wait; and look every second, heard or not."""
    db.execute("listen ledger")
    try:
        pause = SOON
        indexer.install(db)
        while not stop.is_set():
            if turn(db):
                pause = SOON
            else:
                # What is recorded is heard of before the lines have it.
                pause = LATE if _is_last(db) else min(LATE, 2 * pause)
                for _ in db.notifies(timeout=pause, stop_after=1):
                    pause = SOON
                indexer.install(db)
    except IndexLost:
        log.warning("The search index was lost, and is built anew")
        indexer.forget_all(db)
    finally:
        if not db.closed:
            db.execute("unlisten *")


def _take(db: Db, member: Member, stop: Event) -> None:
    pause = SOON
    while not stop.is_set():
        pause = SOON if member.turn(db, pause) else min(OFTEN, 2 * pause)


def _is_last(db: Db) -> bool:
    row = db.execute(HEAD).fetchone()
    return checkpoints.reached(db, NAME) >= (row[0] if row else 0)
