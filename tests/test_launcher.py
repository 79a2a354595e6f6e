"""The two commands, as a newcomer types them: from a fresh clone, with an empty home."""

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.absent import needs
from tests.postgres import folder

ROOT = Path(__file__).parent.parent
# How this machine reaches the package index is no part of what is tested.
NETWORK = ("SSL_", "UV_", "PIP_", "NODE_", "NPM_", "npm_", "http_", "https_", "no_proxy")


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    needs("a git checkout", (ROOT / ".git").exists())
    made = tmp_path_factory.mktemp("a newcömer") / "caseledger"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(made)], check=True)
    return made


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    network = {name: value for name, value in os.environ.items() if name.startswith(NETWORK)}
    home = tmp_path_factory.mktemp("home")
    return {**network, "HOME": str(home), "PATH": "/usr/local/bin:/usr/bin:/bin"}


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    with folder() as made:
        yield made


def said_until_the_link(clone: Path, env: Mapping[str, str], data: Path) -> str:
    command = ["./run", "up", "--no-browser", "--port", "0", "--data", str(data)]
    with subprocess.Popen(
        command, cwd=clone, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout
            assert any("/sign-in?token=" in line for line in process.stdout)
        finally:
            process.send_signal(signal.SIGINT)
            _, said = process.communicate()
    return said


def test_up_sets_up_once_runs_and_prints_a_link(
    clone: Path, env: Mapping[str, str], data: Path
) -> None:
    said = [said_until_the_link(clone, env, data) for _ in range(2)]
    assert ["Ready after" in each for each in said] == [True, False]


def test_test_sets_up_and_tests(clone: Path, env: Mapping[str, str]) -> None:
    command = ["./run", "test", "-q", "tests/domain"]
    done = subprocess.run(command, cwd=clone, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout.splitlines()[-1]


def asked(clone: Path, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    command = ["./run", "--help"]
    return subprocess.run(command, cwd=clone, env=env, capture_output=True, text=True, check=False)


def test_another_lock_is_set_up_and_what_it_does_not_vouch_for_is_not(
    clone: Path, env: Mapping[str, str]
) -> None:
    lock = clone / "requirements.lock"
    said = lock.read_text()
    try:
        lock.write_text(f"{said}# another\n")
        assert ["Ready after" in asked(clone, env).stderr for _ in range(2)] == [True, False]
        shutil.rmtree(clone / ".venv")  # what is installed is not looked at again
        lock.write_text(re.sub("(?<=sha256:)[0-9a-f]{64}", "0" * 64, said))
        refused = asked(clone, env)
    finally:
        lock.write_text(said)
    assert refused.returncode != 0
    assert "hash mismatch" in refused.stderr.lower()
    assert not (clone / ".venv/made").exists()


def test_setting_up_leaves_the_checkout_as_it_was(clone: Path) -> None:
    command = ["git", "status", "--porcelain"]
    done = subprocess.run(command, cwd=clone, capture_output=True, text=True, check=True)
    assert done.stdout == ""
