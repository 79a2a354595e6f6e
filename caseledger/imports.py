"""Imports from end to end: a file is received, mapped, planned, run, and goes on after anything."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import PurePath
from tempfile import TemporaryFile
from typing import BinaryIO
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from caseledger.adapters.ledger.pool import Pool
from caseledger.adapters.staging import PostgresStaging
from caseledger.adapters.tables.read import reading
from caseledger.application import CaseLedger
from caseledger.holders import Holders
from caseledger.presets import Presets
from caseledger.runs import Runs
from caseledger.suggestions import Suggestions
from commands.ids import new_id
from domain.casetype.field import Field
from domain.imports.imports import ImportKind
from domain.imports.table import How
from domain.ledger import Actor, Header
from domain.refusals import ImportIsBusy, NotCaughtUp, NotMapped
from reactions.importer.books import Books
from reactions.importer.mapped import Choice, choices, wished, with_dates
from reactions.importer.plan import Planner, dated, must_be_complete
from reactions.importer.run import Runner, begin
from reactions.importer.staged import Staged
from reactions.importer.targets import Target
from reactions.importer.wishes import Column, Options

OPEN = ("uploaded", "planned", "failed")  # what is wished can still change


class Received(Struct, frozen=True):
    """What somebody sends, and what is known of it."""

    name: str
    kind: ImportKind
    by: Actor
    how: How = How()
    options: Options = Options()
    like: UUID | None = None  # an earlier import: its settings hold, not these


class Imports(Runs[Staged]):
    name = "import"
    staging: PostgresStaging

    def __init__(self, dsn: str, ledger: CaseLedger, pool: Pool) -> None:
        super().__init__(dsn, ledger, pool)
        self.staging = PostgresStaging(pool)
        self.finder = Holders(pool)
        self.presets = Presets(ledger, pool)
        self._suggestions = Suggestions(pool, self.staging, self.presets)

    def receive(self, file: BinaryIO, received: Received) -> Staged:
        """Read and stage a file, each column with what it is probably about."""
        like = self._suggestions.like(received.like, received.kind)
        file.seek(0)
        content = file.read()
        with reading(file, received.how) as table:
            staged = Staged(
                id=new_id(),
                kind=received.kind,
                name=PurePath(received.name).name[:200] or "file",
                size=len(content),
                sha256=sha256(content).hexdigest(),
                found=table.found,
                rows=0,
                columns=(),
                options=like.options if like else received.options,
                like=received.like,
                by=received.by,
                at=datetime.now(UTC),
            )
            rows = self.staging.begin(staged, content, table.rows())
            staged = replace(staged, rows=rows, found=table.found)
        if not rows:
            raise NotMapped("There is no row under the header.")
        staged = self._suggestions.suggested(staged)
        self.staging.put(staged)
        return staged

    def again(self, id: UUID, how: How) -> Staged:
        """Read the same file in another way: another sheet, another row of headers."""
        staged = self._open(id)
        content = self.staging.content(id)
        with TemporaryFile() as file:
            file.write(content)
            file.flush()
            with reading(file, how) as table:
                staged = replace(staged, found=table.found, state="uploaded", plan=None)
                rows = self.staging.begin(staged, content, table.rows())
                staged = replace(staged, rows=rows, found=table.found)
        staged = self._suggestions.suggested(staged)
        self.staging.put(staged)
        return staged

    def wish(self, id: UUID, wishes: Mapping[int, Column], options: Options) -> Staged:
        """Change what columns are taken for, and what holds for all rows."""
        staged = self._open(id)
        if options.preset and options.preset != staged.options.preset:
            staged = self._suggestions.preset(replace(staged, options=options))
            options = staged.options
        kinds = self.targets(staged)
        columns = wished(staged.columns, wishes)
        if unknown := next((c.target for c in columns if c.target and c.target not in kinds), None):
            raise NotMapped(f"There is nothing called {unknown} that a column could be taken for.")
        columns = with_dates(columns, staged, self.staging, kinds)
        changed = replace(
            staged, columns=columns, options=options, state="uploaded", plan=None, error=None
        )
        self.staging.put(changed)
        return changed

    def ask_plan(self, id: UUID) -> Staged:
        """Have it planned by whoever does such work. Refuses what must be settled before."""
        staged = self._open(id)
        must_be_complete(staged, self.targets(staged))
        self._must_be_dated(staged)
        asked = replace(staged, state="planning", plan=None, error=None, stopping=False)
        self.staging.put(asked)
        return asked

    def ask_run(self, id: UUID, header: Header) -> Staged:
        """Record that it begins, or goes on; whoever does such work carries it out."""
        begun = begin(self.staging.get(id), self._ledger, header)
        self.staging.put(begun)
        self.staging.drop_file(id)
        return begun

    def plan(self, staged: Staged) -> Staged:
        if staged.state != "planning":
            staged = self.ask_plan(staged.id)
        head = self._ledger.recorder.max_notification_id() or 0
        if not self.finder.wait(head):
            raise NotCaughtUp
        header = Header.begin(new_id(), staged.by, "import", datetime.now(UTC))
        planner = Planner(self.staging, self._ledger, self.finder, self.fields(), header)
        return self._answered(staged, lambda: planner.plan(staged), "failed")

    def run(self, staged: Staged) -> Staged:
        runner = Runner(staged, self.staging, self._ledger)
        return self._answered(staged, runner.run, "stopped")

    def fields(self) -> Mapping[str, Field]:
        return self._suggestions.fields()

    def targets(self, staged: Staged) -> Mapping[str, Target]:
        """What a column of it can be taken for."""
        return self._suggestions.targets(staged.kind)

    def remarks(self, staged: Staged) -> list[str]:
        """What a person should know of the file as a whole."""
        repeats = [each.at for each in self.repeats(staged)]
        said = [f"This file was imported before, on {at:%Y-%m-%d at %H:%M} UTC." for at in repeats]
        return [*staged.found.notes, *said[:1]]

    def repeats(self, staged: Staged) -> list[Staged]:
        """Earlier imports of the same file that changed something, the newest first."""
        begun = ("running", "stopped", "finished")
        same = self.staging.same_file(staged.sha256)
        return [it for it in same if it.at < staged.at and it.state in begun]

    def choices(self, staged: Staged) -> Mapping[int, Sequence[Choice]]:
        """The values of each column whose values are keys, with what they stand for."""
        books = Books.open(self._ledger, self.fields(), staged.options.country)
        return {
            column.index: list(choices(column, staged, self.staging, books))
            for column in staged.columns
        }

    def _open(self, id: UUID) -> Staged:
        staged = self.staging.get(id)
        if staged.state not in OPEN:
            raise ImportIsBusy
        return staged

    def _must_be_dated(self, staged: Staged) -> None:
        list(dated(staged, self.staging, self.targets(staged)))
