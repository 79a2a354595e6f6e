"""Who may do what to the ledger in PostgreSQL, which ledger it is, and how long keys are kept."""

from datetime import timedelta
from uuid import UUID

import psycopg
import pytest

from caseledger.adapters.ledger.install import install
from caseledger.application import CaseLedger, WrongLedger
from caseledger.secrets import Secrets
from caseledger.wiring import House
from domain.mac import CommandKey, Keys
from domain.refusals import KeyReused
from tests.scenario import ACTIVE, ADDED, BO, CASE, LEDGER, OPENED, append

PRIVILEGES = (
    "select c.relname, p.privilege_type from pg_class c"
    " join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'ledger'"
    " cross join lateral aclexplode(c.relacl) as p"
    " where p.grantee in (0, 'caseledger'::regrole) and p.privilege_type <> 'SELECT'"
)
WHAT_ELSE = {
    "owns a table": "select c.relname from pg_class c join pg_namespace n"
    " on n.oid = c.relnamespace where n.nspname = 'ledger' and c.relowner = 'caseledger'::regrole",
    "may create": "select 1 where has_schema_privilege('caseledger', 'ledger', 'CREATE')",
    "writes a column": "select attname from pg_attribute a, aclexplode(a.attacl) as p"
    " where p.grantee = 'caseledger'::regrole and a.attrelid = 'ledger.event'::regclass",
    "is somebody else too": "select roleid from pg_auth_members"
    " where member = 'caseledger'::regrole",
    "is a superuser": "select 1 from pg_roles where rolname = 'caseledger'"
    " and (rolsuper or rolbypassrls or rolcreaterole or rolreplication)",
    "is called by anybody": "select p.proname from pg_proc p join pg_namespace n"
    " on n.oid = p.pronamespace where n.nspname = 'ledger'"
    " and has_function_privilege('public', p.oid, 'EXECUTE')",
    "trusts the search path": "select p.proname from pg_proc p join pg_namespace n"
    " on n.oid = p.pronamespace where n.nspname = 'ledger'"
    " and not (p.prosecdef and p.proconfig::text like '%search_path=pg_catalog, ledger%')",
}


def test_the_application_has_no_privilege_on_the_ledger_but_to_read(
    owner_dsn: str, house: House
) -> None:
    append(house.ledger, CASE, 0, OPENED)  # makes today's partition of the keys
    with psycopg.connect(owner_dsn) as db:
        assert db.execute(PRIVILEGES).fetchall() == []


@pytest.mark.parametrize("query", WHAT_ELSE.values(), ids=WHAT_ELSE)
def test_there_is_no_other_way_in(owner_dsn: str, query: str) -> None:
    with psycopg.connect(owner_dsn) as db:
        assert db.execute(query).fetchall() == []


@pytest.mark.parametrize(
    "crime",
    [
        "insert into ledger.event select * from ledger.event",
        "update ledger.event set recorded_at = now()",
        "update ledger.leaf set digest = ''",
        "update ledger.number set last = 0",
        "update ledger.identity set id = gen_random_uuid()",
        "delete from ledger.command",
        "delete from ledger.claim",
        "truncate ledger.event",
        "drop table ledger.claim",
        "select ledger.open_day()",
    ],
)
def test_the_application_can_only_append_by_the_door(dsn: str, crime: str) -> None:
    with (
        psycopg.connect(dsn) as db,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        db.execute(crime)


def test_keys_are_kept_for_a_week_and_their_days_go_whole(owner_dsn: str, house: House) -> None:
    append(house.ledger, CASE, 0, OPENED, key="new")
    with psycopg.connect(owner_dsn, autocommit=True) as db:
        today = db.execute("select (now() at time zone 'utc')::date").fetchone()
        assert today
        for days, key in ((7, "kept"), (8, "over")):
            day = today[0] - timedelta(days)
            db.execute(
                f"create table ledger.command_{day:%Y%m%d} partition of ledger.command"
                f" for values from ('{day}') to ('{day + timedelta(1)}')"
            )
            insert = "insert into ledger.command values (%s, '', gen_random_uuid(), 1, 1, %s)"
            db.execute(insert, (key, day))
    with house.pool.connection() as db:
        assert db.execute("select ledger.expire_keys()").fetchone() == (1,)
        keys = db.execute("select key from ledger.command order by key").fetchall()
    assert keys == [("kept",), ("new",)]
    with pytest.raises(KeyReused):
        append(house.ledger, BO, 0, ADDED, key="kept", digest=b"other")


def test_a_backup_that_reads_the_keys_holds_nobody_up(owner_dsn: str, house: House) -> None:
    append(house.ledger, CASE, 0, OPENED)
    with psycopg.connect(owner_dsn) as backup, psycopg.connect(owner_dsn, autocommit=True) as db:
        day = db.execute("select to_char(now() at time zone 'utc', 'YYYYMMDD')").fetchone()
        assert day
        db.execute(f"drop table ledger.command_{day[0]}")  # as if midnight came
        db.execute(
            "create table ledger.command_20200101 partition of ledger.command"
            " for values from ('2020-01-01') to ('2020-01-02')"
        )
        backup.execute("select * from ledger.command")
        assert append(house.ledger, CASE, 1, ACTIVE).position == 2
        assert db.execute("select ledger.expire_keys()").fetchone() == (0,)
        backup.rollback()
        assert db.execute("select ledger.expire_keys()").fetchone() == (1,)


def test_the_keys_of_another_ledger_do_not_open_this_one(dsn: str) -> None:
    other = Secrets(b"", Keys(UUID(int=78), {1: CommandKey(b"")}))
    with pytest.raises(WrongLedger):
        CaseLedger({"LEDGER_DSN": dsn}, other)


def test_a_ledger_keeps_its_identity(owner_dsn: str, house: House) -> None:
    install(owner_dsn, UUID(int=78))
    assert house.ledger.recorder.identity() == LEDGER


def test_time_never_turns_back_in_the_order_of_positions(owner_dsn: str, house: House) -> None:
    append(house.ledger, CASE, 0, OPENED)
    with psycopg.connect(owner_dsn, autocommit=True) as db:
        db.execute("update ledger.event set recorded_at = now() + interval '1 day'")
    append(house.ledger, CASE, 1, ACTIVE)  # alone
    append(house.ledger, BO, 0, ADDED, ADDED)  # as several
    times = [record.recorded_at for record in house.ledger.read(0, 10)]
    assert len(set(times)) == 1
