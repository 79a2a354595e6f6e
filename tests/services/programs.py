"""The programs of the servers: fetched once for each recipe, and never seen half made."""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from caseledger.adapters.postgres.locks import holding
from caseledger.adapters.postgres.refusal import CannotRun
from tests.services.recipes import Recipe

LONG = 900.0  # seconds: the first build of a Go program on a busy machine
OLDEST_GO = (1, 25)  # Debian 12 has 1.19
DEBIANS_JAVA = 17


def cache() -> Path:
    """Where programs and data lie; for root where the servers, which are not root, can look."""
    if named := os.environ.get("CASELEDGER_SERVICES"):
        return Path(named).resolve()
    if os.geteuid() == 0:
        return Path("/var/cache/caseledger/services")
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "caseledger/services")


class Needed(NamedTuple):
    what: str
    there: object
    debian: bool  # whether Debian 12 has a package of it


def needed(recipe: Recipe) -> Iterator[Needed]:
    """What it needs, in words, and whether that is there."""
    if recipe.java:
        what = f"a JDK {recipe.java} or newer (in JAVA_HOME, on the path, in /usr/lib/jvm or /opt)"
        yield Needed(f"{what} for {recipe.label}", java(recipe.java), recipe.java <= DEBIANS_JAVA)
    if recipe.name == "postgres":
        found = any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        yield Needed("Debian's PostgreSQL", found, True)
    elif not _place(recipe).exists():
        for program, name in recipe.tools.items():
            yield Needed(f"{name} to fetch {recipe.label}", _there(program), program != "go")


def java(at_least: int) -> Path | None:
    """A Java of this version or newer: JAVA_HOME's, the path's, or any that lies around."""
    on_path = Path(shutil.which("java") or "/none/bin/java").resolve().parents[1]
    named = Path(os.environ.get("JAVA_HOME") or on_path)
    for home in (named, on_path, *Path("/usr/lib/jvm").glob("*"), *Path("/opt").glob("*")):
        release = home / "release"
        version = release.is_file() and re.search(r'JAVA_VERSION="(\d+)', release.read_text())
        if version and int(version[1]) >= at_least:
            return home / "bin/java"
    return None


def fetched(recipe: Recipe) -> Path:
    """The folder of its programs, made by its fetch.sh if need be."""
    folder = _place(recipe)
    folder.parent.mkdir(parents=True, exist_ok=True)
    slow = CannotRun(f"Another run fetches {recipe.label} and does not end.")
    with holding(folder.parent / f"{recipe.name}.lock", LONG, slow):
        if not folder.exists() and (recipe.folder / "fetch.sh").exists():
            with tempfile.TemporaryDirectory(dir=folder.parent) as workshop:
                draft = Path(workshop, recipe.name)
                draft.mkdir()
                _fetch(recipe, draft)
                draft.chmod(0o755)
                draft.rename(folder)
    return folder


def _place(recipe: Recipe) -> Path:
    files = sorted(recipe.folder.iterdir())
    state = b"".join(path.read_bytes() for path in files if path.name != "start.sh")
    return cache() / "fetched" / f"{recipe.name}-{hashlib.sha256(state).hexdigest()[:8]}"


def _fetch(recipe: Recipe, draft: Path) -> None:
    done = subprocess.run(
        ["sh", "fetch.sh", draft],
        cwd=recipe.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        umask=0o022,  # who runs it must read what root fetches
        check=False,
    )
    if done.returncode:
        raise CannotRun(f"{recipe.label} was not fetched:\n{done.stdout.strip()[-1500:]}")


def _there(program: str) -> bool:
    if not shutil.which(program):
        return False
    if program != "go":
        return True
    says = subprocess.run(["go", "env", "GOVERSION"], capture_output=True, text=True, check=False)
    found = re.match(r"go(\d+)\.(\d+)", says.stdout)
    return found is not None and (int(found[1]), int(found[2])) >= OLDEST_GO
