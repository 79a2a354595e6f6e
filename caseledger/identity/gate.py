"""The gate: whose session or key this is, and what they may do at this moment."""

from collections.abc import Callable
from time import monotonic
from typing import Generic, TypeVar
from uuid import UUID

from caseledger.adapters.ledger.pool import Pool
from caseledger.application import CaseLedger
from caseledger.identity import keys, sessions
from caseledger.identity.principal import NotSignedIn, Principal
from domain.people.key import Key
from domain.people.person import Person

FRESH = 0.5  # seconds: who is deactivated is out within one, in every process
MOST = 10_000

V = TypeVar("V")


class Gate:
    def __init__(self, pool: Pool, ledger: CaseLedger) -> None:
        self._pool = pool
        self._people = Known(lambda person: ledger.load(Person, person))
        self._keys = Known(lambda key: ledger.load(Key, key))

    def by_session(self, token: str, use: bool = True) -> Principal:
        """Refuses NotSignedIn. The sessions of somebody deactivated end here, for good."""
        whose = sessions.whose(self._pool, token, use)
        if whose is None:
            raise NotSignedIn
        person = self._people.get(whose)
        if not person.profile.active:
            sessions.end_all(self._pool, person.id)
            raise NotSignedIn
        return Principal.of_person(person)

    def by_key(self, secret: str) -> Principal:
        """Refuses NotSignedIn: alike for an unknown key and a disabled one."""
        whose = keys.whose(self._pool, secret) if secret.startswith(keys.PREFIX) else None
        key = self._keys.get(whose) if whose else None
        if key is None or not key.exists or key.rights.disabled:
            raise NotSignedIn
        return Principal.of_key(key)


class Known(Generic[V]):
    """What was looked up a moment ago. For many threads: at worst one looks up what another has."""

    def __init__(self, look: Callable[[UUID], V]) -> None:
        self._look = look
        self._seen: dict[UUID, tuple[float, V]] = {}

    def get(self, id: UUID) -> V:
        now = monotonic()
        at, value = self._seen.get(id, (-FRESH, None))
        if value is None or now - at >= FRESH:
            if len(self._seen) > MOST:
                self._seen = {}
            value = self._look(id)
            self._seen[id] = now, value
        return value
