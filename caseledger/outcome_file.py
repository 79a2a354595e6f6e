"""The outcomes of a change in bulk as a table: each case, how it came out, and why."""

from collections.abc import Iterator
from uuid import UUID

from caseledger.adapters.ledger.pool import Pool
from caseledger.error_file import MARK, lines
from queries.bulk import BulkItem, Which, items

PAGE = 1_000
HEADERS = ("Case number", "Case name", "Outcome", "Done", "Reason", "Case", "Position")


def outcome_file(pool: Pool, id: UUID) -> Iterator[str]:
    """CSV in pieces."""
    yield MARK + lines([HEADERS])
    after = 0
    while found := _page(pool, id, after):
        yield lines([_row(item) for item in found])
        after = found[-1].n


def _page(pool: Pool, id: UUID, after: int) -> list[BulkItem]:
    with pool.connection() as db:
        return list(items(db, id, Which(after=after, limit=PAGE)))


def _row(item: BulkItem) -> tuple[str, ...]:
    done = "yes" if item.done else "no"
    position = str(item.position or "")
    said = (item.number or "", item.name or "", item.outcome, done, item.reason or "")
    return (*said, str(item.case), position)
