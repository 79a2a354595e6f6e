"""R7, R9: who follows hears of everything, and a database that goes away comes back to all."""

import os
import signal
from contextlib import closing
from functools import partial

import psycopg
import pytest

from caseledger.adapters.desk import PostgresDesk
from caseledger.adapters.ledger import committer, pool
from caseledger.adapters.postgres.server import Server
from caseledger.wiring import House, open_house
from commands.ids import new_id
from domain.contact.contact import Contact
from domain.refusals import OutcomeUnknown, Unavailable
from projections import checkpoints
from tests.chaos.seed import TIMES, chance
from tests.running import PATIENCE, until
from tests.scenario import ADDED, SECRETS, append
from tests.working import working

OTHERS = "from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"


def reached(house: House, position: int) -> bool:
    """Whether everybody who follows has come so far."""
    with house.pool.connection() as db:
        names = checkpoints.serving(db).versions
        projected = min(checkpoints.reached(db, name) for name in names)
    return min(projected, PostgresDesk(house.pool).position("notary")) >= position


def write(house: House) -> int:
    return append(house.ledger, new_id(), 0, ADDED).position or 0


def test_on_a_quiet_system_one_event_reaches_everybody(house: House) -> None:
    with working(house):
        position = write(house)
        until(lambda: reached(house, position), PATIENCE)


def test_an_event_reaches_everybody_who_was_cut_off(house: House, owner_dsn: str) -> None:
    with working(house), closing(psycopg.connect(owner_dsn, autocommit=True)) as owner:
        first = write(house)
        until(lambda: reached(house, first), PATIENCE)
        for _ in range(3 * TIMES):
            owner.execute(f"select pg_terminate_backend(pid) {OTHERS}")
            position = write(house)
            until(partial(reached_in_spite, house, position), PATIENCE)


def reached_in_spite(house: House, position: int) -> bool:
    try:
        return reached(house, position)
    except psycopg.OperationalError:  # one of the connections that were cut
        house.pool.check()
        return False


def test_nobody_needs_to_be_told(house: House, owner_dsn: str) -> None:
    """A notification that never comes is made up for by looking."""
    with closing(psycopg.connect(owner_dsn, autocommit=True)) as owner:
        body = owner.execute(
            "select pg_get_functiondef(oid) from pg_proc where proname = 'append_one'"
        ).fetchone()
        assert body
        owner.execute(body[0].replace("perform pg_notify('ledger', '')", "perform 1"))
    with working(house):
        for _ in range(3):
            position = write(house)
            until(partial(reached, house, position), PATIENCE)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(committer, "PATIENCE", 0.3)
    monkeypatch.setattr(pool, "PATIENCE", 0.3)


@pytest.mark.usefixtures("impatient")
def test_a_database_that_is_gone_is_said_and_all_return_when_it_does(
    mortal: Server, mortal_dsn: str
) -> None:
    dice = chance("away")
    with open_house(mortal_dsn, SECRETS) as house, working(house):
        position = write(house)
        until(lambda: reached(house, position), PATIENCE)
        for _ in range(2 * TIMES):
            if dice.random() < 0.5:
                mortal.stop()
            else:
                os.kill(mortal.pid or 0, signal.SIGKILL)
                until(lambda: mortal.pid is None)
            for _ in range(2):
                with pytest.raises(Unavailable):
                    write(house)
                with pytest.raises(Unavailable):
                    house.ledger.load(Contact, new_id())
            mortal.start()
            until(lambda: written(house), PATIENCE)
            until(lambda: reached_in_spite(house, len(house.ledger.read(0, 1_000))), PATIENCE)
        said = house.ledger.read(0, 1_000)
        assert [record.position for record in said] == list(range(1, len(said) + 1))


def written(house: House) -> bool:
    try:
        return write(house) > 0
    except Unavailable:
        return False


@pytest.mark.usefixtures("impatient")
def test_nobody_is_told_that_nothing_was_changed_when_it_may_have_been(
    mortal: Server, mortal_dsn: str
) -> None:
    with open_house(mortal_dsn, SECRETS) as house:
        write(house)
        mortal.stop()
        with pytest.raises(OutcomeUnknown):  # it was on its way when the connection was found dead
            write(house)
        with pytest.raises(Unavailable) as told:  # nothing was sent: there is nobody to send it to
            write(house)
        assert type(told.value) is Unavailable
