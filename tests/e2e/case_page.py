"""The page of a case, as tests go about it: its fields, its menus, its tabs."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.looking import settled, visit

SAVED = re.compile("All changes saved")


def open_case_page(page: Page, id: str, tab: str = "") -> None:
    visit(page, f"/app/cases/{id}" + (f"?tab={tab}" if tab else ""))


def panel(page: Page) -> Locator:
    return page.get_by_role("tabpanel")


def rail(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Case summary")


def field(page: Page, label: str) -> Locator:
    """A value as it is shown; its name says label and value."""
    return panel(page).get_by_role("button", name=re.compile(f"^{re.escape(label)}: "))


def shows(page: Page, label: str, value: str) -> None:
    expect(field(page, label)).to_have_accessible_name(
        re.compile(f"^{re.escape(f'{label}: {value}')}")
    )


def editor(page: Page, label: str) -> Locator:
    """What stands in the field's place while it is edited."""
    return panel(page).get_by_label(label, exact=True)


def begin(page: Page, label: str) -> Locator:
    field(page, label).click()
    return editor(page, label)


# By then the page knows what was just pressed: before, it would speak of what was saved earlier.
NEXT_FRAME = "() => new Promise((done) => setTimeout(() => requestAnimationFrame(done)))"


def saved(page: Page) -> None:
    page.evaluate(NEXT_FRAME)
    page.evaluate(NEXT_FRAME)
    expect(page.get_by_text(SAVED)).to_be_visible()
    settled(page)


def chosen(page: Page, menu: str, item: str) -> None:
    """Opens the menu of a value in the page's head, and chooses."""
    page.get_by_role("button", name=re.compile(f"^{menu}: ")).first.click()
    page.get_by_role("menuitem", name=item, exact=True).click()
