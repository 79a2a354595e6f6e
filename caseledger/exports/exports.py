"""Exports from end to end: asked for, written from one snapshot, kept, put on record, opened."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, nullcontext
from datetime import UTC, datetime
from functools import partial
from tempfile import TemporaryFile
from typing import BinaryIO
from uuid import UUID

from caseledger import operations
from caseledger.adapters.ledger.pool import Pool, ask
from caseledger.application import CaseLedger
from caseledger.exports.cases import must_be_right, write_cases
from caseledger.exports.history import write_history
from caseledger.exports.shelf import Shelf, Shelved
from caseledger.exports.wanted import Wanted, Write
from caseledger.operations import Operation, Progress
from caseledger.pasts.pasts import Pasts
from commands.exports import RecordExport, RecordOpening
from commands.handle import handle
from commands.ids import new_id
from domain.blobs import CHUNK, Blobs
from domain.event import Plain
from domain.exports.exports import NOUNS, ExportKind
from domain.ledger import Actor, Door, Header
from domain.refusals import NotFound
from projections.tables import Db
from queries import cases
from queries.export.history import extent
from queries.log import tested

KIND = "export"  # of operation
AT_ONCE = 5_000  # rows; more are written in the background


class Exports:
    def __init__(
        self, ledger: CaseLedger, pool: Pool, blobs: Blobs, id: UUID, pasts: Pasts
    ) -> None:
        """`id` is the ledger's own."""
        self._ledger, self._pool, self._blobs, self._pasts = ledger, pool, blobs, pasts
        self.shelf = Shelf(pool)
        self._write: Mapping[ExportKind, Write] = {
            "cases": partial(write_cases, pool, pasts),
            "history": partial(write_history, pool, ledger, id),
        }

    def ask(self, wanted: Wanted) -> Shelved:
        """Made when this returns, or an operation that a worker carries out. Refuses what cannot

        be exported.
        """
        count = self._count(wanted)
        must_be_right(count, wanted.most)
        made = new_id()
        self.shelf.begin(made, wanted)
        if count > AT_ONCE:
            title = f"Export {NOUNS[wanted.kind][1]} as {wanted.format.upper()}"
            operations.begin(self._pool, KIND, title, str(made), wanted.by.id)
        else:
            self.make(made, lambda done, total: None)
        return self.one(made)

    def make(self, id: UUID, progress: Progress) -> Mapping[str, Plain]:
        """Carry it out. Done again after it was interrupted, it goes on where it was."""
        it = self.one(id)
        if it.sha256 is None or self._blobs.stat(it.key) != it.size:
            it = self._kept(it, progress)
        self._record(it)  # before anybody can open it
        self.shelf.ready(id)
        return {"export": str(id), "rows": it.rows, "position": it.position}

    def one(self, id: UUID) -> Shelved:
        """Refuses NotFound."""
        if (it := self.shelf.one(id)) is None:
            raise NotFound
        return it

    def operation(self, id: UUID) -> Operation | None:
        return operations.about(self._pool, KIND, str(id))

    def opened(
        self, id: UUID, token: str, by: Actor, door: Door
    ) -> tuple[Shelved, Iterator[bytes]]:
        """What a link opens, once that is on record.

        Refuses NotFound alike for an unknown link, an old and a withdrawn.
        """
        if (it := self.shelf.opened(token)) is None or it.id != id:
            raise NotFound
        stack = ExitStack()
        chunks = stack.enter_context(self._blobs.open(it.key))
        header = Header.begin(new_id(), by, door, datetime.now(UTC), correlation=it.id)
        handle(RecordOpening(export_id=it.id), self._ledger, header)
        return it, _closing(stack, chunks)

    def expire(self) -> None:
        """Delete the files of a day that is over."""
        for it in self.shelf.over():
            self._blobs.delete(it.key)
            self.shelf.forget(it.id)

    def _count(self, wanted: Wanted) -> int:
        if wanted.log:
            asked = wanted.log
            return ask(self._pool, lambda db: extent(db, tested(self._ledger, asked)).entries)
        if wanted.chosen:
            return len(wanted.chosen)
        found = ask(self._pool, lambda db: self._counted(db, wanted))
        return max(0, found - len(wanted.excluded))

    def _counted(self, db: Db, wanted: Wanted) -> int:
        with self._pasts.seen(db, wanted.as_of) if wanted.as_of else nullcontext():
            return cases.count(db, wanted.asked).count

    def _kept(self, it: Shelved, progress: Progress) -> Shelved:
        with TemporaryFile() as file:
            written = self._write[it.wanted.kind](file, it.wanted, progress)
            file.seek(0)
            kept = self._blobs.put(it.key, _chunks(file))
        self.shelf.keep(it.id, kept, written)
        return self.one(it.id)

    def _record(self, it: Shelved) -> None:
        wanted = it.wanted
        now = datetime.now(UTC)
        header = Header.begin(new_id(), wanted.by, wanted.door, now, correlation=it.id)
        command = RecordExport(
            export_id=it.id,
            kind=wanted.kind,
            format=wanted.format,
            rows=it.rows or 0,
            position=it.position or 0,
            columns=tuple(it.columns or ()),
            filters=() if wanted.chosen else tuple(wanted.spelt),
            sort=None if wanted.log else wanted.sort,
            chosen=tuple(wanted.chosen),
            size=it.size or 0,
            sha256=it.sha256 or "",
        )
        handle(command, self._ledger, header, key=f"export {it.id}")


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


def _closing(stack: ExitStack, chunks: Iterator[bytes]) -> Iterator[bytes]:
    with stack:
        yield from chunks
