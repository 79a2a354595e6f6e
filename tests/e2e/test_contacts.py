"""Contacts: edited in place, reached by numbers and addresses, and what they said about that."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.looking import dialog, rows, searched, settled, visit
from tests.e2e.stack import Row, Stack


@pytest.fixture
def contact(stack: Stack) -> Row:
    return stack.give(
        "add-contact",
        facts={"first_name": "Imogen", "last_name": "Hartwell"},
        phones=[{"value": "+13055550122"}],
        emails=[{"value": "imogen@hartwell.example", "label": "other"}],
    )


def test_a_contact_is_found_by_phone(page: Page, contact: Row) -> None:
    visit(page, "/app/contacts")
    searched(page, "Search contacts", "305 555 0122")
    expect(rows(page).filter(has_text="Imogen Hartwell").first).to_be_visible()


def test_an_edit_leaves_one_entry_with_before_and_after(
    page: Page, stack: Stack, contact: Row
) -> None:
    visit(page, f"/app/contacts/{contact['id']}")
    page.get_by_role("button", name="Last name: Hartwell, edit").click()
    page.get_by_label("Last name", exact=True).fill("Ashdown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Imogen Ashdown", level=1)).to_be_visible()
    settled(page)
    history = page.get_by_role("list", name="Change history")
    entry = history.get_by_role("listitem").first
    expect(entry).to_contain_text("Ana Ruiz edited Last name")
    expect(entry).to_contain_text("from Hartwell")
    expect(entry).to_contain_text("to Ashdown")
    entries = stack.get(f"/v1/contacts/{contact['id']}/activity")["entries"]
    assert [each["kind"] for each in entries].count("contact.details-revised") == 1


def test_escape_leaves_a_value_as_it_was(page: Page, contact: Row) -> None:
    visit(page, f"/app/contacts/{contact['id']}")
    page.get_by_role("button", name="First name: Imogen, edit").click()
    page.get_by_label("First name", exact=True).fill("Nobody")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="First name: Imogen, edit")).to_be_focused()


def test_an_opt_out_keeps_how_it_is_known(page: Page, stack: Stack, contact: Row) -> None:
    visit(page, f"/app/contacts/{contact['id']}")
    page.get_by_role("button", name="Actions for +1 305 555 0122").click()
    page.get_by_role("menuitem", name="Record an opt-out…").click()
    form = dialog(page)
    form.get_by_label("How do you know?").select_option("letter")
    form.get_by_label("Their words").fill("No more texts, please")
    form.get_by_label("Proof").fill("letter of 3 May")
    form.get_by_role("button", name="Record opt-out").click()
    expect(form).to_have_count(0)
    settled(page)
    expect(page.get_by_text("“No more texts, please”").first).to_be_visible()
    phone = stack.get(f"/v1/contacts/{contact['id']}")["phones"][0]
    assert (phone["opted_out"], phone["source"]) == (True, "letter")
    stack.give("record-opt-in", contact_id=contact["id"], channel="sms")


def test_a_second_number_becomes_primary_and_goes_again(page: Page, contact: Row) -> None:
    visit(page, f"/app/contacts/{contact['id']}")
    page.get_by_role("button", name="Add phone number").click()
    dialog(page).get_by_label("Number").fill("305 555 0133")
    dialog(page).get_by_role("button", name="Add", exact=True).click()
    expect(dialog(page)).to_have_count(0)
    actions = page.get_by_role("button", name="Actions for +1 305 555 0133")
    actions.click()
    page.get_by_role("menuitem", name="Make primary").click()
    settled(page)
    actions.click()
    expect(page.get_by_role("menuitem", name="Make primary")).to_be_disabled()
    page.get_by_role("menuitem", name="Remove this phone number").click()
    expect(actions).to_have_count(0)
