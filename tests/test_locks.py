"""The locks: compiled from pyproject.toml, every file by hash, and no address in any.

To renew one, delete it and run its command; to raise a single package, `--upgrade-package NAME`.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.absent import needs

ROOT = Path(__file__).parent.parent
COMPILE = [
    "--quiet",
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-header",
    "--no-annotate",
]
BUILD = "hatchling==1.33.0\neditables==0.6\nnodejs-wheel-binaries==24.19.0\n"
UV = "uv==0.13.9\n"

HASH = re.compile(r" \\\n    --hash=\S+")

# Made in this order: each may lean on those before it.
LOCKS: dict[str, tuple[list[str], str | None]] = {
    "requirements-dev.lock": (["pyproject.toml", "--group", "dev"], None),
    "requirements.lock": (["pyproject.toml", "-c", "requirements-dev.lock"], None),
    "requirements-build.lock": (["-"], BUILD),
    "requirements-uv.lock": (["-"], UV),
}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_compiled_again_is_the_same(name: str, tmp_path: Path) -> None:
    for path in ("pyproject.toml", "README.md", *LOCKS):
        shutil.copy(ROOT / path, tmp_path)
    # Its versions are to be found again and its hashes asked for anew: those it has are kept.
    (tmp_path / name).write_text(HASH.sub("", (ROOT / name).read_text()))
    asked, said = LOCKS[name]
    uv = str(Path(sys.executable).with_name("uv"))
    command = [uv, "pip", "compile", *COMPILE, *asked, "-o", name]
    done = subprocess.run(
        command, cwd=tmp_path, input=said, text=True, capture_output=True, check=False
    )
    needs("a package index", done.returncode == 0 or "Failed to fetch" not in done.stderr)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / name).read_text() == (ROOT / name).read_text()


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address_and_a_hash_for_every_package(name: str) -> None:
    text = (ROOT / name).read_text()
    assert not re.search(r"https?:|//", text)
    packages = re.split(r"\n(?=\S)", text.strip())
    assert all("--hash=sha256:" in package for package in packages)


def test_the_build_is_pinned_to_what_its_lock_holds() -> None:
    wanted = (ROOT / "pyproject.toml").read_text().split("requires = ", 1)[1].split("\n", 1)[0]
    lock = (ROOT / "requirements-build.lock").read_text()
    pins = re.findall(r'"([^"]+)"', wanted)
    assert pins
    assert all(f"{pin} \\\n" in lock for pin in pins)


def test_the_lock_of_the_pages_names_no_address() -> None:
    packages = json.loads((ROOT / "ui/package-lock.json").read_text())["packages"]
    assert len(packages) > 1
    assert not any("resolved" in each for each in packages.values())
