"""Following: the indexer goes behind the read model until it is told to stop, whatever is away."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from logging import getLogger
from threading import Event

from projections import checkpoints
from projections.documents.index import IndexAway, IndexLost
from projections.documents.indexer import NAME, Differs, Indexer, Stopped
from projections.parts import AWAY
from projections.tables import Db

SOON, LATE = 0.01, 1.0  # seconds until it looks again: while the lines are behind, and else
RETRY = 1.0
HEAD = "select coalesce(max(position), 0) from ledger.event"

Connect = Callable[[], AbstractContextManager[Db]]
log = getLogger(__name__)


def follow(connect: Connect, indexer: Indexer, stop: Event) -> None:
    """What goes wrong is tried again each second; an index that was lost is built anew."""
    while not stop.is_set():
        try:
            with connect() as db:
                _follow(db, indexer, stop)
        except Stopped:
            return
        except (*AWAY, IndexAway, Differs) as why:
            log.warning("The search index waits: %s", why)
            stop.wait(RETRY)


def _follow(db: Db, indexer: Indexer, stop: Event) -> None:
    """Listen first, then read, then wait; and look every second, heard or not."""
    db.execute("listen ledger")
    try:
        indexer.install(db)
        pause = SOON
        while not stop.is_set():
            if indexer.step(db):
                pause = SOON
            else:
                # What is recorded is heard of before the lines have it.
                pause = LATE if _is_last(db) else min(LATE, 2 * pause)
                for _ in db.notifies(timeout=pause, stop_after=1):
                    pause = SOON
    except IndexLost:
        log.warning("The search index was lost, and is built anew")
        indexer.forget_all(db)
    finally:
        if not db.closed:
            db.execute("unlisten *")


def _is_last(db: Db) -> bool:
    row = db.execute(HEAD).fetchone()
    return checkpoints.reached(db, NAME) >= (row[0] if row else 0)
