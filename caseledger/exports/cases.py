"""Cases as a CSV or an XLSX: typed cells, nothing that runs, and an import takes it unchanged."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import BinaryIO

from caseledger.adapters.ledger.pool import Pool
from caseledger.adapters.tables.write import WRITERS
from caseledger.exports.wanted import Wanted, Written
from caseledger.operations import Progress
from domain.people.roles import EXPORTS_ALL
from domain.refusals import NothingToExport, TooManyToExport
from queries.export.cases import Table, cases
from queries.export.columns import Cell

STEP = 1_000  # rows between two words about how far it is


def write_cases(pool: Pool, file: BinaryIO, wanted: Wanted, progress: Progress) -> Written:
    """All of it from one snapshot. Refuses what is Invalid, and too many."""
    with (
        pool.connection() as db,
        cases(db, wanted.asked, wanted.columns, wanted.chosen, wanted.excluded) as table,
    ):
        must_be_right(table.count, wanted.most)
        headings = [column.heading for column in table.columns]
        rows = told(table.rows, table.count, progress)
        WRITERS[wanted.format](file, headings, _about(wanted, table), rows)
    return Written(table.count, table.position, [column.key for column in table.columns])


def must_be_right(count: int, most: int | None) -> None:
    if most is not None and count > most:
        raise TooManyToExport(EXPORTS_ALL, most)
    if not count:
        raise NothingToExport


def told(
    rows: Iterable[Sequence[Cell]], count: int, progress: Progress
) -> Iterator[Sequence[Cell]]:
    for number, row in enumerate(rows):
        if number % STEP == 0:
            progress(number, count)
        yield row


def _about(wanted: Wanted, table: Table) -> Mapping[str, str]:
    return {
        "Position": str(table.position),
        "Made": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "Rows": str(table.count),
        "Filter": wanted.narrowing,
        "Sorted by": wanted.sort,
        "Times": "UTC",
    }
