"""Types of case taken along as files: what one would make is seen before it is made."""

import json
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from domain.people.roles import Role
from tests.caseledger.type_files import changed
from tests.e2e.looking import dialog, settled, violations, visit
from tests.e2e.stack import Stack

NUMBERS = count(1)
LONG = "W" * 200


@pytest.fixture
def name() -> str:
    return f"Sea Law {next(NUMBERS)}"


def chosen(page: Page, content: bytes) -> None:
    """By the keyboard alone, but for the browser's own window."""
    visit(page, "/app/settings/case-types")
    page.get_by_role("button", name="Import from file…").press("Enter")
    choose = dialog(page).get_by_role("button", name="Choose a file")
    expect(choose).to_be_focused()
    choose.click(trial=True)  # the dialog stands still
    with page.expect_file_chooser() as chooser:
        choose.press("Enter")
    name = "type.json"
    chooser.value.set_files(FilePayload(name=name, mimeType="application/json", buffer=content))
    expect(dialog(page).get_by_role("status")).to_be_visible()
    settled(page)


def written(said: Any) -> bytes:
    return json.dumps(said).encode()


def fits(page: Page) -> None:
    """In both themes and on a narrow screen."""
    for scheme, width in (("light", 1440), ("dark", 1440), ("dark", 320), ("light", 320)):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_viewport_size({"width": width, "height": 800})
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 1440, "height": 900})


def test_a_type_is_exported_and_imported_under_another_name(
    page: Page, stack: Stack, name: str
) -> None:
    stack.give("define-case-type", name=name)
    visit(page, f"/app/settings/case-types/{stack.type_named(name)['id']}")
    page.get_by_role("button", name=f"More about {name}").click()
    with page.expect_download() as saved:
        page.get_by_role("menuitem", name="Export as file").click()
    assert saved.value.suggested_filename == f"{name}.case-type.json"
    said = json.loads(Path(saved.value.path()).read_text())
    said["fields"] = [
        {"key": f"x_sail_{name[-1]}", "label": LONG, "kind": "text", "required": True}
    ]
    chosen(page, written(said))
    form = dialog(page)
    expect(form.get_by_role("status")).to_have_text(
        "It can be imported under another name or code."
    )
    expect(form.get_by_label("Name")).to_have_attribute("aria-invalid", "true")
    expect(form.get_by_role("button", name="Import", exact=True)).to_be_disabled()
    form.get_by_role("button", name=f"Call it {name} (2)").click()
    expect(form.get_by_role("status")).to_have_text("It would make 7 statuses and 1 new field.")
    expect(form.get_by_role("list", name="Statuses")).to_contain_text("New cases begin in it.")
    expect(form.get_by_role("list", name="Fields")).to_contain_text("Text · Required.")
    fits(page)
    form.get_by_label("Name").fill(f"{name} again")
    form.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_role("heading", name=f"{name} again", level=1)).to_be_visible()
    expect(page.get_by_role("tab", name="Fields 1")).to_be_visible()
    page.get_by_role("tab", name="History").click()
    expect(page.get_by_text("from type.json").first).to_be_visible()


def test_what_is_wrong_with_a_file_comes_first(page: Page, stack: Stack, name: str) -> None:
    types = len(stack.get("/v1/case-types")["case_types"])
    wrong = changed(name=name, statuses__0__next__1="sunk", fields__1__options=[])
    chosen(page, written(wrong))
    form = dialog(page)
    expect(form.get_by_role("status")).to_have_text("This file cannot be imported: 2 problems.")
    faults = form.get_by_role("list", name="What is wrong").get_by_role("listitem")
    expect(faults.first).to_have_text(
        "No status of this file has the key “sunk”. statuses[0].next[1]"
    )
    expect(form.get_by_role("button", name="Import", exact=True)).to_be_disabled()
    fits(page)
    form.get_by_role("button", name="Choose another file").click()
    form.get_by_label("File to import").set_input_files(
        FilePayload(name="cases.csv", mimeType="text/csv", buffer=b"Name,Type\n")
    )
    expect(faults).to_have_text("This is not JSON that can be read: line 1, column 1.")
    form.get_by_role("button", name="Choose another file").click()
    form.get_by_label("File to import").set_input_files(
        FilePayload(name="film.json", mimeType="application/json", buffer=b" " * 2_000_000)
    )
    expect(form.get_by_role("alert")).to_contain_text("The file of a type has 1 MB at most.")
    assert len(stack.get("/v1/case-types")["case_types"]) == types


def test_who_may_not_change_the_settings_exports_and_is_told_why_not_more(
    browser: Browser, base_url: str, stack: Stack
) -> None:
    with browser.new_context(base_url=base_url) as context:
        reader = context.new_page()
        reader.goto(stack.link("files@example.com", Role.USER))
        visit(reader, "/app/settings/case-types")
        button = reader.get_by_role("button", name="Import from file…")
        expect(button).to_have_attribute("title", "It takes the permission settings.edit")
        reader.get_by_role("button", name="More about Family Law", exact=True).click()
        with reader.expect_download() as saved:
            reader.get_by_role("menuitem", name="Export as file").click()
        assert json.loads(Path(saved.value.path()).read_text())["code"] == "FL"
