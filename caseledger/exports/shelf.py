"""The shelf: which exports there are, until when, and the links that open them.

Plain tables: what is history of it is an event. Every limit is by the database's clock.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

from msgspec import Struct, json

from caseledger.adapters.ledger.pool import Pool, ask
from caseledger.exports.wanted import Wanted, Written
from caseledger.identity.secret import digest, made
from domain.blobs import Kept

SCHEMA: LiteralString = """
create table if not exists reaction.export (
    id uuid primary key, wanted text not null, began_at timestamptz not null default now(),
    rows bigint, position bigint, columns text[], size bigint, sha256 text,  -- once it is kept
    made_at timestamptz, expires_at timestamptz);  -- once it may be opened
create table if not exists identity.download (
    digest bytea primary key, export uuid not null references reaction.export on delete cascade);
"""
LASTS: LiteralString = "interval '24 hours'"
LAST_BYTE: LiteralString = "interval '1 hour'"  # a download that was begun in time may end
COLUMNS: LiteralString = (
    "id, wanted, began_at, rows, position, columns, size, sha256, made_at, expires_at,"
    " coalesce(expires_at <= now(), false)"
)


class Shelved(Struct, frozen=True):
    id: UUID
    wanted: Wanted
    began_at: datetime
    rows: int | None
    position: int | None
    columns: Sequence[str] | None
    size: int | None
    sha256: str | None
    made_at: datetime | None
    expires_at: datetime | None
    expired: bool

    @property
    def key(self) -> str:
        """Of its blob."""
        return f"{self.id}.{self.wanted.format}"

    @property
    def name(self) -> str:
        """What a browser calls the file."""
        return f"{self.wanted.kind}-{self.began_at:%Y-%m-%d-%H%M}.{self.wanted.format}"


class Shelf:
    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def begin(self, id: UUID, wanted: Wanted) -> None:
        query = "insert into reaction.export (id, wanted) values (%s, %s)"
        with self._pool.connection() as db:
            db.execute(query, (id, json.encode(wanted).decode()))

    def one(self, id: UUID) -> Shelved | None:
        return self._one(f"select {COLUMNS} from reaction.export where id = %s", id)

    def keep(self, id: UUID, kept: Kept, written: Written) -> None:
        query = (
            "update reaction.export set rows = %s, position = %s, columns = %s, size = %s,"
            " sha256 = %s where id = %s"
        )
        what = (written.rows, written.position, list(written.columns))
        with self._pool.connection() as db:
            db.execute(query, (*what, kept.size, kept.sha256, id))

    def ready(self, id: UUID) -> None:
        """From now on it can be opened, for a day."""
        query: LiteralString = (
            f"update reaction.export set made_at = now(), expires_at = now() + {LASTS}"
            " where id = %s and made_at is null"
        )
        with self._pool.connection() as db:
            db.execute(query, (id,))

    def link(self, id: UUID) -> str:
        """The token of a new link. Only its hash is kept."""
        token = made()
        with self._pool.connection() as db:
            db.execute("insert into identity.download values (%s, %s)", (digest(token), id))
        return token

    def opened(self, token: str) -> Shelved | None:
        """What a link opens at this moment; None: nothing, whatever the reason."""
        query: LiteralString = (
            f"select {COLUMNS} from reaction.export join identity.download d on d.export = id"
            " where d.digest = %s and now() < expires_at"
        )
        return self._one(query, digest(token))

    def withdraw(self, id: UUID) -> None:
        """Let no link open it any more."""
        query = "update reaction.export set expires_at = now() where id = %s and now() < expires_at"
        with self._pool.connection() as db:
            db.execute(query, (id,))

    def over(self) -> Sequence[Shelved]:
        """Those whose files nobody may still be reading."""
        query: LiteralString = (
            f"select {COLUMNS} from reaction.export where expires_at + {LAST_BYTE} < now()"
            " or made_at is null and began_at < now() - interval '2 days' limit 1000"
        )
        with self._pool.connection() as db:
            return [_shelved(row) for row in db.execute(query)]

    def forget(self, id: UUID) -> None:
        with self._pool.connection() as db:
            db.execute("delete from reaction.export where id = %s", (id,))

    def _one(self, query: LiteralString, value: object) -> Shelved | None:
        row = ask(self._pool, lambda db: db.execute(query, (value,)).fetchone())
        return _shelved(row) if row else None


def _shelved(row: Sequence[Any]) -> Shelved:  # of as many types as there are columns
    export, wanted, *rest = row
    return Shelved(export, json.decode(wanted, type=Wanted), *rest)
