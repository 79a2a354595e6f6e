"""Case types set up by the people who use them: statuses, what may follow, history, who may."""

import re
from collections.abc import Iterator
from itertools import count

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from domain.people.roles import Role
from tests.e2e.case_page import chosen, open_case_page, saved
from tests.e2e.looking import dialog, settled, violations, visit
from tests.e2e.stack import Row, Stack

NUMBERS = count(1)


@pytest.fixture
def kind(stack: Stack) -> Row:
    """A type of its own, and one case in its first status."""
    name = f"Maritime {next(NUMBERS)}"
    stack.give("define-case-type", name=name)
    stack.open_case(name, facts={"name": f"Case of {name}"})
    return stack.type_named(name)


def see(page: Page, kind: Row, tab: str = "statuses") -> None:
    visit(page, f"/app/settings/case-types/{kind['id']}?tab={tab}")


def act(page: Page, of: str, what: str) -> None:
    page.get_by_role("button", name=f"More about {of}", exact=True).click()
    page.get_by_role("menuitem", name=what).click()


def done(page: Page, button: str) -> None:
    dialog(page).get_by_role("button", name=button, exact=True).click()
    expect(dialog(page)).to_have_count(0)
    settled(page)


def statuses(page: Page) -> Locator:
    return page.get_by_role("list", name="Statuses", exact=True).get_by_role("listitem")


def test_a_type_is_added_renamed_duplicated_retired_and_brought_back(
    page: Page, stack: Stack
) -> None:
    name = f"Admiralty {next(NUMBERS)}"
    visit(page, "/app/settings/case-types")
    page.get_by_role("button", name="New case type").click()
    dialog(page).get_by_label("Name").fill("Family law")
    dialog(page).get_by_role("button", name="Add case type").click()
    expect(dialog(page).get_by_role("alert")).to_contain_text("already belongs to another")
    dialog(page).get_by_label("Name").fill(name)
    done(page, "Add case type")
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    act(page, name, "Rename…")
    dialog(page).get_by_label("Name").fill(f"{name} Law")
    done(page, "Rename")
    expect(page.get_by_role("heading", name=f"{name} Law", level=1)).to_be_visible()
    act(page, f"{name} Law", "Duplicate…")
    done(page, "Duplicate")
    expect(page.get_by_role("heading", name=f"{name} Law (copy)", level=1)).to_be_visible()
    act(page, f"{name} Law (copy)", "Retire…")
    done(page, "Retire")
    visit(page, "/app/settings/case-types")
    retired = page.get_by_role("list", name="Retired case types")
    expect(retired.get_by_role("link", name=f"{name} Law (copy)")).to_be_visible()
    act(page, f"{name} Law (copy)", "Bring back")
    expect(retired.get_by_role("link", name=f"{name} Law (copy)")).to_have_count(0)
    assert not stack.type_named(f"{name} Law (copy)")["retired"]


def test_statuses_are_put_in_order_by_keys_and_by_dragging(
    page: Page, stack: Stack, kind: Row
) -> None:
    see(page, kind)
    down = page.get_by_role("button", name="Move New Lead down")
    down.focus()
    page.keyboard.press("Enter")
    expect(statuses(page).nth(1)).to_contain_text("New Lead")
    expect(down).to_be_focused()
    page.keyboard.press("Enter")
    expect(statuses(page).nth(2)).to_contain_text("New Lead")
    with page.expect_response("**/reorder-statuses") as told:
        statuses(page).filter(has_text="Closed").last.drag_to(statuses(page).first)
        expect(statuses(page).first).to_contain_text("Closed")
    stack.caught_up(told.value.json()["position"])
    expect(statuses(page).first).to_contain_text("Closed")
    keys = [each["key"] for each in stack.type_named(kind["name"])["statuses"]]
    assert keys[:4] == ["closed", "in-review", "active", "new-lead"]


def test_a_status_is_added_reworded_and_made_the_first(page: Page, stack: Stack, kind: Row) -> None:
    see(page, kind)
    page.get_by_role("button", name="New status").click()
    form = dialog(page)
    form.get_by_label("Name").fill("active")
    form.get_by_role("button", name="Add status").click()
    expect(form.get_by_role("alert")).to_contain_text("already has a status called active")
    form.get_by_label("Name").fill("At sea")
    form.get_by_label("Counts as").select_option("waiting")
    form.get_by_label("Cyan").check()
    form.get_by_label("Clients read").fill("Your ship is under way")
    done(page, "Add status")
    act(page, "At sea", "Begin new cases here")
    row = statuses(page).filter(has_text="At sea")
    expect(row).to_contain_text("New cases begin here")
    page.get_by_role("button", name="Edit New Lead").click()
    expect(dialog(page).get_by_role("status")).to_contain_text("1 case will be shown like this")
    dialog(page).get_by_label("Name").fill("Just in")
    done(page, "Save")
    expect(statuses(page).first).to_contain_text("Just in")
    it = stack.type_named(kind["name"])
    assert (it["initial"], it["statuses"][0]["key"]) == ("at-sea", "new-lead")
    assert it["statuses"][-1] == {
        "key": "at-sea",
        "name": "At sea",
        "category": "waiting",
        "colour": "cyan",
        "client_text": "Your ship is under way",
    }


def test_a_menu_offers_what_may_follow_and_an_admin_goes_against_it_with_a_reason(
    page: Page, stack: Stack, kind: Row
) -> None:
    see(page, kind)
    act(page, "New Lead", "What may follow…")
    dialog(page).get_by_label("Only these").check()
    for name in ("Active", "Awaiting Documents", "In Negotiation", "Settled", "Closed"):
        dialog(page).get_by_label(name, exact=True).uncheck()
    done(page, "Save")
    expect(statuses(page).first).to_contain_text("Followed only by In Review")
    case = stack.get("/v1/cases", type=kind["id"])["cases"][0]
    open_case_page(page, case["id"])
    page.get_by_role("button", name=re.compile("^Status: ")).first.click()
    expect(page.get_by_text("New Lead is followed only by In Review.")).to_be_visible()
    page.get_by_role("menuitem", name="Settled Override…").click()
    assert violations(page) == []
    expect(dialog(page).get_by_role("button", name="Override")).to_be_disabled()
    dialog(page).get_by_label(re.compile("^Why")).fill("Paid at once")
    done(page, "Override")
    saved(page)
    entry = stack.get(f"/v1/cases/{case['id']}/activity")["entries"][0]
    assert entry["says"] == "changed the status, against the order of its type"
    assert entry["reason"] == "Paid at once"
    chosen(page, "Status", "Active")
    saved(page)
    assert stack.case(case["id"])["status"] == "active"


def test_the_history_says_who_changed_what_and_shows_the_type_as_it_was(
    page: Page, stack: Stack, kind: Row
) -> None:
    stack.give("revise-status", type_id=kind["id"], status="active", name="Under way")
    stack.give("remove-status", type_id=kind["id"], status="settled", replacement="closed")
    see(page, kind, "history")
    entries = page.get_by_role("list", name="Change history").get_by_role("listitem")
    expect(entries.first).to_contain_text("Ana Ruiz removed the status Settled")
    expect(entries.nth(1)).to_contain_text("from Active")
    expect(entries.nth(1)).to_contain_text("to Under way")
    entries.last.hover()
    entries.last.get_by_role("button", name=re.compile("^View the type as of")).click()
    then = page.get_by_role("region", name=re.compile("^As of"))
    expect(then).to_contain_text("Settled")
    since = then.get_by_role("region", name="What changed since")
    expect(since).to_contain_text("Status Under way")
    expect(since).to_contain_text("Status Settled")
    settled(page)
    assert violations(page) == []
    entries.nth(1).hover()
    entries.nth(1).get_by_role("button", name=re.compile("^Compare with the type as of")).click()
    between = then.get_by_role("region", name=re.compile("^What changed between"))
    expect(between).to_contain_text("Status Under way")
    expect(between).not_to_contain_text("Settled")  # it was removed later
    settled(page)
    assert violations(page) == []
    page.reload()
    expect(between).to_be_visible()
    then.get_by_role("button", name="Compare with now").click()
    expect(since).to_contain_text("Status Settled")
    page.get_by_role("button", name="Return to now").click()
    expect(then).to_have_count(0)


def test_what_somebody_changed_meanwhile_is_not_overwritten_unseen(
    page: Page, stack: Stack, kind: Row
) -> None:
    see(page, kind)
    page.get_by_role("button", name="Edit Active").click()
    stack.give("revise-status", type_id=kind["id"], status="active", colour="cyan")
    dialog(page).get_by_label("Name").fill("Mine")
    dialog(page).get_by_role("button", name="Save").click()
    expect(dialog(page).get_by_role("alert")).to_contain_text("Somebody changed this")
    expect(dialog(page).get_by_label("Name")).to_have_value("Mine")
    settled(page)
    done(page, "Save")
    expect(statuses(page).filter(has_text="Mine")).to_be_visible()


@pytest.fixture
def reader(stack: Stack, browser: Browser, base_url: str) -> Iterator[Page]:
    """A page of somebody who may read the settings and no more."""
    with browser.new_context(base_url=base_url) as context:
        page = context.new_page()
        page.goto(stack.link("manager@example.com", Role.MANAGER))
        expect(page.get_by_role("heading", name="Cases", level=1)).to_be_visible()
        yield page


def test_who_is_no_admin_sees_what_may_not_follow_and_why(
    reader: Page, stack: Stack, kind: Row
) -> None:
    stack.give("change-allowed-next", type_id=kind["id"], status="new-lead", next=["in-review"])
    visit(reader, f"/app/cases?type={kind['id']}")
    reader.get_by_role("button", name=re.compile("^Status of")).click()
    expect(reader.get_by_role("menuitem", name="In Review")).to_be_enabled()
    settled_item = reader.get_by_role("menuitem", name="Settled")
    expect(settled_item).to_be_disabled()
    expect(settled_item).to_have_attribute("title", "Its type does not allow this next")
    expect(reader.get_by_text("New Lead is followed only by In Review.")).to_be_visible()
    assert violations(reader) == []
    reader.get_by_role("menuitem", name="In Review").click()
    expect(reader.get_by_role("button", name=re.compile("^Status of"))).to_contain_text("In Review")


def test_others_read_and_are_told_why_they_cannot_change(reader: Page, kind: Row) -> None:
    see(reader, kind)
    expect(reader.get_by_role("note")).to_contain_text("settings.edit")
    button = reader.get_by_role("button", name="New status")
    expect(button).to_be_disabled()
    expect(button).to_have_attribute("title", "It takes the permission settings.edit")
    expect(reader.get_by_role("button", name="Move New Lead down")).to_have_count(0)
    reader.get_by_role("button", name="More about Active").click()
    expect(reader.get_by_role("menuitem", name="Remove…")).to_be_disabled()
    assert violations(reader) == []


def test_a_status_that_is_removed_needs_a_replacement_and_its_cases_move(
    page: Page, stack: Stack, kind: Row
) -> None:
    case = stack.get("/v1/cases", type=kind["id"])["cases"][0]
    see(page, kind)
    act(page, "New Lead", "Remove…")
    form = dialog(page)
    expect(form.get_by_role("status")).to_contain_text("1 case will move")
    button = form.get_by_role("button", name="Remove and move 1 case")
    expect(button).to_be_disabled()
    form.get_by_label("Put in its place").select_option(label="In Review")
    assert violations(page) == []
    button.click()
    expect(dialog(page)).to_have_count(0)
    tray = page.get_by_role("region", name="Background operations")
    expect(tray).to_contain_text("Leave removed status: 1 case")
    expect(tray).to_contain_text("Done")
    expect(statuses(page).first).to_contain_text("New cases begin here")
    expect(statuses(page).filter(has_text="In Review")).to_contain_text("1 case")
    removed = page.get_by_role("list", name="Removed statuses")
    expect(removed).to_contain_text("New Lead")
    expect(removed).not_to_contain_text("still in it")
    assert stack.case(case["id"])["status"] == "in-review"
    open_case_page(page, case["id"], "activity")
    entry = page.get_by_role("list", name="Changes, newest first").get_by_role("listitem").first
    expect(entry).to_contain_text("Ana Ruiz changed the status")
    expect(entry).to_contain_text("from New Lead")
    expect(entry).to_contain_text("to In Review")
    expect(entry).to_contain_text("New Lead was removed.")
