"""What operations do: rebuild, release, verify, export, make a past."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from msgspec import Struct, json, to_builtins

from caseledger.adapters.evidence import evidence
from caseledger.adapters.ledger.pool import Pool
from caseledger.application import CaseLedger
from caseledger.exports.exports import Exports
from caseledger.operations import Progress, Work
from caseledger.pasts.pasts import Pasts
from caseledger.secrets import Secrets
from domain.event import Plain
from domain.refusals import NotFound
from projections import checkpoints, quarantine
from projections.documents.indexer import NAME as DOCUMENTS
from projections.documents.indexer import Indexer
from projections.quarantine import Quarantined
from projections.rebuild import Pace, rebuild, with_readers
from projections.runner import PROJECTIONS, release
from queries.verify import verify

# Each lane does one at a time, in its order. An export does not wait until all is rebuilt.
LANES: Mapping[str, Sequence[str]] = {
    "operations": ("rebuild", "release", "past"),
    "verifier": ("verify",),
    "exporter": ("export",),
}


class Aside(Struct, frozen=True):
    """Which of what a projection has set aside: one subject, all with one error, or all."""

    projection: str
    subject: UUID | None = None
    error: str | None = None

    def of(self, known: Sequence[Quarantined]) -> Sequence[Quarantined]:
        return [each for each in known if self._means(each)]

    def _means(self, it: Quarantined) -> bool:
        return (
            it.projection == self.projection
            and self.subject in (None, it.subject)
            and self.error in (None, it.error)
        )


@dataclass(frozen=True)
class Chores:
    """What each kind of operation does, and what it does it with."""

    ledger: CaseLedger
    pool: Pool
    secrets: Secrets
    exports: Exports
    pasts: Pasts
    indexer: Indexer | None  # where there is a search index

    def by_kind(self) -> Mapping[str, Work]:
        return {
            "rebuild": self._rebuild,
            "release": self._release,
            "verify": self._verify,
            "export": lambda which, progress: self.exports.make(UUID(which), progress),
            "past": lambda which, progress: self.pasts.make(UUID(which), progress),
        }

    def _rebuild(self, name: str, progress: Progress) -> Mapping[str, Plain]:
        if name == DOCUMENTS and self.indexer:
            with self.pool.connection() as db:
                self.indexer.rebuild(db)
            return {"rebuilt": (name,)}
        if name not in [each.name for each in PROJECTIONS]:
            raise NotFound
        names = tuple(each.name for each in with_readers({name}))
        head = self.ledger.recorder.max_notification_id() or 0
        progress(0, head)
        with self.pool.connection() as db:
            pace = Pace(tell=lambda: progress(checkpoints.built(db, head, names), head))
            right = rebuild(db, self.ledger, {name}, pace)
        wrong = tuple(each for each in names if not right.get(each, True))
        return {"rebuilt": names, "wrong": wrong}

    def _release(self, asked: str, progress: Progress) -> Mapping[str, Plain]:
        with self.pool.connection() as db:
            aside = json.decode(asked, type=Aside).of(quarantine.all_of(db))
            taken = 0
            for done, each in enumerate(aside):
                progress(done, len(aside))
                taken += release(db, self.ledger, each.projection, each.subject)
        return {"taken_in": taken, "again": len(aside) - taken}

    def _verify(self, _: str, progress: Progress) -> Mapping[str, Plain]:
        with evidence(self.pool) as found:
            verdict = verify(found, self.secrets.keys, progress)
        result: Mapping[str, Plain] = to_builtins(verdict)
        return result
