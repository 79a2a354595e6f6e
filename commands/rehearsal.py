"""Reading ahead: many commands are decided once for show, to learn what they will read.

All of that is then asked for together, so that 500 commands read in a few questions and not in
thousands. What was missed is read alone, when the real decision asks.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from domain.aggregate import A, Aggregate
from domain.ledger import Commit, Ledger, Receipt, Value
from domain.refusals import NotFound, Refused


class Ahead:
    """A ledger's answers so far. While rehearsing, what is not known yet is nothing yet."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._records: dict[UUID, Aggregate | None] = {}
        self._holders: dict[Value, UUID | None] = {}
        self._numbers: dict[str, list[int]] = {}
        self._asked: set[UUID] = set()
        self._asked_holders: set[Value] = set()
        self._asked_numbers: Counter[str] = Counter()
        self.rehearsing = True

    def expect(self, ids: Iterable[UUID]) -> None:
        """These will be read."""
        self._asked.update(ids)

    def look(self) -> bool:
        """Ask for all that the rehearsal missed; whether there was anything."""
        asked, values = self._asked, self._asked_holders
        self._records.update(self._ledger.load_all(list(asked)))
        self._holders.update(self._ledger.holders(list(values)))
        missed = bool(asked or values)
        self._asked, self._asked_holders = set(), set()
        return missed

    def begin(self) -> None:
        """The rehearsal is over: numbers are real now, and what was missed is read alone."""
        self.rehearsing = False
        for prefix, count in self._asked_numbers.items():
            first = self._ledger.reserve(prefix, count=count)
            self._numbers[prefix] = list(range(first, first + count))

    def again(self) -> None:
        """A rehearsal from the beginning: numbers are counted anew."""
        self._asked_numbers.clear()

    def load(self, kind: type[A], id: UUID) -> A:
        if id in self._records:
            it = self._records[id] or kind(id=id)
            if not isinstance(it, kind):
                raise NotFound
            return it
        if self.rehearsing:
            self._asked.add(id)
            return kind(id=id)
        return self._ledger.load(kind, id)

    def holder(self, kind: str, parts: Sequence[str]) -> UUID | None:
        value = kind, tuple(parts)
        if value in self._holders:
            return self._holders[value]
        if self.rehearsing:
            self._asked_holders.add(value)
            return None
        return self._ledger.holder(kind, parts)

    def reserve(self, prefix: str, at_least: int = 1, count: int = 1) -> int:
        if self.rehearsing:
            self._asked_numbers[prefix] += 1
            return self._asked_numbers[prefix]
        mine = self._numbers.get(prefix, [])
        return mine.pop(0) if mine else self._ledger.reserve(prefix, at_least, count)

    def point_id(self, medium: str, value: str) -> UUID:
        return self._ledger.point_id(medium, value)

    # Nothing is kept while reading ahead; these are the ledger's own.
    def receipt(self, key: str, digest: bytes) -> Receipt | None:
        return self._ledger.receipt(key, digest)

    def append(self, commit: Commit) -> Receipt:
        return self._ledger.append(commit)

    def append_all(self, commits: Sequence[Commit]) -> Sequence[Receipt | Refused]:
        return self._ledger.append_all(commits)

    def load_all(self, ids: Sequence[UUID]) -> Mapping[UUID, Aggregate | None]:
        return self._ledger.load_all(ids)

    def holders(self, values: Iterable[Value]) -> Mapping[Value, UUID | None]:
        return self._ledger.holders(values)
