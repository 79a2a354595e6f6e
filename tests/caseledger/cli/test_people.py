"""Who may come in, from the command line: with the product running and without."""

from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

from tests.postgres import folder
from tests.running import Running, run, up


def status(it: Running, path: str, **headers: str) -> int:
    with closing(HTTPConnection(it.address.removeprefix("http://"), timeout=20)) as web:
        web.request("GET", path, headers=headers)
        return web.getresponse().status


def link_of(says: str) -> str:
    return next(word for word in says.split() if "/sign-in?token=" in word)


def test_the_link_that_up_prints_signs_in_once() -> None:
    with folder() as data, up(data) as it:
        link = link_of(it.says)
        assert link.startswith(f"{it.address}/sign-in?token=")
        assert status(it, link.removeprefix(it.address)) == 200  # a page that asks for the name


def test_a_key_reads_and_is_the_last_thing_printed(data: Path) -> None:
    created = run(data, "key", "create", "Intake form", "--can", "read,write")
    with up(data) as it:
        other = run(data, "key", "create", "Another")
        for key in (created.stdout.split()[-1], other.stdout.split()[-1]):
            assert status(it, "/v1/cases", **{"X-API-KEY": key}) == 200


def test_a_key_can_read_or_write(data: Path) -> None:
    refused = run(data, "key", "create", "Wild", "--can", "everything")
    assert refused.stderr == "caseledger: A key can read or write, not “everything”.\n"
    assert refused.returncode == 2


def test_a_person_is_added_and_has_a_link(data: Path) -> None:
    added = run(data, "person", "add", "Nora Quist", "nora@example.com", "--role", "user")
    assert added.returncode == 0, added.stderr
    assert "/sign-in?token=" in run(data, "sign-in", "nora@example.com").stdout
    again = run(data, "person", "add", "Nora Quist", "nora@example.com", "--role", "user")
    assert again.returncode == 2
    assert again.stderr.startswith("caseledger: ")
    assert again.stderr.count("\n") == 1


def test_nobody_unknown_gets_a_link(data: Path) -> None:
    refused = run(data, "sign-in", "nobody@example.com")
    assert refused.returncode == 2
    assert refused.stderr == "caseledger: Nobody here has the e-mail address nobody@example.com.\n"


def test_an_unknown_role_is_refused(data: Path) -> None:
    refused = run(data, "person", "add", "Ann", "ann@example.com", "--role", "king")
    assert refused.returncode == 2
    assert "Traceback" not in refused.stderr
