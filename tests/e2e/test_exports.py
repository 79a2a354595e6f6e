"""Exporting the list: the file has its rows and its columns, and comes by itself."""

import csv
import re
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Download, Page, Route, expect

from tests.e2e.looking import LONG, dialog, rows, settled, violations, visit
from tests.e2e.stack import Stack
from tests.running import until

QUERY = "status=settled&cols=number,client_name,court_name&sort=court_name"
TRAY = "Background operations"


def table(download: Download, folder: Path) -> list[list[str]]:
    place = folder / download.suggested_filename
    download.save_as(place)
    with place.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def open_dialog(page: Page, query: str) -> None:
    visit(page, f"/app/cases?{query}")
    page.get_by_role("button", name="Export", exact=True).click()
    expect(dialog(page)).to_be_visible()


def test_a_file_has_the_rows_and_columns_of_the_list(
    page: Page, stack: Stack, tmp_path: Path
) -> None:
    count = stack.get("/v1/cases/count", status="settled")["count"]
    open_dialog(page, QUERY)
    assert violations(page) == []
    with page.expect_download() as coming:
        dialog(page).get_by_role("button", name=re.compile(rf"^Export {count:,} case")).click()
    headings, *found = table(coming.value, tmp_path)
    assert headings[:-1] == ["Case number", "Client name", "Court"]
    assert "Filter: status=settled; Sorted by: court_name" in headings[-1]
    assert len(found) == count
    courts = [row[2] for row in found if row[2]]
    assert courts == sorted(courts, key=str.lower)
    assert coming.value.suggested_filename.startswith("cases-")
    expect(dialog(page)).to_have_count(0)


@pytest.mark.parametrize("way", ["by itself", "from another page", "before its answer"])
def test_a_large_one_comes_when_it_is_made(
    page: Page, stack: Stack, tmp_path: Path, way: str
) -> None:
    if stack.get("/v1/cases/count", type="Criminal Defense")["count"] <= 5_000:
        stack.open_many(5_001)
    open_dialog(page, "type=Criminal Defense&cols=number")
    if way == "before its answer":
        page.route("**/v1/exports*", partial(_answered_when_made, stack))
    with page.expect_download(timeout=LONG) as coming:
        dialog(page).get_by_role("button", name=re.compile("^Export ")).click()
        if way == "from another page":
            page.get_by_role("link", name="Contacts").click()
        expect(page.get_by_role("region", name=TRAY)).to_contain_text("Export cases as CSV")
    assert len(table(coming.value, tmp_path)) > 5_001
    with page.expect_download() as again:
        page.get_by_role("region", name=TRAY).get_by_role("button", name="Download").click()
    assert len(table(again.value, tmp_path)) > 5_001


def _answered_when_made(stack: Stack, route: Route) -> None:
    """A slow network: the news of it overtake the answer."""
    answer = route.fetch()
    made = f"/v1/operations/{answer.json()['operation']['id']}"
    until(lambda: stack.get(made)["state"] == "done", LONG / 1000)
    route.fulfill(response=answer)


def test_who_may_not_is_told_why(page: Page, stack: Stack) -> None:
    page.context.clear_cookies()
    page.goto(stack.link("audie@example.com", "auditor"))
    settled(page)
    visit(page, "/app/cases")
    export = page.get_by_role("button", name="Export", exact=True)
    expect(export).to_have_attribute("title", "It takes the permission cases.export")
    export.focus()
    page.keyboard.press("Enter")
    expect(dialog(page)).to_have_count(0)


def test_what_is_selected_is_exported_alone(page: Page, tmp_path: Path) -> None:
    visit(page, "/app/cases?status=settled&cols=number")
    ticks = rows(page).get_by_role("checkbox")
    for at in range(2):
        ticks.nth(at).check()
    page.get_by_role("region", name="Selected cases").get_by_role("button", name="Export").click()
    with page.expect_download() as coming:
        dialog(page).get_by_role("button", name="Export 2 cases").click()
    assert len(table(coming.value, tmp_path)) == 1 + 2
