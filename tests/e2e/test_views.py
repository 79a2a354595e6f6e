"""Views of the list of cases: saved, changed, updated, shared, and true to their word."""

from collections.abc import Iterator
from functools import partial

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from domain.people.roles import Role
from tests.e2e.looking import dialog, rows, settled, violations, visit
from tests.e2e.stack import Row, Stack

HEADS = "(heads) => heads.map((head) => head.innerText.trim()).filter(Boolean)"
NARROW: ViewportSize = {"width": 320, "height": 700}


def person(stack: Stack, browser: Browser, name: str, role: Role) -> Iterator[Page]:
    """A page of somebody whose views and columns nobody else has."""
    with browser.new_context(
        base_url=stack.address, viewport={"width": 1440, "height": 900}, reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        page.goto(stack.link(f"{name}@example.com", role))
        expect(page.get_by_role("heading", name="Cases", level=1)).to_be_visible()
        yield page


@pytest.fixture
def manager(stack: Stack, browser: Browser) -> Iterator[Page]:
    yield from person(stack, browser, "vera", Role.MANAGER)


@pytest.fixture
def other(stack: Stack, browser: Browser) -> Iterator[Page]:
    yield from person(stack, browser, "otto", Role.USER)


@pytest.fixture(scope="module")
def court(stack: Stack) -> Row:
    """A case that alone is heard there, of a field that will be renamed and retired."""
    kind = stack.type_named("Family Law")["id"]
    made = {"label": "Mood", "kind": "select", "options": ["Calm", "Cross"]}
    field = stack.give("define-field", **made)["id"]
    stack.give("bind-field", type_id=kind, field_id=field)
    (found,) = (f for f in stack.get("/v1/fields")["fields"] if f["id"] == field)
    facts = {"name": "A calm one", "court_name": "Court of Views", found["key"]: "Calm"}
    stack.open_case(facts=facts)
    stack.open_case(facts={**facts, "name": "A cross one", found["key"]: "Cross"})
    return {**found, "field_id": field}


def heads(page: Page) -> list[str]:
    found: list[str] = page.get_by_role("columnheader").evaluate_all(HEADS)
    return found


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def menu(page: Page, view: str) -> None:
    press(page, f"View: {view}")


def lists(page: Page, *names: str) -> None:
    expect(rows(page).locator(".row-name")).to_have_text(names)


def test_a_view_is_saved_changed_updated_saved_as_another_and_begun_with(
    manager: Page, court: Row
) -> None:
    page, mood = manager, court["key"]
    visit(page, f"/app/cases?court_name=Court of Views&{mood}=calm&cols=name,{mood}&sort=name")
    lists(page, "A calm one")
    address = save(page, "Calm cases")
    moved_by_keys_and_reset(page)
    dragged_and_updated(page)
    visit(page, address)
    assert heads(page) == ["Mood", "Case"]
    saved_as_another_and_begun_with(page)
    visit(page, address)
    lists(page, "A calm one")
    page.set_viewport_size(NARROW)
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    menu(page, "Calm cases")
    assert violations(page) == []


def save(page: Page, name: str) -> str:
    """The address of what is seen, as a view."""
    press(page, "Save view")
    dialog(page).get_by_label("Name").fill(name)
    assert violations(page) == []
    dialog(page).get_by_role("button", name="Save view").click()
    expect(page.get_by_role("button", name=f"View: {name}")).to_be_visible()
    page.wait_for_url(lambda url: "view=" in url and "court_name" not in url)
    expect(changed(page)).to_have_count(0)
    return page.url


def changed(page: Page) -> Locator:
    return page.get_by_role("group", name="The view was changed")


def moved_by_keys_and_reset(page: Page) -> None:
    page.get_by_role("columnheader", name="Case").get_by_role("button").press("Shift+ArrowRight")
    expect(changed(page)).to_be_visible()
    assert heads(page) == ["Mood", "Case"]
    assert page.evaluate("document.activeElement.dataset.column") == "name"
    page.reload()  # what is otherwise than in the view is in the address
    settled(page)
    assert heads(page) == ["Mood", "Case"]
    press(page, "Reset")
    expect(changed(page)).to_have_count(0)
    assert heads(page) == ["Case", "Mood"]


def dragged_and_updated(page: Page) -> None:
    head = partial(page.get_by_role, "columnheader")
    head(name="Case").drag_to(head(name="Mood"))
    expect(changed(page)).to_be_visible()
    press(page, "Update")
    expect(changed(page)).to_have_count(0)


def saved_as_another_and_begun_with(page: Page) -> None:
    page.get_by_role("button", name="Remove filter Mood").click()
    settled(page)
    lists(page, "A calm one", "A cross one")
    page.get_by_role("button", name="Save as…").click()
    dialog(page).get_by_label("Name").fill("All moods")
    dialog(page).get_by_label("Begin with this view").check()
    dialog(page).get_by_role("button", name="Save view").click()
    expect(page.get_by_role("button", name="View: All moods")).to_be_visible()
    visit(page, "/app/cases")
    expect(page.get_by_role("button", name="View: All moods")).to_be_visible()
    lists(page, "A calm one", "A cross one")
    menu(page, "All moods")
    begins = page.get_by_role("button", name="Begin with All moods")
    expect(begins).to_have_attribute("aria-pressed", "true")
    assert violations(page) == []
    press(page, "All cases")
    expect(page.get_by_role("button", name="View: All cases")).to_be_visible()


def test_a_view_is_shared_and_says_what_of_it_is_retired(
    manager: Page, other: Page, stack: Stack, court: Row
) -> None:
    mood = court["key"]
    visit(manager, f"/app/cases?court_name=Court of Views&{mood}=calm&cols=name,{mood}")
    press(manager, "Save view")
    dialog(manager).get_by_label("Name").fill("Ours")
    dialog(manager).get_by_role("button", name="Save view").click()
    expect(manager.get_by_role("button", name="View: Ours")).to_be_visible()
    other.goto(manager.url)
    expect(other.get_by_role("heading", name="This view cannot be shown")).to_be_visible()
    expect(other.get_by_text("somebody's own")).to_be_visible()

    press(manager, "More about the view Ours")
    manager.get_by_role("menuitem", name="Share with the firm…").click()
    dialog(manager).get_by_role("button", name="Share with the firm").click()
    expect(dialog(manager)).to_have_count(0)
    stack.give("revise-field", field_id=court["field_id"], label="Temper")
    visit(other, manager.url)
    lists(other, "A calm one")
    assert heads(other) == ["Case", "Temper"]
    other.get_by_role("columnheader", name="Case").get_by_role("button").click()
    update = other.get_by_role("button", name="Update", exact=True)
    expect(update).to_have_attribute("aria-disabled", "true")

    stack.give("retire-field", field_id=court["field_id"])
    visit(other, manager.url)
    expect(other.get_by_text("The field Temper is retired")).to_be_visible()
    lists(other, "A calm one")
    other.keyboard.press("Control+k")
    other.get_by_label("Search cases, contacts and actions").fill("our")
    other.get_by_role("option", name="Ours").or_(
        other.get_by_role("button", name="Ours", exact=True)
    ).first.click()
    expect(other.get_by_role("button", name="View: Ours")).to_be_visible()
    assert violations(other) == []


def test_ones_own_choice_is_begun_with_before_the_firms(other: Page, stack: Stack) -> None:
    first, _ = (stack.give("save-shared-view", name=name)["id"] for name in ("Theirs", "Mine"))
    stack.give("choose-firms-default-view", view_id=first)
    try:
        visit(other, "/app/cases")
        expect(other.get_by_role("button", name="View: Theirs")).to_be_visible()
        menu(other, "Theirs")
        press(other, "Begin with Mine")
        mine = other.get_by_role("button", name="Begin with Mine")
        expect(mine).to_have_attribute("aria-pressed", "true")
        visit(other, "/app/cases")
        expect(other.get_by_role("button", name="View: Mine")).to_be_visible()
    finally:
        stack.give("choose-firms-default-view", view_id=None)
