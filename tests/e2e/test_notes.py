"""Notes: written with a little Markdown, kept as drafts, revised and hidden; versions stay."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.case_page import open_case_page, panel
from tests.e2e.looking import dialog, settled
from tests.e2e.stack import Row, Stack


@pytest.fixture
def case(stack: Stack) -> Row:
    return stack.open_case(facts={"name": "A case with notes"})


def test_a_draft_survives_a_reload_and_is_saved_by_a_key(
    page: Page, case: Row, stack: Stack
) -> None:
    open_case_page(page, case["id"])
    page.keyboard.press("n")
    new = page.get_by_label("New note")
    expect(new).to_be_focused()
    new.fill("She **will** call back.\n\n- police report\n- ER records")
    page.reload()
    expect(page.get_by_label("New note")).to_have_value(
        "She **will** call back.\n\n- police report\n- ER records"
    )
    page.get_by_label("New note").press("Control+Enter")
    note = panel(page).get_by_role("article")
    expect(note.get_by_role("strong")).to_have_text("will")
    expect(note.get_by_role("listitem")).to_have_text(["police report", "ER records"])
    settled(page)
    page.reload()
    expect(panel(page).get_by_role("article")).to_have_count(1)
    expect(page.get_by_label("New note")).to_have_count(0)
    assert len(stack.get(f"/v1/cases/{case['id']}/notes")["notes"]) == 1


def test_a_note_is_revised_and_hidden_and_all_of_it_stays_in_the_history(
    page: Page, case: Row, stack: Stack
) -> None:
    stack.give("write-note", case_id=case["id"], text="First words")
    open_case_page(page, case["id"], "notes")
    page.get_by_role("button", name="Actions for this note").click()
    page.get_by_role("menuitem", name="Edit").click()
    page.get_by_label("Edit the note").fill("Better words")
    page.get_by_role("button", name="Save note").click()
    expect(panel(page).get_by_role("article")).to_contain_text("Better words")
    settled(page)
    page.get_by_role("button", name="Actions for this note").click()
    page.get_by_role("menuitem", name="Hide…").click()
    dialog(page).get_by_label("Reason").fill("Wrong case")
    dialog(page).get_by_role("button", name="Hide", exact=True).click()
    expect(panel(page).get_by_role("article")).to_have_count(0)
    page.get_by_role("button", name="Show 1 hidden note").click()
    expect(panel(page).get_by_role("article")).to_contain_text("Better words")
    page.get_by_role("tab", name="Activity").click()
    history = page.get_by_role("list", name="Changes, newest first")
    expect(history).to_contain_text("Wrong case")
    expect(history).to_contain_text("First words")


def test_script_in_a_note_is_text(page: Page, case: Row, stack: Stack) -> None:
    text = "<img src=x onerror=\"document.title='run'\"> [a](javascript:alert(1)) **x**"
    stack.give("write-note", case_id=case["id"], text=text)
    open_case_page(page, case["id"], "notes")
    note = panel(page).get_by_role("article")
    expect(note.get_by_role("strong")).to_have_text("x")
    expect(note.get_by_role("link")).to_have_count(0)
    assert note.locator("img, script").count() == 0
    assert page.title() != "run"
