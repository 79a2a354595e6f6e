"""What opens on the page of a case and on an import: axe finds nothing in it, in both themes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.case_page import begin, panel, rail
from tests.e2e.looking import dialog, settled, violations, visit
from tests.e2e.stack import Row, Stack


@pytest.fixture(scope="module")
def case(stack: Stack) -> Row:
    case = stack.open_case(
        facts={"name": "A case with layers", "court_name": "Orange County"},
        new_contacts=[
            {
                "facts": {"first_name": "Ida", "last_name": "Layer"},
                "phones": [{"value": "+13055550188"}],
            }
        ],
    )
    stack.give("revise-case-details", case_id=case["id"], changes={"court_name": "Lee County"})
    stack.give("write-note", case_id=case["id"], text="A note")
    return case


def _status(page: Page) -> None:
    page.keyboard.press("s")
    expect(page.get_by_role("menu")).to_be_visible()


def _staff(page: Page) -> None:
    panel(page).get_by_role("button", name="Staff: ").click()
    expect(page.get_by_role("menu")).to_be_visible()


def _type(page: Page) -> None:
    page.get_by_role("button", name="Case type: ").first.click()
    dialog(page).get_by_label("New type").select_option(label="Personal Injury")
    expect(dialog(page).get_by_label("Status")).to_be_visible()


def _archive(page: Page) -> None:
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Archive…").click()
    expect(dialog(page)).to_be_visible()


def _editing(page: Page) -> None:
    begin(page, "Court").fill("half")


def _data(page: Page) -> None:
    begin(page, "External data")


def _add(page: Page) -> None:
    rail(page).get_by_role("button", name="Add", exact=True).click()
    dialog(page).get_by_label("Contact", exact=True).fill("Ida Layer")
    expect(dialog(page).get_by_role("group", name="Known contacts")).to_contain_text("Ida Layer")


def _new(page: Page) -> None:
    rail(page).get_by_role("button", name="Add", exact=True).click()
    dialog(page).get_by_role("button", name="Somebody new").click()


def _contact(page: Page) -> None:
    rail(page).get_by_role("button", name="Actions for Ida Layer").click()
    expect(page.get_by_role("menu")).to_be_visible()


def _consent(page: Page) -> None:
    _contact(page)
    page.get_by_role("menuitem", name="Opt-outs and opt-ins…").click()
    expect(dialog(page)).to_be_visible()


def _note(page: Page) -> None:
    page.keyboard.press("n")
    page.get_by_label("New note").fill("Half a thought")


def _event(page: Page) -> None:
    rail(page).get_by_title("Show this event as it is stored").click()
    expect(dialog(page).get_by_label("Header as JSON")).to_be_visible()


def _compare(page: Page) -> None:
    page.get_by_role("tab", name="Activity").click()
    page.get_by_role("button", name="Compare…").click()
    expect(dialog(page).get_by_label("From")).to_be_visible()


def _revert(page: Page) -> None:
    page.get_by_role("tab", name="Activity").click()
    entry = page.get_by_role("listitem").filter(has_text="Lee County").first
    entry.hover()
    entry.get_by_role("button", name="Revert this change").click()
    expect(dialog(page)).to_be_visible()


def _past(page: Page) -> None:
    page.get_by_role("tab", name="Activity").click()
    page.get_by_role("button", name="Earlier").click()
    expect(page.get_by_text("You are looking at this case as it was on")).to_be_visible()


LAYERS: list[Callable[[Page], None]] = [
    _status, _staff, _type, _archive, _editing, _data, _add, _new, _contact, _consent, _note,
    _event, _compare, _revert, _past,
]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("layer", LAYERS, ids=lambda each: each.__name__.strip("_"))
def test_axe_finds_nothing_in_what_opens_on_a_case(
    page: Page, case: Row, layer: Callable[[Page], None], scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # one of two words
    visit(page, f"/app/cases/{case['id']}")
    layer(page)
    settled(page)
    assert violations(page) == []
