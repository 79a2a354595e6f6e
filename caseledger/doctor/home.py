"""The data folder: room on its disk, and keys that are nobody else's."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from stat import S_IMODE

from caseledger.doctor.finding import Finding

LEAST = 1 << 30  # bytes: below it PostgreSQL may stop in the middle of a day
GB = 1e9
ALONE = 0o077  # what nobody else may


def home(folder: Path) -> Iterator[Finding]:
    there = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(there).free
    yield Finding(
        part="disk",
        twin=str(folder),
        well=free > LEAST,
        says=f"{free / GB:,.1f} GB free"
        if free > LEAST
        else f"Only {free / GB:.1f} GB are free: make room, or writing will stop.",
    )
    if (folder / "keys").exists():
        yield _keys(folder / "keys")


def _keys(keys: Path) -> Finding:
    loose = [path.name for path in (keys, *sorted(keys.iterdir())) if _mode(path) & ALONE]
    says = f"{len(list(keys.iterdir()))} files, for their owner alone"
    if loose:
        says = f"Others can read {', '.join(loose)}: chmod go= it, and think about who did."
    return Finding(part="keys", twin=str(keys), well=not loose, says=says)


def _mode(path: Path) -> int:
    return S_IMODE(path.stat().st_mode)
