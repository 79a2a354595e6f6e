"""R36: a row that did not come through the append is no history, whoever put it there."""

from uuid import UUID

import psycopg
import pytest

from caseledger.adapters.evidence import evidence
from caseledger.wiring import House
from commands.contacts import ReviseContactDetails
from commands.handle import handle
from domain.contact.contact import Contact
from domain.event import Forgery
from domain.ledger import Span
from domain.refusals import Forged
from projections import checkpoints, quarantine
from queries.verify import verify
from tests.chaos.ledger import notarise, write
from tests.chaos.seed import chance
from tests.scenario import SECRETS, header

FORGERIES = 25
CONTACT = UUID(int=2)
INSERT = (
    "insert into ledger.event select (select max(position) + 1 from ledger.event),"
    " stream, (select max(version) + 1 from ledger.event w where w.stream = e.stream),"
    " {subject}, kind, {header}, {mac}, {body}, key, recorded_at"
    " from ledger.event e where stream = '00000000-0000-0000-0000-000000000002'"
    " order by {order} limit 1 returning position"
)
ITSELF = {name: name for name in ("subject", "header", "mac", "body")} | {"order": "version"}
WAYS = [
    {},  # an old event, word for word, once more
    {"order": "version desc"},
    {"mac": "''::bytea"},
    {"mac": r"'\x01'::bytea || sha256(body)"},
    {"mac": r"'\x02'::bytea || substr(mac, 2)"},
    {"body": "'{\"changes\":{}}'::bytea"},
    {"header": "convert_to(replace(convert_from(header, 'UTF8'), 'ana', 'eve'), 'UTF8')"},
    {"subject": "'00000000-0000-0000-0000-000000000003'::uuid"},
]


def test_the_application_itself_cannot_insert(dsn: str) -> None:
    with (
        psycopg.connect(dsn) as db,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        db.execute(INSERT.format(**ITSELF))


def test_no_forged_row_gets_a_leaf_and_each_is_named(house: House, owner_dsn: str) -> None:
    dice = chance("forgeries")
    write(house.ledger, dice, 30, streams=2)
    forged = []
    with psycopg.connect(owner_dsn, autocommit=True) as db:
        for _ in range(FORGERIES):
            row = db.execute(INSERT.format(**{**ITSELF, **dice.choice(WAYS)})).fetchone()
            assert row
            forged.append(row[0])
    notarise(house)
    with house.pool.connection() as db:
        assert [p for (p,) in db.execute("select position from ledger.forged order by 1")] == forged
        assert not db.execute(
            "select from ledger.leaf where position = any(%s)", (forged,)
        ).fetchall()
    with evidence(house.pool) as kept:
        verdict = verify(kept, SECRETS.keys)
    assert (verdict.position, verdict.what) == (forged[0], "FORGED")


@pytest.fixture
def forged(house: House, owner_dsn: str) -> House:
    write(house.ledger, chance("a past"), 10, streams=2)
    with psycopg.connect(owner_dsn, autocommit=True) as db:
        db.execute(INSERT.format(**ITSELF))
    return house


def test_a_forged_row_is_shown_as_such(forged: House) -> None:
    (newest, *others) = forged.ledger.of([Span(CONTACT)], 50)
    assert isinstance(newest.event, Forgery)
    assert newest.event.says().startswith("FORGED")
    assert not any(isinstance(record.event, Forgery) for record in others)


def test_nothing_is_decided_on_it(forged: House) -> None:
    revise = ReviseContactDetails(contact_id=CONTACT, changes={"first_name": "Eve"})
    with pytest.raises(Forged):
        handle(revise, forged.ledger, header())


def test_its_subject_is_set_aside(forged: House) -> None:
    notarise(forged)
    with forged.pool.connection() as db:
        aside = {(each.projection, each.subject) for each in quarantine.all_of(db)}
        names = checkpoints.serving(db).versions
    assert aside == {(name, CONTACT) for name in names}


def test_nothing_is_decided_on_a_state_that_took_it_in(forged: House) -> None:
    forged.catch_up()
    notarise(forged)
    with pytest.raises(Forged):
        forged.ledger.load(Contact, CONTACT)
