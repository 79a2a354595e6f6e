"""A row that the command side did not write never becomes history."""

from uuid import UUID

import psycopg
import pytest
from msgspec.structs import replace

from caseledger.application import CaseLedger
from caseledger.wiring import House
from commands.ids import new_id
from domain.case.case import Case
from domain.event import Unreadable
from domain.mac import CommandKey, Keys
from domain.refusals import Forged, Illegible
from tests.scenario import ACTIVE, CASE, LEDGER, OPENED, SECRETS, append

EDIT = "update ledger.event set {} where position = 1"
FORGERIES = {
    "an event copied to a later version": "insert into ledger.event select 2, stream, 2, subject,"
    " kind, header, mac, body, key, recorded_at from ledger.event",
    "an event without a MAC": "insert into ledger.event select 2, stream, 2, subject, kind, header,"
    " '', body, key, recorded_at from ledger.event",
    "a key nobody has": EDIT.format(r"mac = '\x09' || substr(mac, 2)"),
    "another body": EDIT.format("body = replace(encode(body, 'escape'), 'Leeds', 'York')::bytea"),
    "another actor": EDIT.format("header = replace(encode(header, 'escape'), 'ana', 'bob')::bytea"),
    "another subject": EDIT.format("subject = gen_random_uuid()"),
}


def test_each_event_is_vouched_for(ledger: CaseLedger) -> None:
    append(ledger, CASE, 0, OPENED, ACTIVE)
    (first, second) = ledger.sealed(0, 10)
    keys = SECRETS.keys
    assert keys.vouch(first)
    assert keys.vouch(second)
    for name, other in {
        "mac": second.mac,
        "subject": new_id(),
        "stream": new_id(),
        "version": 2,
        "header": second.header,
        "body": second.body,
    }.items():
        assert not keys.vouch(replace(first, **{name: other})), name
    assert not replace(keys, ledger=UUID(int=78)).vouch(first)


def test_an_old_key_vouches_for_old_events_only(ledger: CaseLedger) -> None:
    append(ledger, CASE, 0, OPENED, ACTIVE)
    first, second = ledger.sealed(0, 10)
    rotated = Keys(LEDGER, {1: replace(SECRETS.keys.of[1], until=1), 2: CommandKey(b"new")})
    assert rotated.vouch(first)
    assert not rotated.vouch(second)
    sealed = rotated.seal(second.subject, second.stream, 2, second.header, second.body)
    assert sealed[0] == 2
    assert rotated.vouch(replace(second, mac=sealed))


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES)
def test_nothing_is_decided_on_a_forged_history(house: House, owner_dsn: str, forgery: str) -> None:
    append(house.ledger, CASE, 0, OPENED)
    with psycopg.connect(owner_dsn, autocommit=True) as db:
        db.execute(forgery)
    with pytest.raises(Forged):
        house.ledger.load(Case, CASE)


@pytest.mark.parametrize(
    "edit",
    ["kind = 'case.restored'", "kind = 'os.system'"],
)
def test_a_kind_that_differs_from_its_header_is_not_believed(
    house: House, owner_dsn: str, edit: str
) -> None:
    append(house.ledger, CASE, 0, OPENED)
    with psycopg.connect(owner_dsn, autocommit=True) as db:
        db.execute(EDIT.format(edit))
    assert isinstance(house.ledger.read(0, 1)[0].event, Unreadable)
    with pytest.raises(Illegible):
        house.ledger.load(Case, CASE)


def test_a_header_that_cannot_be_read_stops_nobody(house: House, owner_dsn: str) -> None:
    append(house.ledger, CASE, 0, OPENED, ACTIVE)
    with psycopg.connect(owner_dsn, autocommit=True) as db:
        db.execute(EDIT.format("header = '{}'"))
    first, second = house.ledger.read(0, 10)
    assert isinstance(first.event, Unreadable)
    assert second.event == ACTIVE
