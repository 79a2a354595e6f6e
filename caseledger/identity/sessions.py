"""Sessions of a browser: opaque, ended after 30 minutes without use and after 12 hours at most."""

from typing import LiteralString
from uuid import UUID

from caseledger.adapters.ledger.pool import Pool
from caseledger.identity.secret import digest, made

LIVE: LiteralString = (
    "seen_at > now() - interval '30 minutes' and began_at > now() - interval '12 hours'"
)


def begin(pool: Pool, person: UUID) -> str:
    """A new id at each sign-in, so that one that was planted before is worth nothing."""
    token = made()
    with pool.connection() as db:
        db.execute(f"delete from identity.session where not ({LIVE})")
        query = "insert into identity.session (digest, person) values (%s, %s)"
        db.execute(query, (digest(token), person))
    return token


def whose(pool: Pool, token: str, use: bool = True) -> UUID | None:
    """The person of a live session, which lives longer by its use."""
    key = digest(token)
    # Noted every half minute: a write for each request would cost more than the request.
    query: LiteralString = (
        "select person, seen_at < now() - interval '30 seconds' from identity.session"
        f" where digest = %s and {LIVE}"
    )
    with pool.connection() as db:
        row = db.execute(query, (key,)).fetchone()
        if row and row[1] and use:
            db.execute("update identity.session set seen_at = now() where digest = %s", (key,))
    return row[0] if row else None


def end(pool: Pool, token: str) -> None:
    with pool.connection() as db:
        db.execute("delete from identity.session where digest = %s", (digest(token),))


def end_all(pool: Pool, person: UUID) -> None:
    """Also the links that would begin another."""
    with pool.connection() as db:
        db.execute("delete from identity.session where person = %s", (person,))
        db.execute("delete from identity.link where person = %s", (person,))
