"""How followers fare, noted where every process can read it: turns, seconds, and what failed."""

from collections.abc import Sequence
from time import monotonic
from typing import LiteralString

from msgspec import Struct

from caseledger import traces
from caseledger.adapters.ledger.pool import Pool
from projections.tables import Db
from reactions.reaction import Reaction

SCHEMA: LiteralString = """
create table if not exists reaction.pulse (
    name text primary key, turns bigint not null default 0, seconds float8 not null default 0,
    errors bigint not null default 0, error text, failed_at timestamptz);
"""
OFTEN = 1.0  # seconds between two notes


class Pulse(Struct, frozen=True):
    """Of one follower since the firm began. `error` is the kind of the last, never its words."""

    name: str
    turns: int
    seconds: float
    errors: int
    error: str | None


class Timed:
    """A reaction whose turns are counted."""

    def __init__(self, reaction: Reaction, pool: Pool) -> None:
        self.name, self._reaction, self._pool = reaction.name, reaction, pool
        self._turns, self._seconds, self._noted = 0, 0.0, monotonic()

    def react(self, after: int) -> int:
        began = monotonic()
        with traces.doing(f"turn of {self.name}", after=after) as it:
            reached = self._reaction.react(after)
            it.say(reached=reached) if reached > after else it.was_nothing()
        now = monotonic()
        self._turns += reached > after
        self._seconds += now - began
        if self._turns and now - self._noted > OFTEN:
            self._note(now)
        return reached

    def _note(self, now: float) -> None:
        query = (
            "insert into reaction.pulse as p (name, turns, seconds) values (%s, %s, %s)"
            " on conflict (name) do update"
            " set turns = p.turns + excluded.turns, seconds = p.seconds + excluded.seconds"
        )
        with self._pool.connection() as db:
            db.execute(query, (self.name, self._turns, self._seconds))
        self._turns, self._seconds, self._noted = 0, 0.0, now


def failed(pool: Pool, name: str, why: BaseException) -> None:
    query = (
        "insert into reaction.pulse as p (name, errors, error, failed_at)"
        " values (%s, 1, %s, clock_timestamp()) on conflict (name) do update"
        " set errors = p.errors + 1, error = excluded.error, failed_at = excluded.failed_at"
    )
    with pool.connection() as db:
        db.execute(query, (name, type(why).__name__))


def pulses(db: Db) -> Sequence[Pulse]:
    query = "select name, turns, seconds, errors, error from reaction.pulse order by name"
    return [Pulse(*row) for row in db.execute(query)]
