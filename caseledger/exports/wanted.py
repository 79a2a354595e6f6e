"""What somebody wants to have as a file."""

from collections.abc import Callable, Mapping, Sequence
from typing import BinaryIO
from uuid import UUID

from msgspec import Struct

from caseledger.operations import Progress
from domain.exports.exports import ExportKind
from domain.ledger import Actor, Door
from queries import activity
from queries.instants import Moment
from queries.log import spelt
from queries.sought import LATEST, Asked, Pairs

MEDIA: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/jsonl; charset=utf-8",
    "html": "text/html; charset=utf-8",
}


class Wanted(Struct, frozen=True, kw_only=True):
    kind: ExportKind
    format: str  # a key of MEDIA
    columns: Sequence[str] | None = None  # keys of facts; None: all
    filters: Pairs = ()  # as an address spells them
    q: str = ""
    sort: str = LATEST
    as_of: Moment | None = None  # None: as they are
    log: activity.Asked | None = None  # which entries, of history
    chosen: Sequence[UUID] = ()  # one by one; else all that the filters let through
    excluded: Sequence[UUID] = ()  # of what the filters let through
    most: int | None = None  # cases that this person may export at once
    by: Actor
    door: Door

    @property
    def asked(self) -> Asked:
        return Asked(filters=self.filters, q=self.q, sort=self.sort)

    @property
    def spelt(self) -> Sequence[str]:
        """What narrows it, as an address spells it."""
        if self.log:
            return spelt(self.log)
        words = [f"q={self.q}"] if self.q.strip() else []
        without = [f"excluded={','.join(map(str, self.excluded))}"] if self.excluded else []
        return [*(f"{name}={value}" for name, value in self.filters), *words, *without]

    @property
    def narrowing(self) -> str:
        """The same for people who look at the file."""
        if self.chosen:
            return f"{len(self.chosen):,} chosen one by one"
        return " & ".join(self.spelt) or "none"


class Written(Struct, frozen=True):
    """What a file holds, and as of where."""

    rows: int
    position: int
    columns: Sequence[str]


Write = Callable[[BinaryIO, Wanted, Progress], Written]
