"""The database: whether it answers and keeps what it confirms, and whether all follow it."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import psycopg

from caseledger.adapters.postgres.firm import MUST_BE_ON
from caseledger.adapters.postgres.refusal import TROUBLE, CannotRun
from caseledger.database import used
from caseledger.doctor.finding import Finding
from caseledger.settings import Settings
from caseledger.web.state import HEAD, REACTIONS
from domain.refusals import Refused
from projections import quarantine
from projections.checkpoints import BEHIND, standings
from projections.runner import PROJECTIONS

OLDEST = 15_00_00
MB = 1e6


def database(says: Settings) -> Iterator[Finding]:
    twin = "a server of others" if says.database else "embedded PostgreSQL"
    if not says.database and not (says.data / "postgres" / "data").exists():
        yield Finding(part="database", twin=twin, well=True, says="made at the first start")
        return
    try:
        with used(says) as found, closing(psycopg.connect(found.dsn, autocommit=True)) as db:
            yield from _asked(twin, db)
    except (CannotRun, Refused, *TROUBLE) as why:
        sentence = " ".join((str(why) or type(why).__doc__ or "").split())
        yield Finding(part="database", twin=twin, well=False, says=sentence)


def _asked(twin: str, db: psycopg.Connection[Any]) -> Iterator[Finding]:
    version, size = _one(
        db, "select current_setting('server_version'), pg_database_size(current_database())"
    )
    new_enough = db.info.server_version >= OLDEST
    yield Finding(
        part="database",
        twin=twin,
        well=new_enough,
        says=f"PostgreSQL {version.split()[0]}, {size / MB:,.0f} MB"
        if new_enough
        else f"PostgreSQL {version} is too old: 15 is needed.",
    )
    yield _durable(db)
    if _one(db, "select to_regclass('read.projection') is null")[0]:
        yield Finding(part="lists", twin="", well=True, says="made at the first start")
    else:
        yield _shapes(db)
        yield from _followers(db)


def _durable(db: psycopg.Connection[Any]) -> Finding:
    off = [name for name in MUST_BE_ON if _one(db, "select current_setting(%s)", name) != ("on",)]
    says = f"{', '.join(MUST_BE_ON)} are on"
    if off:
        says = f"{', '.join(off)} is not on: what was confirmed may be lost."
    return Finding(part="durability", twin="", well=not off, says=says)


def _shapes(db: psycopg.Connection[Any]) -> Finding:
    known = dict(db.execute("select name, shape from read.projection where stage = 'serving'"))
    old = [each.name for each in PROJECTIONS if known.get(each.name) != each.shape]
    says = f"{len(PROJECTIONS)} lists have the shape of this version"
    if old:
        says = f"{', '.join(old)} will be made anew at the next start: this version shapes it so."
    return Finding(part="lists", twin="", well=not old, says=says)


def _followers(db: psycopg.Connection[Any]) -> Iterator[Finding]:
    head = (db.execute(HEAD).fetchone() or (0,))[0]
    lags = {each.name: each.lag for each in standings(db, head)}
    lags |= {name: max(0, head - position) for name, position, _ in db.execute(REACTIONS)}
    slow = {name: lag for name, lag in lags.items() if lag > BEHIND}
    says = f"{len(lags)} follow, none more than {max(lags.values(), default=0)} events behind"
    if slow:
        listed = ", ".join(f"{name} by {lag:,}" for name, lag in slow.items())
        says = f"These are behind: {listed}. Is a worker running?"
    yield Finding(part="followers", twin=f"{head:,} events", well=not slow, says=says)
    stopped = [each.name for each in standings(db, head) if each.error]
    aside = len(quarantine.all_of(db))
    if stopped or aside:
        what = f"{', '.join(stopped)} stopped; " if stopped else ""
        says = f"{what}{aside} subjects were set aside: see the page Ledger."
        yield Finding(part="poison", twin="", well=False, says=says)


def _one(db: psycopg.Connection[Any], query: Any, *values: object) -> Any:  # literals, all above
    return db.execute(query, values or None).fetchone()
