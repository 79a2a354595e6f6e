"""A rebuild: beside what serves, while people work and read; broken off and gone on; undone."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from threading import Event

import pytest
from psycopg.sql import SQL

from caseledger.wiring import House
from commands.cases import ReviseCaseDetails
from projections import checkpoints, quarantine
from projections import rebuild as making
from projections.rebuild import Pace, Stopped, build, drop, install, rebuild, roll_back
from projections.runner import PROJECTIONS, catch_up, follow
from projections.tables import Db, Tables
from projections.verify import verify
from tests.projections.office import Office
from tests.running import until


@contextmanager
def meanwhile(*each: object) -> Iterator[list[int]]:
    """These go on, over and over, until the block ends. Yields how often each was done."""
    stop, done = Event(), [0] * len(each)

    def again(n: int) -> None:
        while not stop.is_set():
            each[n]()  # type: ignore[operator]  # they are callables
            done[n] += 1

    with ThreadPoolExecutor(len(each)) as threads:
        futures = [threads.submit(again, n) for n in range(len(each))]
        try:
            yield done
        finally:
            stop.set()
            for future in futures:
                future.result()


def test_nobody_who_reads_or_writes_meanwhile_notices(office: Office, db: Db) -> None:
    house = office.house
    bo = office.client("+12025550141")
    cases = [office.case(bo, court_name="0") for _ in range(20)]
    house.catch_up()
    stop, counted = Event(), iter(range(1, 1_000_000))

    def write() -> None:
        n = next(counted)
        case = cases[n % len(cases)]
        office.do(ReviseCaseDetails(case_id=case, changes={"court_name": str(n)}))

    def read() -> None:
        with house.pool.connection() as mine:
            query = "select court_name, client_name, position from read.case_line"
            rows = mine.execute(query).fetchall()
            ids = mine.execute("select id from read.case_line order by updated_at").fetchall()
        assert len(rows) == len(ids) == len(cases)
        assert all(client == "Bo Smith" and position for _, client, position in rows)

    with ThreadPoolExecutor(1) as thread:
        following = thread.submit(follow, house.pool.connection, house.ledger, stop)
        with meanwhile(write, read, read) as done:
            right = [rebuild(db, house.ledger) for _ in range(6)]
        stop.set()
        following.result()
    assert all(all(each.values()) for each in right), right
    assert min(done) > 20, done
    house.catch_up()
    assert not any(verify(db, house.ledger).values())


def test_a_rebuild_that_was_broken_off_goes_on(
    office: Office, db: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        office.case(office.client())
    office.house.catch_up()
    monkeypatch.setattr(making, "BATCH", 4)
    stop = Event()
    stop.set()
    with pytest.raises(Stopped):
        rebuild(db, office.house.ledger, pace=Pace(stop=stop))
    (state,) = [each for each in checkpoints.standings(db, 100) if each.name == "state"]
    assert state.state == "rebuilding"
    assert state.rebuilding
    assert state.rebuilding.position == 4
    half_done = state.rebuilding.version
    rebuild(db, office.house.ledger)
    assert checkpoints.serving(db).versions["state"] == half_done
    assert not any(verify(db, office.house.ledger).values())


def test_what_is_made_for_a_past_is_neither_what_serves_nor_its_rebuild(
    office: Office, db: Db
) -> None:
    then, before = Tables({"case_line": 99}), checkpoints.standings(db, 100)
    checkpoints.begin(db, "case_line", 99, 0, "past_1")
    quarantine.add(db, then, "case_line", office.case(), 1, ValueError("it was ill then"))
    assert quarantine.all_of(db) == []
    assert checkpoints.standings(db, 100) == before


def test_the_versions_before_a_rebuild_can_serve_again(office: Office, db: Db) -> None:
    office.case(office.client("+12025550141"))
    office.house.catch_up()
    before = checkpoints.serving(db)
    rebuild(db, office.house.ledger)
    office.case(office.client("+12025550141"))
    office.reply("+12025550141", "STOP")
    office.house.catch_up()
    roll_back(db, office.house.ledger)
    assert checkpoints.serving(db) == before
    assert db.execute("select count(*) from read.case_line").fetchone() == (2,)
    assert not any(verify(db, office.house.ledger).values())


def test_what_is_rebuilt_takes_along_what_reads_it(office: Office, db: Db) -> None:
    office.house.catch_up()
    rebuild(db, office.house.ledger, {"contact_line"})
    versions = checkpoints.serving(db).versions
    fresh = {"contact_line", "case_line", "case_search", "list_member"}
    assert {name for name, version in versions.items() if version == 2} == fresh
    rebuild(db, office.house.ledger)  # of versions before the last one no table is left
    query = "select count(*) from pg_tables where schemaname = 'read' and tablename like %s"
    assert db.execute(query, ("contact\\_line\\__",)).fetchone() == (2,)


def test_another_shape_calls_for_a_rebuild_of_it_and_what_reads_it(office: Office, db: Db) -> None:
    office.case()
    install(db, office.house.ledger)
    assert set(checkpoints.serving(db).versions.values()) == {1}
    db.execute("update read.projection set shape = 0 where name = 'contact_line'")
    install(db, office.house.ledger)
    versions = checkpoints.serving(db).versions
    fresh = {"contact_line", "case_line", "case_search", "list_member"}
    assert {name for name, version in versions.items() if version == 2} == fresh


def test_a_list_as_it_was_follows_nothing_later(office: Office, db: Db) -> None:
    bo = office.client("+12025550141")
    case = office.case(bo)
    then = office.change_status(case, "active").position
    office.reply("+12025550141", "STOP")
    office.change_status(case, "settled")
    office.house.catch_up()
    tables = build(db, office.house.ledger, until=then, stage="scratch")
    query = SQL("select status, opted_out from {}")
    assert db.execute(query.format(tables["case_line"])).fetchall() == [("active", [])]
    drop(db, PROJECTIONS, tables)
    assert db.execute("select status from read.case_line").fetchall() == [("settled",)]


def test_drift_is_listed_and_repaired(office: Office, db: Db) -> None:
    bo = office.client("+12025550141")
    gone, changed = office.case(bo), office.case(bo)
    office.house.catch_up()
    right = db.execute("select * from read.case_line order by id").fetchall()
    db.execute("delete from read.case_line where id = %s", (gone,))
    db.execute("update read.case_line set opted_out = '{call}' where id = %s", (changed,))
    drift = verify(db, office.house.ledger, repair=True)
    assert drift["case_line"] == sorted(map(str, (gone, changed)))
    assert not any(found for name, found in drift.items() if name != "case_line")
    assert db.execute("select * from read.case_line order by id").fetchall() == right
    assert not any(verify(db, office.house.ledger).values())


def test_a_follower_survives_the_loss_of_its_connections(office: Office, db: Db) -> None:
    house, stop = office.house, Event()
    with ThreadPoolExecutor(1) as thread:
        done = thread.submit(follow, house.pool.connection, house.ledger, stop)
        for _ in range(3):
            with suppress(Exception), house.pool.connection() as one:  # it may be ended, too
                one.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                    " where pid <> pg_backend_pid() and datname = current_database()"
                )
            house.pool.check()
            office.case()
            until(partial(_reached, house, house.ledger.recorder.max_notification_id()))
        stop.set()
        done.result(30)
    catch_up_and_verify(house)


def _reached(house: House, position: int) -> bool:
    with suppress(Exception), house.pool.connection() as db:  # it may have been ended
        return checkpoints.reached(db, "case_line") >= position
    return False


def catch_up_and_verify(house: House) -> None:
    house.pool.check()
    with house.pool.connection() as db:
        catch_up(db, house.ledger)
        assert not any(verify(db, house.ledger).values())
