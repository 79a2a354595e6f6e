"""Keys of programs: the secret is shown once; what a key may do is said by its own events."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from caseledger.adapters.ledger.pool import Pool
from caseledger.identity.secret import digest, made

PREFIX = "ck_"


class Use(Struct, frozen=True):
    made_at: datetime
    used_at: datetime | None


def keep(pool: Pool, id: UUID) -> str | None:
    """The secret of a key, of which only the hash stays; None: it has been given out before."""
    secret = made(PREFIX)
    query = (
        "insert into identity.api_key (id, digest) values (%s, %s)"
        " on conflict (id) do nothing returning id"
    )
    with pool.connection() as db:
        fresh = db.execute(query, (id, digest(secret))).fetchone()
    return secret if fresh else None


def whose(pool: Pool, secret: str) -> UUID | None:
    """The id of the key with this secret. Its last use is noted by the minute."""
    query = (
        "select id, coalesce(used_at < now() - interval '1 minute', true)"
        " from identity.api_key where digest = %s"
    )
    with pool.connection() as db:
        row = db.execute(query, (digest(secret),)).fetchone()
        if row and row[1]:
            db.execute("update identity.api_key set used_at = now() where id = %s", (row[0],))
    return row[0] if row else None


def uses(pool: Pool) -> Mapping[UUID, Use]:
    """When each key was made and last used, the oldest first."""
    query = "select id, made_at, used_at from identity.api_key order by made_at, id"
    with pool.connection() as db:
        return {key: Use(*times) for key, *times in db.execute(query)}
