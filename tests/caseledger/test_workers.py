"""The worker process: what it looks after, beside all that follows the ledger."""

import os
from pathlib import Path
from time import time
from uuid import uuid4

from caseledger.adapters.blobs.folder import DRAFT
from caseledger.wiring import House
from domain.blobs import ABANDONED
from tests.running import until
from tests.working import working


def test_what_a_killed_process_left_half_written_is_gone_when_a_worker_begins_and_when_it_ends(
    house: House,
) -> None:
    files = house.settings.data / "files"
    files.mkdir()
    early, ours = half(files), half(files, age=0)
    with working(house):
        until(lambda: not early.exists())
        late = half(files)
    assert [each.exists() for each in (late, ours)] == [False, True]


def half(folder: Path, age: float = 2 * ABANDONED) -> Path:
    """Of a file that somebody began to write, so many seconds ago."""
    made, began = folder / f"{uuid4()}.part{DRAFT}", time() - age
    made.touch()
    os.utime(made, (began, began))
    return made
