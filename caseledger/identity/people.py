"""The people and keys of a firm as the ledger has them: no list that lags behind is asked."""

from collections.abc import Iterator
from uuid import UUID

from caseledger.adapters.ledger.pool import Pool
from caseledger.application import CaseLedger
from domain.people.key import Key
from domain.people.person import Person
from domain.people.roles import Role

CLAIM = "person-email"


def anybody(pool: Pool) -> bool:
    """Whether anybody works here yet."""
    with pool.connection() as db:
        query = "select exists (select from ledger.claim where kind = %s)"
        row = db.execute(query, (CLAIM,)).fetchone()
    return bool(row and row[0])


def everybody(pool: Pool, ledger: CaseLedger) -> Iterator[Person]:
    """Each holds the claim of an e-mail address. In the order in which they came."""
    with pool.connection() as db:
        query = "select distinct stream from ledger.claim where kind = %s order by stream"
        ids = [person for (person,) in db.execute(query, (CLAIM,))]
    for person in ids:
        yield ledger.load(Person, person)


def by_email(ledger: CaseLedger, email: str) -> Person | None:
    holder = ledger.holder(CLAIM, [email])
    return ledger.load(Person, holder) if holder else None


def first_admin(pool: Pool, ledger: CaseLedger) -> Person | None:
    people = (each for each in everybody(pool, ledger) if each.profile.active)
    return next((each for each in people if each.profile.role is Role.ADMIN), None)


def key(ledger: CaseLedger, id: UUID) -> Key:
    return ledger.load(Key, id)
