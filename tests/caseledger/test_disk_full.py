"""A full disk is refused in a sentence, and loses nothing: freed, everything goes on."""

import os
import subprocess
from collections.abc import Iterator
from json import loads
from pathlib import Path

import pytest

from tests.absent import needs
from tests.postgres import folder
from tests.running import run

SIZE = "220m"
CHUNK = b"\0" * (1 << 20)


@pytest.fixture
def small_disk() -> Iterator[Path]:
    needs("root, to mount a small disk", os.geteuid() == 0)
    with folder() as made:
        made.mkdir(mode=0o711)
        mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=0711", "tmpfs", str(made)]
        done = subprocess.run(mount, capture_output=True, check=False)
        needs("the right to mount a small disk", done.returncode == 0)
        try:
            yield made
        finally:
            subprocess.run(["umount", str(made)], check=True)


def fill(disk: Path) -> Path:
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(CHUNK)
        except OSError:
            pass
    return filler


def add(data: Path, n: int) -> subprocess.CompletedProcess[str]:
    return run(data, "person", "add", f"Person {n}", f"person{n}@example.com", "--role", "user")


def test_a_full_disk_is_refused_in_a_sentence_and_goes_on_when_freed(small_disk: Path) -> None:
    data = small_disk / "data"
    assert add(data, 1).returncode == 0
    filler = fill(small_disk)
    refused = add(data, 2)
    assert refused.returncode == 2, refused.stderr
    assert refused.stderr.startswith("caseledger: ")
    assert "No space left" in refused.stderr
    assert "Traceback" not in refused.stderr
    filler.unlink()
    assert add(data, 2).returncode == 0
    said = loads(run(data, "verify", "--json").stdout)
    assert said["verdict"] == "intact"
