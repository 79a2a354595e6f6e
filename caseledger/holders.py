"""Who is known already, once the read model has come to where the ledger is."""

from collections.abc import Mapping, Sequence
from datetime import date
from threading import Event
from time import monotonic
from uuid import UUID

from caseledger.adapters.ledger.pool import Pool
from projections import checkpoints
from queries import imports as known

PATIENCE = 30.0  # seconds
VIEWS = ("state", "case_line", "contact_line")


class Holders:
    """Satisfies reactions.importer.staged.Finder."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def wait(self, position: int) -> bool:
        deadline = monotonic() + PATIENCE
        with self._pool.connection() as db:
            while checkpoints.reached(db, *VIEWS) < position:
                if monotonic() > deadline:
                    return False
                Event().wait(0.02)
        return True

    def holders_of(self, points: Sequence[UUID]) -> Mapping[UUID, Sequence[UUID]]:
        with self._pool.connection() as db:
            return known.holders_of(db, points)

    def born(self, names: Sequence[tuple[str, date]]) -> Mapping[tuple[str, date], Sequence[UUID]]:
        with self._pool.connection() as db:
            return known.born(db, names)
