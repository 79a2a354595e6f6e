"""Sign-in links: each works once, for a quarter of an hour."""

from typing import LiteralString
from uuid import UUID

from msgspec import Struct

from caseledger.adapters.ledger.pool import Pool
from caseledger.identity.secret import digest, made
from domain.refusals import Refused

MOST_WAITING = 5  # a minute and person
FRESH: LiteralString = "used_at is null and issued_at > now() - interval '15 minutes'"


class TooManyLinks(Refused):
    """Five links for this person wait to be used. Use one of them, or wait a minute."""


class Link(Struct, frozen=True):
    """Whom it signs in; None: whoever uses it becomes the first admin."""

    person: UUID | None


def issue(pool: Pool, person: UUID | None) -> str:
    """The token of a new link. Refuses TooManyLinks."""
    waiting = (
        "select count(*) from identity.link where person = %s and used_at is null"
        " and issued_at > now() - interval '1 minute'"
    )
    token = made()
    with pool.connection() as db:
        row = db.execute(waiting, (person,)).fetchone()
        if row and row[0] >= MOST_WAITING:
            raise TooManyLinks
        db.execute("delete from identity.link where issued_at < now() - interval '1 day'")
        db.execute("insert into identity.link values (%s, %s)", (digest(token), person))
    return token


def look(pool: Pool, token: str) -> Link | None:
    """What a link is for, without using it."""
    return _link(pool, f"select person from identity.link where digest = %s and {FRESH}", token)


def use(pool: Pool, token: str) -> Link | None:
    """What it was for; None if it is unknown, old or used. Of two at the same moment one wins."""
    query: LiteralString = (
        f"update identity.link set used_at = now() where digest = %s and {FRESH} returning person"
    )
    return _link(pool, query, token)


def _link(pool: Pool, query: LiteralString, token: str) -> Link | None:
    with pool.connection() as db:
        row = db.execute(query, (digest(token),)).fetchone()
    return Link(row[0]) if row else None
