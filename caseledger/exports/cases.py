"""Cases as a CSV or an XLSX: typed cells, nothing that runs, and an import takes it unchanged."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from typing import BinaryIO

from caseledger.adapters.ledger.pool import Pool
from caseledger.adapters.tables.write import WRITERS
from caseledger.exports.wanted import Wanted, Written
from caseledger.operations import Progress
from caseledger.pasts.pasts import Pasts
from domain.people.roles import EXPORTS_ALL
from domain.refusals import NothingToExport, TooManyToExport
from queries.export.cases import Table, cases
from queries.export.columns import Cell

STEP = 1_000  # rows between two words about how far it is


def write_cases(
    pool: Pool, pasts: Pasts, file: BinaryIO, wanted: Wanted, progress: Progress
) -> Written:
    """All of it from one snapshot. Refuses what is Invalid, too many, and a past that is over."""
    as_of = wanted.as_of
    with (
        pool.connection() as db,
        pasts.seen(db, as_of) if as_of else nullcontext(),
        cases(db, wanted.asked, wanted.columns, wanted.chosen, wanted.excluded, as_of) as table,
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


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _about(wanted: Wanted, table: Table) -> Mapping[str, str]:
    return {
        "Position": str(table.position),
        **({"As of": _utc(wanted.as_of.at)} if wanted.as_of else {}),
        "Made": _utc(datetime.now(UTC)),
        "Rows": str(table.count),
        "Filter": wanted.narrowing,
        "Sorted by": wanted.sort,
        "Times": "UTC",
    }
