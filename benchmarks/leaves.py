"""The leaves of a whole log at once, as the notary adds them batch by batch."""

from uuid import UUID

import psycopg
from msgspec.structs import astuple

from caseledger.adapters.evidence import EVENTS
from domain.leaf import NO_LEAF, leaf
from domain.ledger import Sealed

CHUNK = 5_000
COLUMNS = "int8 uuid uuid int4 int8 bytea bytea bytea bytea bytea"


def notarise(owner_dsn: str, ledger: UUID) -> int:
    """Returns the position of the last, where the notary then stands."""
    newest, position = dict[UUID, bytes](), 0
    with psycopg.connect(owner_dsn) as read, psycopg.connect(owner_dsn) as db:
        with (
            read.cursor("log", binary=True) as log,
            db.cursor().copy("copy ledger.leaf from stdin (format binary)") as copying,
        ):
            log.itersize = CHUNK
            copying.set_types(COLUMNS.split())
            for row in log.execute(EVENTS):
                following = leaf(Sealed(*row), newest.get(row[3], NO_LEAF))
                newest[following.subject] = digest = following.digest(ledger)
                copying.write_row((*astuple(following), digest))
                position = following.position
        db.execute("insert into reaction.cursor (name, position) values ('notary', %s)"
                   " on conflict (name) do update set position = excluded.position",
                   (position,))  # fmt: skip
    return position
