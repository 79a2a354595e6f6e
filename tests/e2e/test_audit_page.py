"""The firm's log as a page: narrowed, searched, folded, explained, and taken out as a file."""

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.looking import dialog, searched, violations, visit
from tests.e2e.stack import Stack

LOG = "/app/audit"
ENTRIES = "Entries, newest first"


def test_entries_are_narrowed_and_found_by_their_words(page: Page, stack: Stack) -> None:
    case = stack.open_case(facts={"court_name": "Court of the Nine Bells"})
    visit(page, LOG)
    searched(page, "Search the log", "nine bells")
    entries = page.get_by_role("list", name=ENTRIES)
    expect(entries.get_by_role("link", name=case["name"])).to_be_visible()
    assert violations(page) == []
    page.get_by_label("Any way").select_option("import")
    expect(page.get_by_role("heading", name="No entry matches")).to_be_visible()


def test_why_an_event_happened_is_shown(page: Page, stack: Stack) -> None:
    visit(page, f"{LOG}?kind=case.opened")
    page.get_by_role("button", name=re.compile("^Show event")).first.click()
    drawer = dialog(page)
    expect(drawer.get_by_role("heading", name="Because of")).to_be_visible()
    expect(drawer.get_by_role("heading", name="What followed")).to_be_visible()
    assert violations(page) == []


def test_an_auditor_takes_the_history_as_a_file(page: Page, stack: Stack, tmp_path: Path) -> None:
    case = stack.open_case()
    page.context.clear_cookies()
    page.goto(stack.link("audrey@example.com", "auditor"))
    visit(page, f"{LOG}?case={case['id']}")
    page.get_by_role("button", name="Export", exact=True).click()
    with page.expect_download() as coming:
        dialog(page).get_by_role("button", name="Export", exact=True).click()
    place = tmp_path / coming.value.suggested_filename
    coming.value.save_as(place)
    first, *lines = map(json.loads, place.read_text().splitlines())
    assert first["manifest"]["filters"] == [f"case={case['id']}"]
    assert lines[0]["entry"]["kind"] == "case.opened"
    assert len(lines) == first["manifest"]["count"]
