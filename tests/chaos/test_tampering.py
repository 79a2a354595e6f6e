"""R35, R36: a superuser changes the past, by each way there is, and `verify` names the place.

Each crime is committed and looked into in one transaction, which is then rolled back. The naive
half leaves the leaves alone. The other half makes them all anew: then MACs have to catch it, and
what they cannot catch is said here by name. Signed checkpoints outside the database will.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import psycopg
import pytest

from caseledger.adapters.evidence import PostgresEvidence
from caseledger.wiring import House
from domain.leaf import NO_LEAF, leaf
from projections.tables import Db
from queries.verify import verify
from tests.chaos.ledger import notarise, write
from tests.chaos.seed import TIMES, chance
from tests.scenario import LEDGER, SECRETS

PLACES = 2 if TIMES == 1 else 25
COMMANDS = 40

MISSED = None  # by all that stands inside the database
EDIT = "update ledger.event set {} where position = {{p}}"
SHIFT = (
    "update ledger.event set position = -position where position > {{p}};"
    "update ledger.event set position = -position + {} where position < 0"
)
COPY = (
    "insert into ledger.event select {at}, stream, (select max(version) + 1 from ledger.event w"
    " where w.stream = e.stream), subject, kind, header, mac, body, key, recorded_at"
    " from ledger.event e where position = {{p}}"
)

# Where a crime shows.
HERE = "select {p}"
AFTER = "select {p} + 1"
END = "select max(position) + 1 from ledger.event"
GOES_ON = (  # where the stream goes on, once the place is closed up
    "select min(position) - 1 from ledger.event e where position > {p}"
    " and stream = (select stream from ledger.event where position = {p})"
)


@dataclass(frozen=True)
class Crime:
    sql: str  # {p} is the place, {q} the one after it
    naive: str | None  # the class that `verify` must find with the leaves as they were …
    anew: str | None  # … and when the criminal made all leaves anew
    at: str = HERE  # where that shows …
    anew_at: str | None = None  # … in the second half, if elsewhere


def header(old: str, new: str) -> str:
    return EDIT.format(
        f"header = convert_to(regexp_replace(convert_from(header, 'UTF8'), '{old}', '{new}'),"
        " 'UTF8')"
    )


CRIMES = {
    "edit": Crime(EDIT.format(r"body = body || ' '::bytea"), "BODY", "FORGED"),
    "kind": Crime(EDIT.format("kind = 'case.restored'"), "KIND", "KIND"),
    "delete": Crime("delete from ledger.event where position = {p}", "DELETED", "DELETED"),
    "delete with its leaf": Crime(
        "delete from ledger.event where position = {p};"
        "delete from ledger.leaf where position = {p}",
        "DELETED",
        "DELETED",
    ),
    "delete and close up": Crime(
        "delete from ledger.event where position = {p};" + SHIFT.format("-1"),
        "DELETED",
        "DELETED",
        anew_at=GOES_ON,
    ),
    "truncate": Crime("delete from ledger.event where position >= {p}", "TRUNCATED", MISSED),
    "insert at the end": Crime(
        COPY.format(at="(select max(position) + 1 from ledger.event)"), "FORGED", "FORGED", END
    ),
    "insert between": Crime(
        SHIFT.format("1") + ";" + COPY.format(at="{q}"), "INSERTED", "FORGED", AFTER
    ),
    "swap": Crime(
        "update ledger.event set position = -{p} where position = {p};"
        "update ledger.event set position = {p} where position = {q};"
        "update ledger.event set position = {q} where position = -{p}",
        "REORDERED",
        "TIME",
        anew_at=AFTER,
    ),
    "swap with their times": Crime(
        "update ledger.event e set position = -o.position, recorded_at = o.recorded_at"
        " from ledger.event o where (e.position, o.position) in (({p}, {q}), ({q}, {p}));"
        "update ledger.event set position = -position where position < 0",
        "REORDERED",
        MISSED,
    ),
    "swap what they say": Crime(
        "update ledger.event e set body = o.body from ledger.event o"
        " where (e.position, o.position) in (({p}, {q}), ({q}, {p}))",
        "BODY",
        "FORGED",
    ),
    "move": Crime(EDIT.format("subject = gen_random_uuid()"), "MOVED", "FORGED"),
    "roll back": Crime(
        "delete from ledger.event where position >= {p};"
        "delete from ledger.leaf where position >= {p}",
        MISSED,
        MISSED,
    ),
    "actor": Crime(header('"ana"', '"bob"'), "HEADER", "FORGED"),
    "time": Crime(EDIT.format("recorded_at = recorded_at - interval '1 day'"), "TIME", "TIME"),
    "cause": Crime(
        header('"causation":"[^"]*', '"causation":"0190a000-0000-7000-8000-000000000001'),
        "HEADER",
        "FORGED",
    ),
    "schema": Crime(header('"schema":1', '"schema":2'), "HEADER", "FORGED"),
    "key": Crime(EDIT.format("key = gen_random_uuid()"), "KEY", "KEY"),
}


@pytest.fixture(scope="module")
def places() -> list[int]:
    """Positions in the past, all over it."""
    dice = chance("places")
    return [dice.randrange(3, 2 * COMMANDS) for _ in range(PLACES)]


@pytest.fixture
def past(house: House, owner_dsn: str) -> Iterator[Db]:
    """A superuser at a ledger with a past, in a transaction that comes to nothing."""
    write(house.ledger, chance("a past"), COMMANDS)
    notarise(house)
    with closing(psycopg.connect(owner_dsn)) as db:
        yield db
        db.rollback()


def found(db: Db) -> tuple[int | None, str | None]:
    verdict = verify(PostgresEvidence(db), SECRETS.keys)
    return verdict.position, verdict.what


def make_leaves_anew(db: Db) -> None:
    """What a criminal does who knows how leaves are made: it takes no secret."""
    db.execute("delete from ledger.leaf")
    newest: dict[object, bytes] = {}
    insert = "insert into ledger.leaf values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
    for event in list(PostgresEvidence(db).events()):
        it = leaf(event, newest.get(event.subject, NO_LEAF))
        newest[event.subject] = it.digest(LEDGER)
        row = [getattr(it, name) for name in it.__struct_fields__]
        db.execute(insert, [*row, newest[event.subject]])


def number(db: Db, query: str, p: int) -> int:
    row = db.execute(query.format(p=p)).fetchone()
    assert row
    return int(row[0])


def swappable(db: Db, p: int) -> int:
    """The first place from here whose neighbour is of another stream, with more to come of both."""
    query = (
        "select e.position from ledger.event e join ledger.event n on n.position = e.position + 1"
        " where e.position >= {p} and e.stream <> n.stream and exists (select from ledger.event l"
        " where l.stream = e.stream and l.version > e.version) order by 1 limit 1"
    )
    return number(db, query, p)


def test_an_untouched_past_is_intact(past: Db) -> None:
    assert found(past) == (None, None)
    make_leaves_anew(past)
    assert found(past) == (None, None)


@pytest.mark.parametrize("anew", [False, True], ids=["naive", "recomputed"])
def test_each_crime_is_found_with_its_place_and_its_class(
    past: Db, places: list[int], anew: bool
) -> None:
    wrong = []
    for name, crime in CRIMES.items():
        for near in places:
            with past.transaction(force_rollback=True):
                p = swappable(past, near)
                shows = number(past, (anew and crime.anew_at) or crime.at, p)
                past.execute(crime.sql.format(p=p, q=p + 1))
                if anew:
                    make_leaves_anew(past)
                expected = crime.anew if anew else crime.naive
                seen = found(past)
                if seen != ((shows, expected) if expected else (None, None)):
                    wrong.append((name, p, expected, seen))
    assert not wrong, "\n".join(map(str, wrong))
