"""One unit of work: the aggregates that a command read, and what it wants kept."""

from collections.abc import Iterable
from uuid import UUID

from commands.ids import new_id
from domain.aggregate import A, Aggregate
from domain.claims import same
from domain.event import Event
from domain.ledger import Claim, Commit, Header, Ledger, Recorded, Release, Value
from domain.refusals import NotFound, Stale


class UnitOfWork:
    """See domain.ledger.Work. `numbers` are those reserved when the command was decided before."""

    def __init__(
        self,
        ledger: Ledger,
        header: Header,
        expected: dict[UUID, int],
        numbers: dict[str, list[int]],
    ) -> None:
        self._ledger, self._header, self._expected = ledger, header, expected
        self._reserved, self._given = numbers, {prefix: list(n) for prefix, n in numbers.items()}
        self._held: dict[UUID, Aggregate] = {}
        self._records: list[Recorded] = []
        self._claims: dict[Value, UUID | None] = {}  # None: released
        self._released: set[Value] = set()
        self._about: UUID | None = None
        self.relied_on_holders = False

    @property
    def header(self) -> Header:
        return self._header

    def get(self, kind: type[A], id: UUID) -> A:
        it = self.find(kind, id)
        if not it.exists:
            raise NotFound
        return it

    def find(self, kind: type[A], id: UUID) -> A:
        it = self._held.get(id) or self._load(kind, id)
        if not isinstance(it, kind):
            raise NotFound
        return it

    def record(self, it: A, events: Iterable[Event]) -> A:
        happened = tuple(events)
        after = it.after(happened)
        self._records += [
            Recorded(it.id, version, event, self._header, new_id(), after.subject)
            for version, event in enumerate(happened, it.version + 1)
        ]
        self._held[it.id] = after
        return after

    def claim(self, kind: str, *parts: str, stream: UUID) -> None:
        self._claims[_value(kind, parts)] = stream

    def release(self, kind: str, *parts: str) -> None:
        self._claims[_value(kind, parts)] = None
        self._released.add(_value(kind, parts))

    def holder(self, kind: str, *parts: str) -> UUID | None:
        value = _value(kind, parts)
        if value in self._claims:
            return self._claims[value]
        self.relied_on_holders = True
        return self._ledger.holder(*value)

    def point_id(self, medium: str, value: str) -> UUID:
        return self._ledger.point_id(medium, value)

    def number(self, prefix: str) -> int:
        given = self._given.setdefault(prefix, [])
        if not given:
            given.append(self._ledger.reserve(prefix))
            self._reserved.setdefault(prefix, []).append(given[0])
        return given.pop(0)

    def concerns(self, id: UUID) -> None:
        self._about = id

    def commit(self, about: UUID | None, key: str, digest: bytes) -> Commit:
        whose = self._about or about
        if whose is None:
            raise LookupError("The decision did not say whose receipt it is.")
        return Commit(
            records=self._records,
            claims=[
                Claim(kind, parts, stream)
                for (kind, parts), stream in self._claims.items()
                if stream is not None
            ],
            releases=[Release(kind, parts) for kind, parts in self._released],
            key=key,
            digest=digest,
            id=whose,
            version=self._held[whose].version if whose in self._held else 0,
        )

    def _load(self, kind: type[A], id: UUID) -> A:
        it = self._ledger.load(kind, id)
        seen = self._expected.get(id, it.version)
        if seen != it.version:
            raise Stale(id, seen, it.version)
        self._held[id] = it
        return it


def _value(kind: str, parts: tuple[str, ...]) -> Value:
    return kind, tuple(map(same, parts))
