"""What the database calls out, heard on one connection of a process."""

from collections.abc import Callable
from contextlib import closing
from logging import getLogger
from threading import Event
from time import monotonic
from typing import LiteralString

import psycopg

from caseledger.adapters.postgres.refusal import AWAY
from domain.refusals import Unavailable

RETRY = 1.0  # seconds

Began = Callable[[float], None]  # for how many seconds nothing could be heard
Heard = Callable[[str, str], None]  # the channel, and what was said

log = getLogger(__name__)


def listen(
    dsn: str,
    channels: tuple[LiteralString, ...],
    began: Began,
    heard: Heard,
    quiet: Callable[[], None],
    stop: Event,
) -> None:
    """Tell what is heard until told to stop; `quiet` whenever all was told, each second at least.

    What is said before this listens, and while the server is away, is lost: `began` is told so
    whenever it listens from then on.
    """
    heard_until = monotonic()
    while not stop.is_set():
        try:
            with closing(psycopg.connect(dsn, autocommit=True)) as db:
                for channel in channels:
                    db.execute(f"listen {channel}")
                began(monotonic() - heard_until)
                quiet()
                while not stop.is_set():
                    heard_until = monotonic()
                    for each in db.notifies(timeout=1, stop_after=1):
                        heard(each.channel, each.payload)
                    quiet()
        except (*AWAY, Unavailable) as why:
            log.warning("the stream waits for the database: %s", type(why).__name__)
            stop.wait(RETRY)
