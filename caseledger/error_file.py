"""The error file of an import: the rows that did not come in, as they were, and why."""

import csv
import io
from collections.abc import Iterator, Sequence
from uuid import UUID

from caseledger.adapters.ledger.pool import Pool
from queries.imports import PlannedRow, Which, rows
from reactions.importer.formulas import guarded
from reactions.importer.staged import Staged

PAGE = 1_000
REASON = "reason"
MARK = "\ufeff"  # without it Excel takes a file for cp1252


def error_file(pool: Pool, staged: Staged) -> Iterator[str]:
    """CSV in pieces: the original columns, and the reason. Mended, it can be imported as it is."""
    headers = [header for header in staged.found.headers if header.casefold() != REASON]
    kept = [n for n, header in enumerate(staged.found.headers) if header in headers]
    yield MARK + lines([[*headers, REASON]])
    after = 0
    while found := _page(pool, staged.id, after):
        yield lines([[*(row.cells[n] for n in kept), row.reason or ""] for row in found])
        after = found[-1].row


def _page(pool: Pool, id: UUID, after: int) -> Sequence[PlannedRow]:
    with pool.connection() as db:
        return rows(db, id, Which("fail", after, PAGE))


def lines(table: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([[guarded(cell) for cell in row] for row in table])
    return out.getvalue()
