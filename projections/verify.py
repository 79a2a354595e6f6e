"""Verify: the serving tables against a fresh fold of the ledger, byte for byte; and repair."""

from collections.abc import Mapping, Sequence

from psycopg.sql import SQL, Identifier

from domain.ledger import Feed
from projections.projection import Projection
from projections.rebuild import bring_together, build, drop, hold
from projections.runner import PROJECTIONS
from projections.tables import Db, Tables, digest, listed

LISTED = 1_000  # drifted rows that are listed, of each table
Drift = Mapping[str, Sequence[str]]


def verify(db: Db, feed: Feed, repair: bool = False) -> Drift:
    """The keys of the rows that are not what they should be, by projection; empty: all are.

    Meanwhile the tables serve. With `repair` they are put right.
    """
    fresh = build(db, feed, PROJECTIONS, stage="scratch")
    try:
        with db.transaction():
            live = hold(db)
            bring_together(db, feed, PROJECTIONS, live, fresh)
            drift = {each.name: _drift(db, each, live, fresh) for each in PROJECTIONS}
            for each in PROJECTIONS if repair else ():
                if drift[each.name]:
                    _repair(db, each, live, fresh)
    finally:
        drop(db, PROJECTIONS, fresh)
    return drift


def _drift(db: Db, projection: Projection, live: Tables, fresh: Tables) -> Sequence[str]:
    name, key = projection.name, projection.table.key
    if digest(db, live[name], key) == digest(db, fresh[name], key):
        return ()
    query = SQL(
        "select concat_ws(' ', {key}) from {live} as l full join {fresh} as f using ({key})"
        " where (l.*) is distinct from (f.*) order by {key} limit %s"
    ).format(key=SQL(", ").join(map(Identifier, key)), live=live[name], fresh=fresh[name])
    return [row for (row,) in db.execute(query, (LISTED,))]


def _repair(db: Db, projection: Projection, live: Tables, fresh: Tables) -> None:
    name, table = projection.name, projection.table
    # Put in again whole: a row that is as it should be is written once more, for nothing worse.
    gone = SQL(
        "delete from {live} as l where not exists"
        " (select from {fresh} as f where ({f}) is not distinct from ({l}))"
    )
    f, was = listed("f", table.names), listed("l", table.names)
    db.execute(gone.format(live=live[name], fresh=fresh[name], f=f, l=was))
    missing = SQL("insert into {live} ({names}) select {names} from {fresh} on conflict do nothing")
    names = SQL(", ").join(map(Identifier, table.names))
    db.execute(missing.format(live=live[name], fresh=fresh[name], names=names))
