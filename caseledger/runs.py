"""Runs: what is planned and carried out in the background, whatever is killed meanwhile."""

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from logging import getLogger
from threading import Event
from typing import ClassVar, Generic, TypeVar
from uuid import UUID

from msgspec.structs import replace

from caseledger import logs
from caseledger.adapters.lease import leased
from caseledger.adapters.ledger.pool import Pool
from caseledger.adapters.postgres.refusal import AWAY
from caseledger.adapters.shelf import Leaving, Shelf
from caseledger.application import CaseLedger
from domain.refusals import Refused, Unavailable
from reactions.carrying import Kept

K = TypeVar("K", bound=Kept)
log = getLogger(__name__)


class Runs(Generic[K]):
    """Each of one kind has a lease of its own, so that several workers may share them."""

    name: ClassVar[str]
    staging: Shelf[K]

    def __init__(self, dsn: str, ledger: CaseLedger, pool: Pool) -> None:
        self._dsn, self._ledger, self._pool = dsn, ledger, pool

    def plan(self, it: K) -> K:
        """Plan it here and now. What it refuses is its error."""
        raise NotImplementedError

    def run(self, it: K) -> K:
        """Carry it out here and now."""
        raise NotImplementedError

    def stop(self, id: UUID) -> K:
        self.staging.stop(id)
        return self.staging.get(id)

    def alone(self, id: UUID, stop: Event | None = None) -> AbstractContextManager[bool]:
        """The lease of one; without `stop` it is not waited for."""
        now = Event()
        now.set()
        return leased(self._dsn, f"{self.name} {id}", stop or now)

    def go_on(self, stop: Event) -> None:
        """Do whatever waits and nobody else does, until `stop`."""
        self.staging = type(self.staging)(self._pool, stop)
        with suppress(Leaving):
            for waiting in self.staging.waiting():
                with self.alone(waiting.id) as held:
                    if held and not stop.is_set():
                        with logs.bound(correlation=str(waiting.id)):
                            log.info("it goes on with one of %ss", self.name)
                            self._one(self.staging.get(waiting.id))

    def _one(self, it: K) -> None:
        match it.state:
            case "planning":
                self.plan(it)
            case "running":
                self.run(it)

    def _answered(self, it: K, act: Callable[[], K], else_: str) -> K:
        """What comes of it, kept; `else_` is the state in which a failure leaves it."""
        try:
            ended = act()
        except (Unavailable, Leaving, *AWAY):
            raise  # it is done again
        except Refused as why:
            ended = replace(it, state=else_, error=str(why))
        except Exception as why:  # whatever it is, it is one run's
            # One that nobody thought of must not keep all others waiting for ever.
            log.error("%s in %s %s", type(why).__name__, self.name, it.id)
            says = f"It ended early ({type(why).__name__}). Nothing was lost; it was noted."
            ended = replace(it, state=else_, error=says)
        self._shown(ended)
        self.staging.put(ended)
        return ended

    def _shown(self, it: K) -> None:
        """Tell those who watch."""
