"""What is installed: every room, its SQL, the pages; and no dependency takes a room's name."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.absent import needs

ROOT = Path(__file__).parent.parent
ROOMS = ["domain", "commands", "projections", "queries", "archiver", "reactions", "caseledger"]
WHERE = "from importlib import import_module as i; print(i({!r}).__file__)"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the unpacked wheel. Its pages are left out."""
    return unpacked(ROOT, tmp_path_factory.mktemp("wheel"))


def unpacked(root: Path, folder: Path) -> Path:
    build = f"from hatchling.build import build_wheel; print(build_wheel({str(folder)!r}))"
    environment = {"CASELEDGER_SKIP_UI": "1", "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-c", build]
    subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True)
    wheel = next(folder.glob("*.whl"))
    with ZipFile(wheel) as zipped:
        zipped.extractall(folder / "unpacked")
    return folder / "unpacked"


@pytest.mark.parametrize("room", ROOMS)
def test_outside_the_checkout_each_room_is_ours(installed: Path, room: str) -> None:
    """As `pip` would have it: our files after those of the dependencies."""
    # The environment of the tests knows the checkout, which nobody's does who installed the wheel.
    outside = f"sys.path = [each for each in sys.path if each != {str(ROOT)!r}]"
    code = f"import sys; {outside}; sys.path.append({str(installed)!r}); {WHERE.format(room)}"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=installed.parent, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(installed / room / "__init__.py")


def test_the_wheel_holds_what_is_no_python_too(installed: Path) -> None:
    ours = {path.relative_to(ROOT) for room in ROOMS for path in (ROOT / room).rglob("*.sql")}
    assert ours
    assert all((installed / path).is_file() for path in ours)


def test_the_wheel_holds_rooms_and_nothing_else(installed: Path) -> None:
    top = {path.name for path in installed.iterdir() if not path.name.endswith(".dist-info")}
    assert top == set(ROOMS)


def test_the_wheel_holds_the_pages_that_were_built(tmp_path: Path) -> None:
    needs("a git checkout", (ROOT / ".git").exists())
    clone, page = tmp_path / "clone", Path("caseledger/web/static/assets/page.js")
    subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
    (clone / page).parent.mkdir(parents=True)
    (clone / page).write_text("of the pages")
    assert (unpacked(clone, tmp_path) / page).read_text() == "of the pages"
