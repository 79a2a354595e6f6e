"""The pages: files that were built, one page for all addresses, and what is said without them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from caseledger.web.app import create_app
from caseledger.wiring import House


@pytest.fixture
def static(tmp_path: Path) -> Path:
    static = tmp_path / "static"
    (static / "assets").mkdir(parents=True)
    (static / "index.html").write_text("<!doctype html><title>Pages</title>")
    (static / "mark.svg").write_text("<svg/>")
    (static / "assets/main-3f9a.js").write_text("1")
    (static / ".stamp").write_text("secret")
    (tmp_path / "outside.txt").write_text("secret")
    return static


@pytest.fixture
def browser(house: House, static: Path) -> Iterator[TestClient]:
    """In which nobody has signed in: the pages themselves are nobody's secret."""
    with TestClient(create_app(house, static), follow_redirects=False) as client:
        yield client


@pytest.mark.parametrize(
    "path",
    ["/app", "/app/", "/app/cases/1?tab=notes", "/app/.stamp", "/app/../outside.txt",
     "/app/%2e%2e/outside.txt", "/app/..%2foutside.txt", "/app/assets/../../outside.txt"],
)  # fmt: skip
def test_every_address_of_the_pages_is_the_one_page(browser: TestClient, path: str) -> None:
    said = browser.get(path)
    assert "secret" not in said.text
    if said.status_code != 404:  # the client itself resolves some of them
        assert (said.status_code, "<title>Pages</title>" in said.text) == (200, True)
        assert said.headers["Cache-Control"] == "no-cache"


def test_a_hashed_file_is_kept_for_ever_and_no_other(browser: TestClient) -> None:
    said = browser.get("/app/assets/main-3f9a.js")
    assert (said.text, said.headers["Cache-Control"]) == (
        "1",
        "public, max-age=31536000, immutable",
    )
    assert said.headers["Content-Type"].startswith("text/javascript")
    assert browser.get("/app/mark.svg").headers["Cache-Control"] == "no-cache"
    gone = browser.get("/app/assets/main-0000.js")
    assert (gone.status_code, gone.headers["Content-Type"]) == (404, "application/problem+json")


def test_the_beginning_leads_to_the_pages(browser: TestClient) -> None:
    assert browser.get("/").headers["Location"] == "/app/"


def test_pages_that_could_not_be_built_explain_themselves(
    browser: TestClient, static: Path
) -> None:
    (static / "index.html").unlink()
    assert "never built" in browser.get("/app/cases").text
    (static / "BUILD_FAILED.txt").write_text("npm said <no>")
    said = browser.get("/app/cases")
    assert (said.status_code, "npm said &lt;no&gt;" in said.text) == (503, True)
    assert "./run up" in said.text
    assert browser.get("/v1/me").status_code == 401  # the API works without them
