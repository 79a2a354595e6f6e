"""R1: no acknowledged event is lost, whatever of ours is SIGKILLed, and the read model is right.

Some write, some follow, and every 0.15 to 0.8 s one of them dies: a writer, the worker, one of
the server's processes, or the whole server.
"""

import os
import signal
import subprocess
import sys
from collections import Counter
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from threading import Event

import psycopg

from caseledger.adapters.evidence import evidence
from caseledger.adapters.postgres.server import Server
from caseledger.wiring import House, open_house
from domain.contact.card import ContactDetailsRevised
from projections.verify import verify as compare
from queries.verify import Verdict, verify
from tests.chaos.ledger import notarise
from tests.chaos.seed import TIMES, chance, say
from tests.chaos.writer import Ack, acks
from tests.running import until
from tests.scenario import SECRETS

ROUNDS, WRITERS = 60 * TIMES, 4


class Crew:
    """The processes, each of which is started again when it has died."""

    def __init__(self, dsn: str, notes: Path) -> None:
        self._commands = {
            "worker": ["tests.chaos.worker", dsn],
            **{
                f"writer {n}": ["tests.chaos.writer", dsn, str(notes / str(n)), str(n)]
                for n in range(WRITERS)
            },
        }
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self.keep()

    def keep(self) -> None:
        for name, command in self._commands.items():
            if name not in self._running or self._running[name].poll() is not None:
                self._running[name] = subprocess.Popen(
                    [sys.executable, "-m", *command], stderr=subprocess.DEVNULL
                )

    def kill(self, name: str) -> None:
        self._running[name].kill()
        self._running[name].wait()

    @property
    def names(self) -> list[str]:
        return list(self._commands)

    def end(self) -> None:
        for name in self._running:
            self.kill(name)


def test_no_acknowledged_event_is_lost(mortal: Server, mortal_dsn: str, tmp_path: Path) -> None:
    server, dsn = mortal, mortal_dsn
    dice, deaths = chance("kills"), Counter[str]()
    with open_house(dsn, SECRETS):
        pass  # so that the first worker need not make the tables
    crew = Crew(dsn, tmp_path)
    try:
        for _ in range(ROUNDS):
            Event().wait(dice.uniform(0.15, 0.8))
            # On a busy machine a process takes seconds to begin, and would die before it wrote.
            until(partial(wrote_more, tmp_path, written(tmp_path)))
            victim = dice.choice([*crew.names, "postgres", "postgres", "backend"])
            deaths[victim] += 1
            match victim:
                case "postgres":
                    kill_server(server)
                    server.start()
                case "backend":
                    kill_one_backend(server.owner, dice.random())
                case _:
                    crew.kill(victim)
            crew.keep()
    finally:
        crew.end()
    say(str(dict(deaths)))
    with open_house(dsn, SECRETS) as house:
        noted = [ack for path in tmp_path.iterdir() for ack in acks(path)]
        assert len(noted) > ROUNDS
        say(f"{len(noted)} acknowledged, {sum(deaths.values())} killed")
        assert_all_kept(house, noted)
        house.catch_up()
        notarise(house)
        with house.pool.connection() as db:
            assert not any(compare(db, house.ledger).values())
        with evidence(house.pool) as kept:
            assert verify(kept, SECRETS.keys) == Verdict("intact", kept.size())


def written(notes: Path) -> int:
    """How much was acknowledged by now."""
    return sum(path.stat().st_size for path in notes.iterdir())


def wrote_more(notes: Path, than: int) -> bool:
    return written(notes) > than


def kill_server(server: Server) -> None:
    if server.pid:
        os.kill(server.pid, signal.SIGKILL)
    until(lambda: server.pid is None)


def kill_one_backend(owner: str, which: float) -> None:
    """A process that serves somebody. The server then restarts by itself."""
    query = "select pid from pg_stat_activity where backend_type = 'client backend' and pid <> %s"
    with suppress(psycopg.OperationalError, ProcessLookupError):
        with closing(psycopg.connect(owner)) as db:
            pids = db.execute(query, (db.info.backend_pid,)).fetchall()
        if pids:
            os.kill(pids[int(which * len(pids))][0], signal.SIGKILL)


def assert_all_kept(house: House, noted: list[Ack]) -> None:
    """Each acknowledged event is at its position, once; and positions and versions are dense."""
    at: dict[int, tuple[object, int, str]] = {}
    said = Counter[str]()
    versions: dict[object, int] = {}
    position = 0
    while batch := house.ledger.read(position, 5_000):
        for record in batch:
            position += 1
            assert record.position == position
            stream, version = record.originator_id, record.originator_version
            assert version == versions.get(stream, 0) + 1
            versions[stream] = version
            if isinstance(record.event, ContactDetailsRevised):
                says = str(record.event.facts["first_name"][1])
                at[position] = stream, version, says
                said[says] += 1
    lost = [ack for ack in noted if at.get(ack.position) != (ack.stream, ack.version, ack.says)]
    assert not lost, f"{len(lost)} of {len(noted)} are lost"
    assert max(said.values()) <= 3  # a command writes the same up to three times, and happens once
