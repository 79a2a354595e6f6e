"""The search bar: what was found is marked, what is only similar stands apart, and an ill index."""

import pytest
from httpx2 import Client
from playwright.sync_api import Browser, Page, expect

from tests.e2e.looking import rows, searched, violations, visit
from tests.e2e.stack import OURS, Row, Stack
from tests.postgres import folder
from tests.running import up

SEARCH = "Search cases"


@pytest.fixture(scope="module")
def known(stack: Stack) -> Row:
    client = {"facts": {"first_name": "Élodie", "last_name": "Featherstonehaugh"}}
    return stack.open_case(new_contacts=[client])


def test_what_was_searched_for_is_marked(page: Page, known: Row) -> None:
    visit(page, "/app/cases")
    searched(page, SEARCH, "feather elo")
    marked = rows(page).first.locator("mark")
    expect(marked.first).to_have_text("Élo")
    expect(marked.nth(1)).to_have_text("Feather")
    assert violations(page) == []


def test_a_name_with_a_typo_is_shown_apart(page: Page, known: Row) -> None:
    visit(page, "/app/cases")
    searched(page, SEARCH, "fetherstonehaugh elodei")
    similar = page.get_by_role("region", name="Similar names")
    expect(page.get_by_text("No cases match")).to_be_visible()
    expect(similar.get_by_role("listitem")).to_have_count(1)
    assert violations(page) == []
    similar.get_by_role("link", name="Élodie Featherstonehaugh").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Featherstonehaugh")


def test_the_palette_shows_similar_names_apart(page: Page, known: Row) -> None:
    visit(page, "/app/cases")
    page.keyboard.press("Control+k")
    page.get_by_label("Search cases, contacts and actions").fill("elodie fetherston")
    # The heading is drawn by the style sheet, so it is said and seen but is no element.
    expect(page.get_by_role("dialog")).to_match_aria_snapshot("""
        - dialog "Command palette":
          - text: Similar names
          - button /Élodie Featherstonehaugh/
        """)


def test_an_index_that_does_not_answer_is_said(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASELEDGER_OPENSEARCH", "http://127.0.0.1:9")  # nobody is there
    with folder() as data, up(data) as running, Client(headers=OURS) as api:
        stack = Stack(data, running, api)
        context = browser.new_context(base_url=stack.address, storage_state=None)
        with context, context.new_page() as page:
            page.goto(stack.link())
            visit(page, "/app/cases?status.has=true")
            expect(page.get_by_text("The search index does not answer")).to_be_visible()
            assert violations(page) == []
