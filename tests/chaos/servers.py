"""Index, broker and store are killed one after another while people work, and nothing is lost.

It takes minutes: by `./run promises R1`, not with each change.

So is a worker that divides the index with another. Commands never notice; lists say that
PostgreSQL answers; in the end the index is what the lines say, the topic what the ledger says, and
every export that was finished is whole.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from threading import Event, Thread
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from minio import Minio
from msgspec import json
from pydantic import SecretStr

from caseledger.adapters.desk import PostgresDesk
from caseledger.adapters.opensearch.open import open_index
from caseledger.settings import Settings
from caseledger.wiring import House, open_house
from projections import checkpoints
from projections.documents.compare import differing
from projections.documents.index import IndexAway
from projections.documents.indexer import NAME
from tests.chaos.seed import TIMES, chance, say
from tests.chaos.test_relay import missing, order_breaks
from tests.projections.office import Office
from tests.reactions.importer.desk import Desk
from tests.reactions.relay.told import read
from tests.running import until
from tests.scenario import SECRETS
from tests.services.server import Server
from tests.services.shared import own
from tests.signed import signed_in

pytestmark = pytest.mark.real

ROUNDS = TIMES
PAUSE = 0.005  # seconds between two edits of one person
WORK = 30  # commands while a server is dead, at least
COURTS = ("Leeds", "York", "Bath")
COLUMNS = {"columns": ["name", "court_name", "description"]}
LONG = "An account of what happened. " * 200


@pytest.fixture
def servers() -> Iterator[Mapping[str, Server]]:
    with ExitStack() as stack:
        yield {each: stack.enter_context(own(each)) for each in ("opensearch", "kafka", "s3")}


@pytest.fixture
def says(servers: Mapping[str, Server], prefix: str, tmp_path: Path) -> Settings:
    return Settings.silent().model_copy(
        update={
            "data": tmp_path,
            "opensearch": f"http://{servers['opensearch'].address('OPENSEARCH_PORT')}",
            "kafka": servers["kafka"].address("KAFKA_PORT"),
            "indexer": "kafka",
            "s3": f"http://{servers['s3'].address('S3_PORT')}",
            "s3_key": "caseledger",
            "s3_secret": SecretStr("caseledger"),
            "prefix": prefix,
        }
    )


@dataclass
class Load:
    """People at work: they edit, import and export, and note what they were told."""

    house: House
    client: TestClient
    positions: list[int] = field(default_factory=list)
    rows: int = 0
    exports: list[str] = field(default_factory=list)
    refused: int = 0  # exports, in a sentence
    over: Event = field(default_factory=Event)
    wrong: list[Exception] = field(default_factory=list)

    @contextmanager
    def going_on(self) -> Iterator[None]:
        threads = [Thread(target=self._keep, args=(each,)) for each in self._kinds()]
        for each in threads:
            each.start()
        try:
            yield
        finally:
            self.over.set()
            for each in threads:
                each.join()
        assert self.wrong == []

    def _kinds(self) -> list[Callable[[], None]]:
        office, dice = Office(self.house), chance("people at work")
        cases = [office.case(court_name=dice.choice(COURTS), description=LONG) for _ in range(30)]
        desk, numbers = Desk(self.house), iter(range(10**6))

        def edit() -> None:
            cases.append(office.case(court_name=dice.choice(COURTS)))  # of which all is told once
            status = dice.choice(("Active", "Closed", "New Lead"))
            done = office.change_status(dice.choice(cases), status)
            if done.position:  # it was not so already
                self.positions.append(done.position)
            self.over.wait(PAUSE)

        def import_() -> None:
            lines = "".join(f"I-{next(numbers)},Injury,Imported\n" for _ in range(20))
            ran = desk.let_do(f"Number,Type,Case_Name\n{lines}")
            assert desk.counts(ran) == {"create": 20}, ran.error
            self.rows += 20

        def export() -> None:
            said = self.client.post("/v1/exports", json={**COLUMNS, "format": "csv"})
            if said.status_code == 503:
                self.refused += 1
            else:
                assert said.status_code == 201, said.text
                self.exports.append(said.json()["id"])
            while not self.over.wait(50 * PAUSE) and self.state(-1) == "running":
                pass  # large ones are made in the background, one at a time

        return [edit, import_, export]

    def _keep(self, act: Callable[[], None]) -> None:
        while not self.over.is_set():
            try:
                act()
            except Exception as why:
                self.wrong.append(why)
                self.over.set()

    def state(self, at: int) -> str | None:
        """How that of the exports stands; None: nobody asked for one yet."""
        if not self.exports:
            return None
        said: str = self.client.get(f"/v1/exports/{self.exports[at]}").json()["state"]
        return said

    def until(self, seen: Callable[["Load"], bool]) -> None:
        until(lambda: self.wrong or seen(self))
        assert self.wrong == []

    def goes_on(self) -> None:
        """So much was done from now on, whatever is dead."""
        enough = len(self.positions) + WORK
        self.until(lambda _: len(self.positions) >= enough)


def test_whatever_is_killed_while_people_work_nothing_is_lost(
    servers: Mapping[str, Server], says: Settings, dsn: str
) -> None:
    with open_house(dsn, SECRETS, settings=says) as house, signed_in(house) as client:
        load = Load(house, client)
        with worker(dsn, says):
            until(partial(all_is_equal, house, says))  # else the index is built after its death
            with load.going_on():
                for _ in range(ROUNDS):
                    for name, notice in NOTICED.items():
                        with worker(dsn, says):  # another, killed at the end of it
                            load.goes_on()
                            servers[name].kill()
                            load.until(notice)
                            load.goes_on()
                        servers[name].start()
                        load.goes_on()
                load.until(partial(stored, len(load.exports)))
            until(partial(all_is_equal, house, says))
        assert_nothing_is_lost(load, says)


def lists_say_so(load: Load) -> bool:
    said = load.client.get("/v1/cases?court_name=Leeds").json()
    return bool(said["degraded"])


def relay_waits(load: Load) -> bool:
    lag = 'caseledger_follower_lag{follower="relay"} '
    said = load.client.get("/metrics").text
    return float(said.partition(lag)[2].partition("\n")[0] or 0) > WORK


def exports_are_refused(load: Load) -> bool:
    return load.refused > 0


NOTICED: Mapping[str, Callable[[Load], bool]] = {
    "opensearch": lists_say_so,
    "kafka": relay_waits,
    "s3": exports_are_refused,
}


def stored(before: int, load: Load) -> bool:
    """Whether an export that was asked for after all that came through."""
    return len(load.exports) > before and load.state(before) == "done"


@contextmanager
def worker(dsn: str, says: Settings) -> Iterator[subprocess.Popen[bytes]]:
    told = {**says.model_dump(mode="json"), "s3_secret": "caseledger"}
    command = [sys.executable, "-m", "tests.chaos.worker", dsn, json.encode(told).decode()]
    with subprocess.Popen(command) as process:
        try:
            yield process
        finally:
            process.kill()


def all_is_equal(house: House, says: Settings) -> bool:
    index, head = open_index(says.opensearch or "", says.prefix), heads(house)
    if PostgresDesk(house.pool).position("relay") < head:
        return False
    try:
        with house.pool.connection() as db:
            if checkpoints.reached(db, NAME) < head:
                return False
            version = checkpoints.staged(db, "serving")[NAME]
            index.refresh(version)
            return differing(db, checkpoints.serving(db), index, version) == []
    except (IndexAway, KeyError):
        return False


def heads(house: House) -> int:
    return house.ledger.recorder.max_notification_id() or 0


def assert_nothing_is_lost(load: Load, says: Settings) -> None:
    told = read(says.kafka or "", f"{says.prefix}-events")
    relayed = PostgresDesk(load.house.pool).position("relay")  # an export may have ended since
    assert relayed >= max(load.positions)
    assert (missing(load.house, told, relayed), order_breaks(told)) == (set(), 0)
    recorded = {each.position for each in load.house.ledger.read(0, 1_000_000)}
    assert set(load.positions) <= recorded
    whole = 0
    for each in load.exports:
        it = load.house.exports().one(UUID(each))
        if it.expires_at:
            with load.house.blobs.open(it.key) as chunks:
                found = sha256(b"".join(chunks)).hexdigest()
            assert found == it.sha256
            whole += 1
    load.house.blobs.tidy()
    client = Minio((says.s3 or "").partition("//")[2], "caseledger", "caseledger", secure=False)
    assert client._list_multipart_uploads(says.prefix).uploads == []
    say(
        f"{3 * ROUNDS} servers and {3 * ROUNDS} workers killed, {len(load.positions)} commands,"
        f" {load.rows} rows imported, {whole} exports whole, {load.refused} refused"
    )
