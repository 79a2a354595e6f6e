"""The ledger as it would be: a plan decides on this one, and nothing of it is ever kept."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from uuid import UUID

from domain.aggregate import A, Aggregate
from domain.event import Event
from domain.kinds import AGGREGATES, NAMES, aggregate_of
from domain.ledger import Commit, Ledger, Receipt, Value
from domain.refusals import NotFound, Refused, Taken

FIRST_NUMBER = 900_000_000  # of cases that get one later: far above any that is taken


class Supposed:
    """Answers like the ledger, with everything on top that was appended here."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._states: dict[UUID, Aggregate | None] = {}
        self._holders: dict[Value, UUID | None] = {}
        self._numbers: Counter[str] = Counter()

    def look(self, ids: Iterable[UUID], values: Iterable[Value]) -> None:
        """Read together what will be asked for one by one."""
        unknown = [each for each in dict.fromkeys(ids) if each not in self._states]
        self._states.update(self._ledger.load_all(unknown))
        unheld = [value for value in dict.fromkeys(values) if value not in self._holders]
        self._holders.update(self._ledger.holders(unheld))

    @property
    def known(self) -> Collection[UUID]:
        """Whatever was read and not forgotten."""
        return self._states.keys()

    def is_new(self, id: UUID) -> None:
        """Nothing was ever recorded under this id: it was made a moment ago."""
        self._states[id] = None

    def forget(self, ids: Iterable[UUID]) -> None:
        """Nobody will ask for these again."""
        for each in ids:
            self._states.pop(each, None)

    def load(self, kind: type[A], id: UUID) -> A:
        if id not in self._states:
            self._states[id] = self._ledger.load(kind, id)
        it = self._states[id] or kind(id=id)
        if not isinstance(it, kind):
            raise NotFound
        return it

    def holder(self, kind: str, parts: Sequence[str]) -> UUID | None:
        value = kind, tuple(parts)
        if value not in self._holders:
            self._holders[value] = self._ledger.holder(kind, parts)
        return self._holders[value]

    def append(self, commit: Commit) -> Receipt:
        """Refuses Taken. The records are folded and forgotten."""
        released = {(release.kind, release.parts) for release in commit.releases}
        for claim in commit.claims:
            holder = self.holder(claim.kind, claim.parts)
            if holder not in (None, claim.stream) and (claim.kind, claim.parts) not in released:
                raise Taken(claim.kind.replace("-", " "))
        self._holders.update(dict.fromkeys(released))
        self._holders.update({(c.kind, c.parts): c.stream for c in commit.claims})
        for stream, records in groupby(commit.records, key=lambda record: record.originator_id):
            self._fold(stream, [record.event for record in records])
        return Receipt(commit.id, commit.version)

    def _fold(self, stream: UUID, events: Sequence[Event]) -> None:
        kind = AGGREGATES[aggregate_of(NAMES[type(events[0])])]
        self._states[stream] = (self._states.get(stream) or kind(id=stream)).after(events)

    def point_id(self, medium: str, value: str) -> UUID:
        return self._ledger.point_id(medium, value)

    def reserve(self, prefix: str, at_least: int = 1, count: int = 1) -> int:
        first = FIRST_NUMBER + self._numbers[prefix]
        self._numbers[prefix] += count
        return first

    def load_all(self, ids: Sequence[UUID]) -> Mapping[UUID, Aggregate | None]:
        self.look(ids, ())
        return {each: self._states[each] for each in ids if each in self._states}

    def holders(self, values: Iterable[Value]) -> Mapping[Value, UUID | None]:
        wanted = list(values)
        self.look((), wanted)
        return {value: self._holders[value] for value in wanted}

    def receipt(self, key: str, digest: bytes) -> Receipt | None:
        return None  # nothing was ever asked of a ledger that is only supposed

    def append_all(self, commits: Sequence[Commit]) -> Sequence[Receipt | Refused]:
        return [self.append(commit) for commit in commits]
