"""The embedded PostgreSQL: durable, private, and gone when we are."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event

import psycopg
import pytest

from caseledger.adapters.postgres.refusal import CannotRun, InUse
from caseledger.adapters.postgres.server import claimed, is_ready, postgres, running
from tests.postgres import folder
from tests.running import gone, until

# The parent of a server, which writes rows and says which were confirmed, until it is killed.
PARENT = """
import sys
from pathlib import Path
import psycopg
from caseledger.adapters.postgres.server import postgres
with postgres(Path(sys.argv[1])) as server, psycopg.connect(server.owner, autocommit=True) as db:
    db.execute("create table if not exists kept (n int)")
    print(server.pid, flush=True)
    for n in range(10**9):
        db.execute("insert into kept values (%s)", (n,))
        print(n, flush=True)
"""


@pytest.fixture
def home() -> Iterator[Path]:
    with folder() as home:
        yield home


def test_it_listens_on_no_port_and_keeps_what_it_confirms(home: Path) -> None:
    with postgres(home) as server, closing(psycopg.connect(server.owner)) as db:
        names = ("listen_addresses", "fsync", "synchronous_commit", "data_checksums")
        values = [db.execute("select current_setting(%s)", (name,)).fetchone() for name in names]
    assert values == [("",), ("on",), ("on",), ("on",)]


def test_its_locale_knows_letters_beyond_ascii(home: Path) -> None:
    with postgres(home) as server, closing(psycopg.connect(server.owner)) as db:
        db.execute("create extension pg_trgm")
        row = db.execute("select lower('ÄÖ'), show_trgm('ä') <> '{}', 'Z' < 'a'").fetchone()
    assert row == ("äö", True, True)


def test_a_second_one_on_the_same_folder_is_refused_at_once(home: Path) -> None:
    with postgres(home), pytest.raises(InUse), postgres(home):
        pass


def test_another_process_finds_it_by_its_folder(home: Path) -> None:
    assert running(home) is None
    with postgres(home) as server:
        assert running(home) == server.owner
    assert running(home) is None


def test_a_server_that_died_starts_again(home: Path) -> None:
    with postgres(home) as server:
        assert server.pid
        os.kill(server.pid, signal.SIGKILL)
        until(lambda: server.pid is None)
        server.start()
        with closing(psycopg.connect(server.owner)) as db:
            assert db.execute("select 1").fetchone() == (1,)


def test_a_pid_file_that_goes_while_it_is_asked_for_is_not_ready(tmp_path: Path) -> None:
    pid_file = tmp_path / "postmaster.pid"
    done = Event()

    def replace() -> None:
        while not done.is_set():
            pid_file.touch()
            pid_file.unlink()

    with ThreadPoolExecutor(1) as others:
        others.submit(replace)
        try:
            assert not any(is_ready(pid_file, 1) for _ in range(2000))
        finally:
            done.set()


def test_no_server_outlives_a_killed_parent_and_no_confirmed_row_is_lost(home: Path) -> None:
    for _ in range(3):
        command = [sys.executable, "-c", PARENT, str(home)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
            assert parent.stdout
            server = int(parent.stdout.readline())
            confirmed = [int(parent.stdout.readline()) for _ in range(50)]
            parent.kill()
            confirmed += [int(line) for line in parent.stdout if line.endswith("\n")]
        until(lambda pid=server: gone(pid))  # type: ignore[misc]  # the loop's own value
        with postgres(home) as again, closing(psycopg.connect(again.owner)) as db:
            kept = {n for (n,) in db.execute("select n from kept")}
            assert set(confirmed) <= kept
            db.execute("delete from kept")


def test_a_server_left_behind_is_waited_for_and_never_run_beside(home: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(home)], stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout
        left = int(parent.stdout.readline())
        os.kill(left, signal.SIGSTOP)
        parent.kill()
    with claimed(home, {}) as server:
        (home / "data/postmaster.pid").unlink()  # so that PostgreSQL itself would not notice
        with pytest.raises(CannotRun, match="does not end"):
            server.start(patience=0.5)
        os.kill(left, signal.SIGCONT)
        server.start()
        assert server.pid != left


def test_a_process_id_that_a_stranger_has_now_does_not_block_the_start(home: Path) -> None:
    with postgres(home):
        lines = (home / "data/postmaster.pid").read_text().splitlines()
    whose = (home / "data").stat().st_uid
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE, user=whose) as stranger:
        (home / "data/postmaster.pid").write_text("\n".join([str(stranger.pid), *lines[1:]]))
        with postgres(home) as server:
            assert server.pid
        stranger.kill()


@pytest.mark.parametrize("name", ["it's, a home ü", "x" * 120])
def test_awkward_names_of_folders_work(home: Path, name: str) -> None:
    home.mkdir()
    home.chmod(0o711)
    with postgres(home / name) as server, closing(psycopg.connect(server.owner)) as db:
        assert db.execute("select 1").fetchone() == (1,)


def test_a_name_that_breaks_initdb_is_refused(home: Path) -> None:
    with pytest.raises(CannotRun, match="Choose a folder without"), postgres(home / 'a"b'):
        pass


def test_data_of_another_major_version_is_refused_in_a_sentence(home: Path) -> None:
    with postgres(home):
        pass
    (home / "data/PG_VERSION").write_text("13\n")
    with pytest.raises(CannotRun, match="was made by PostgreSQL 13"), postgres(home):
        pass


def test_a_half_made_cluster_is_made_again(home: Path) -> None:
    home.mkdir()
    (home / "data.partial").mkdir()
    (home / "data.partial/PG_VERSION").write_text("18\n")
    with postgres(home) as server:
        assert server.pid


def test_a_folder_that_the_server_cannot_reach_is_refused_for_root(home: Path) -> None:
    home.mkdir(mode=0o700)
    if os.geteuid() == 0:
        with pytest.raises(CannotRun, match="cannot pass"), postgres(home / "below"):
            pass
    else:
        with postgres(home / "below") as server:
            assert server.pid


def test_programs_that_are_not_there_are_refused(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASELEDGER_PG_BIN", "/nowhere")
    with pytest.raises(CannotRun, match="holds no initdb"), postgres(home):
        pass
