"""The plan: what becomes of each row, decided on a ledger that is only supposed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from time import monotonic
from typing import TypeAlias
from uuid import UUID

from msgspec import json
from msgspec.structs import replace

from domain.casetype.field import Field
from domain.imports.table import Row
from domain.ledger import Header, Ledger
from domain.refusals import DateUnclear, NoCaseType, NotMapped
from domain.values import ValueKind
from reactions.importer.books import Books
from reactions.importer.cells import Reader
from reactions.importer.dates import far_off, inferred, read
from reactions.importer.deciding import Deciding
from reactions.importer.setup import Preparing
from reactions.importer.staged import Finder, Planned, Staged, Staging, past
from reactions.importer.targets import Target, targets
from reactions.importer.wishes import Column
from reactions.supposed import Supposed

CHUNK = 500
BIRTH = "date_of_birth"
Odd: TypeAlias = Mapping[int, Mapping[str, str]]  # a sentence by a cell's text, by column
NAMES = ("name", "last_name", "business_name")


class Planner:
    """Plans one import. The ledger is only read."""

    def __init__(
        self,
        staging: Staging,
        ledger: Ledger,
        finder: Finder,
        fields: Mapping[str, Field],
        header: Header,
    ) -> None:
        self._staging, self._supposed, self._finder = staging, Supposed(ledger), finder
        self._fields, self._header = fields, header

    def plan(self, staged: Staged) -> Staged:
        """The import with a plan for every row put aside; uploaded, if somebody stopped it.

        Refuses what must be settled before: columns, dates, types.
        """
        books = Books.open(self._supposed, self._fields, staged.options.country)
        known = targets(staged.kind, books.definitions)
        staged = replace(staged, columns=tuple(dated(staged, self._staging, known)))
        must_be_complete(staged, known)
        preparing = Preparing(staged, self._staging, self._supposed, books, self._header)
        columns = preparing.prepare()
        reader = Reader(columns, staged.options, books)
        deciding = Deciding(
            staged, self._supposed, self._finder, books, self._header, preparing.list_id
        )
        digest = self._rows(staged, reader, deciding, odd(staged.id, columns, self._staging, known))
        return replace(
            staged,
            state="planned" if digest else "uploaded",
            setup=tuple(preparing.setup),
            mapping={c.header: c.target for c in columns if c.target},
            plan=digest,
            planned=past(self._staging.counts(staged.id)),
            stopping=False,
            error=None,
        )

    def _rows(self, staged: Staged, reader: Reader, deciding: Deciding, odd: Odd) -> str | None:
        self._staging.forget_plan(staged.id)
        digest, done, last, began = sha256(), 0, 0, monotonic()
        while rows := self._staging.rows(staged.id, last, CHUNK):
            drafts = [reader.draft(row) for row in rows]
            for row, draft in zip(rows, drafts, strict=True):
                draft.warnings += _odd_of(row, odd)
            planned = deciding.chunk(drafts)
            self._staging.plan(staged.id, planned)
            digest.update(b"".join(map(_said, planned)))
            last, done = rows[-1].number, done + len(rows)
            rate = done / max(monotonic() - began, 0.001)
            if not self._staging.tell(staged.id, done, staged.rows, rate):
                return None
        return digest.hexdigest()


def must_be_complete(staged: Staged, known: Mapping[str, Target]) -> None:
    """Refuses an import that could not be right, before it begins."""
    taken = [column.target for column in staged.columns if column.target]
    if unknown := [key for key in taken if key not in known]:
        raise NotMapped(f"There is nothing called {unknown[0]} that a column could be taken for.")
    if twice := [key for key in taken if taken.count(key) > 1 and not known[key].many]:
        raise NotMapped(f"Two columns are taken for {known[twice[0]].label}: leave one out.")
    if staged.kind == "cases":
        if not staged.options.type and "case.type" not in taken:
            raise NoCaseType
        if not any(key.startswith(("case.", "contact")) for key in taken):
            raise NotMapped("No column is taken for anything of a case.")
    elif staged.options.list:
        raise NotMapped("Only cases can be put on a list.")
    elif not any(key.partition(".")[2] in NAMES for key in taken if key.startswith("contact")):
        raise NotMapped("No column says who the contact is: a last name, a business, a full name.")


def dated(staged: Staged, staging: Staging, known: Mapping[str, Target]) -> Iterator[Column]:
    """The columns, each of dates with its format. Refuses DateUnclear."""
    for column in staged.columns:
        if not _is_date(column, known) or column.format or staged.options.date_format:
            yield column
            continue
        reading = inferred(said for said, _ in staging.values(staged.id, column.index))
        if reading.format is None:
            raise DateUnclear(f"{column.header}: {reading.why}")
        yield replace(column, format=reading.format)


def odd(id: UUID, columns: Sequence[Column], staging: Staging, known: Mapping[str, Target]) -> Odd:
    """Dates that stand years apart from all others of their column: most are typing errors."""
    found: dict[int, Mapping[str, str]] = {}
    for column in columns:
        if not _is_date(column, known) or (column.target or "").endswith(BIRTH):
            continue
        days: Counter[date] = Counter()
        said: dict[date, str] = {}
        for text, many in staging.values(id, column.index):
            if day := read(text, column.format or ""):
                days[day] += many
                said[day] = text
        far = far_off(days)
        found[column.index] = {
            said[day]: f"{column.header}: {day} is years apart from all other dates of the column."
            for day in far
        }
    return found


def _odd_of(row: Row, odd: Odd) -> Iterator[str]:
    for n, sentences in odd.items():
        if sentence := sentences.get(row.cells[n].strip()):
            yield sentence


def _is_date(column: Column, known: Mapping[str, Target]) -> bool:
    if not column.target:
        return False
    target = known.get(column.target)
    return bool(target and target.type == ValueKind.DATE)


def _said(planned: Planned) -> bytes:
    return json.encode((planned.row, planned.outcome, planned.command))
