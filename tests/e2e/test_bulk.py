"""Selecting in the list and changing in bulk: what is shown is done, and nothing else."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.looking import dialog, rows, settled, violations, visit
from tests.e2e.stack import Row, Stack

MANY = 120  # more than a page of the list


@pytest.fixture
def court(stack: Stack, request: pytest.FixtureRequest) -> str:
    """The address of a list of three cases that nobody else changes."""
    name = f"Court of {request.node.name}"
    for n in range(3):
        stack.open_case(facts={"court_name": name, "name": f"{name} {n}"})
    return f"/app/cases?court_name={name}&sort=name"


def bar(page: Page) -> Locator:
    return page.get_by_role("region", name="Selected cases")


def tick(page: Page, n: int) -> Locator:
    return rows(page).nth(n).get_by_role("checkbox")


def look(page: Page, action: str, **fields: str) -> Locator:
    """Opens the dialog of an act, fills it, and sees what would happen."""
    bar(page).get_by_role("button", name=action).click()
    for label, value in fields.items():
        field = dialog(page).get_by_label(label.replace("_", " "))
        if field.evaluate("(it) => it.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)
    dialog(page).get_by_role("button", name="See what would happen").click()
    return dialog(page)


def statuses(stack: Stack, court: str) -> list[str]:
    stack.caught_up()
    found: list[Row] = stack.get(
        "/v1/cases", court_name=re.findall("court_name=([^&]*)", court)[0], sort="name"
    )["cases"]
    return [row["status"] for row in found]


def test_selected_rows_are_looked_at_and_changed_and_each_is_told(
    page: Page, stack: Stack, court: str
) -> None:
    visit(page, court)
    tick(page, 0).click()
    tick(page, 1).click()
    expect(bar(page)).to_contain_text("2 selected")
    plan = look(page, "Change status", New_status="Settled")
    expect(plan).to_contain_text("Will change2")
    assert not violations(page)
    plan.get_by_role("button", name="Change 2 cases").click()
    expect(bar(page)).to_have_count(0)
    tray = page.get_by_role("region", name="Background operations")
    expect(tray).to_contain_text("2 changed")
    assert statuses(stack, court) == ["settled", "settled", "new-lead"]
    tray.get_by_role("link", name="See the cases").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Change status to Settled")
    expect(page.get_by_role("table").get_by_role("row")).to_have_count(3)
    settled(page)
    assert not violations(page)
    page.get_by_role("table").get_by_role("link").first.click()
    page.get_by_role("tab", name="Activity").click()
    expect(page.get_by_text("changed the status").first).to_be_visible()


def test_s_changes_the_status_and_what_is_refused_has_examples(
    page: Page, stack: Stack, court: str
) -> None:
    archived = stack.get("/v1/cases", court_name=court.split("=")[1].split("&")[0])["cases"][0]
    stack.give("archive-case", case_id=archived["id"], reason="Twice")
    visit(page, f"{court}&archived=any")
    page.get_by_label("Select the rows that were read").check()
    page.keyboard.press("s")
    dialog(page).get_by_label("New status").select_option(label="Settled")
    dialog(page).get_by_role("button", name="See what would happen").click()
    expect(dialog(page)).to_contain_text("This case is archived. Restore it first.")
    example = dialog(page).get_by_role("link", name=archived["number"])
    expect(example).to_have_attribute("href", re.compile(f"/app/cases/{archived['id']}"))
    dialog(page).get_by_role("button", name="Change 2 cases").click()
    expect(page.get_by_role("note")).to_contain_text("Cases were changed")
    page.get_by_role("note").get_by_role("button", name="Refresh").click()
    expect(rows(page).filter(has_text="Settled")).to_have_count(2)
    assert not violations(page)


def test_each_type_takes_its_own_status(page: Page, stack: Stack, court: str) -> None:
    name = re.findall("court_name=([^&]*)", court)[0]
    for kind in ("Personal Injury", "Criminal Defense", "Criminal Defense"):
        stack.open_case(kind, facts={"court_name": name, "name": f"{name} {kind}"})
    visit(page, court)
    page.get_by_label("Select the rows that were read").check()
    page.keyboard.press("s")
    by_type = dialog(page).get_by_role("group", name="New status by type")
    labels = ("Family Law 3 cases", "Criminal Defense 2 cases", "Personal Injury 1 case")
    family, criminal, injury = (by_type.get_by_label(each, exact=True) for each in labels)
    look = dialog(page).get_by_role("button", name="See what would happen")
    expect(look).to_be_disabled()
    family.focus()
    page.keyboard.type("Set")
    for each in (family, criminal, injury):
        expect(each.locator("option:checked")).to_have_text("Settled")
    criminal.select_option(label="Active")
    injury.select_option(label="Leave alone")
    family.select_option(label="Closed")  # those that were chosen by hand do not follow
    expect(criminal.locator("option:checked")).to_have_text("Active")
    assert not violations(page)
    look.click()
    expect(dialog(page)).to_contain_text("Will change5Family Law →takes Closed3")
    expect(dialog(page)).to_contain_text("Criminal Defense →takes Active2")
    expect(dialog(page)).to_contain_text("Left as it is1Personal Injury: No status was chosen")
    settled(page)
    assert not violations(page)
    dialog(page).get_by_role("button", name="Change 5 cases").click()
    tray = page.get_by_role("region", name="Background operations")
    expect(tray).to_contain_text("5 changed · 1 unchanged")
    # By name: those of Criminal Defense, then of Personal Injury, come after the three.
    assert statuses(stack, court) == [*["closed"] * 3, *["active"] * 2, "new-lead"]
    tray.get_by_role("link", name="See the cases").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Change status by type")
    spread = page.get_by_role("region", name="By type").get_by_role("listitem")
    expect(spread.first).to_contain_text("Closed3 changed")
    settled(page)
    assert not violations(page)


def test_cases_are_put_on_a_list(page: Page, stack: Stack, court: str) -> None:
    made = stack.give("create-case-list", name=f"Campaign {court}"[:150])
    visit(page, court)
    page.get_by_label("Select the rows that were read").check()
    look(page, "Add to list", List=f"Campaign {court}"[:150])
    dialog(page).get_by_role("button", name="Add 3 cases").click()
    tray = page.get_by_role("region", name="Background operations")
    expect(tray).to_contain_text("3 changed")
    stack.caught_up()
    assert len(stack.get(f"/v1/case-lists/{made['id']}/cases")["cases"]) == 3


def test_what_ends_before_the_answer_that_it_has_begun_has_ended(
    page: Page, stack: Stack, court: str
) -> None:
    """A slow network: the news of it overtake the answer."""
    name = f"Overtaken {court}"[:150]
    stack.give("create-case-list", name=name)
    visit(page, court)
    page.get_by_label("Select the rows that were read").check()
    look(page, "Add to list", List=name)
    held: list[Route] = []
    page.route("**/v1/bulk/*/run", lambda route: held.append(route))
    tray = page.get_by_role("region", name="Background operations")
    press = dialog(page).get_by_role("button", name="Add 3 cases")
    expect(press).to_be_enabled()
    with stack.without_worker():
        press.click()
        while not held:
            page.evaluate("1")
        answer = held[0].fetch()
        expect(tray).to_contain_text("0 of 3")
    expect(tray).to_contain_text("3 changed")
    held[0].fulfill(response=answer)
    expect(bar(page)).to_have_count(0)
    expect(tray).to_contain_text("3 changed")


def test_a_browser_without_news_asks_how_it_goes_on(page: Page, court: str) -> None:
    """By plain http, from elsewhere: there are no locks, and no stream."""
    page.add_init_script("delete Navigator.prototype.locks")
    with page.expect_response("**/v1/ledger"):  # the first time that it asks
        visit(page, court)
    page.get_by_label("Select the rows that were read").check()
    look(page, "Change status", New_status="Settled")
    dialog(page).get_by_role("button", name="Change 3 cases").click()
    tray = page.get_by_role("region", name="Background operations")
    expect(tray).to_contain_text("3 changed")


def test_the_keyboard_selects_rows_and_ranges_and_escape_lets_go(page: Page, court: str) -> None:
    visit(page, court)
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(bar(page)).to_contain_text("1 selected")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Shift+X")
    expect(bar(page)).to_contain_text("3 selected")
    expect(page.get_by_label("Select the rows that were read")).to_be_checked()
    page.keyboard.press("Escape")
    expect(bar(page)).to_have_count(0)


def test_all_that_match_are_selected_by_a_second_step_but_for_some(
    page: Page, stack: Stack
) -> None:
    stack.open_many(MANY)
    visit(page, "/app/cases?type=Criminal+Defense&status=new-lead")
    total = stack.get("/v1/cases/count", type="Criminal Defense", status="new-lead")
    page.get_by_label("Select the rows that were read").check()
    expect(bar(page)).to_contain_text("100 selected")
    page.get_by_role("button", name="Select all").click()
    tick(page, 0).click()
    many = total["count"] - 1
    words = f"{many:,} selected" if total["exact"] else f"{many:,}+ selected"
    expect(bar(page)).to_contain_text(words)
    look(page, "Archive", Reason="The campaign is over")
    if total["exact"]:
        expect(dialog(page).get_by_role("button", name=f"Archive {many:,} cases")).to_be_visible()
    dialog(page).get_by_role("button", name="Cancel").click()
    assert stack.get("/v1/cases/count", type="Criminal Defense", status="new-lead") == total


def test_another_question_ends_the_selection_and_sorting_does_not(page: Page, court: str) -> None:
    visit(page, court)
    tick(page, 0).click()
    page.get_by_role("columnheader", name="Number").get_by_role("button").click()
    settled(page)
    expect(bar(page)).to_contain_text("1 selected")
    page.get_by_label("Search cases").fill("0")
    expect(bar(page)).to_have_count(0)
    expect(page.get_by_text("The selection was cleared").first).to_be_visible()


def test_what_changes_between_look_and_start_is_said_and_left_alone(
    page: Page, stack: Stack, court: str
) -> None:
    visit(page, court)
    page.get_by_label("Select the rows that were read").check()
    plan = look(page, "Change status", New_status="Active")
    button = plan.get_by_role("button", name="Change 3 cases")
    expect(button).to_be_visible()
    name = re.findall("court_name=([^&]*)", court)[0]
    first = stack.get("/v1/cases", court_name=name, sort="name")["cases"][0]
    stack.give("revise-case-details", case_id=first["id"], changes={"description": "Moved"})
    stack.open_case(facts={"court_name": name, "name": f"{name} 9"})
    button.click()
    tray = page.get_by_role("region", name="Background operations")
    expect(tray).to_contain_text("2 changed · 1 left alone")
    assert statuses(stack, court) == ["new-lead", "active", "active", "new-lead"]


def test_a_reload_between_look_and_start_leaves_nothing_selected(page: Page, court: str) -> None:
    visit(page, court)
    page.get_by_label("Select the rows that were read").check()
    look(page, "Archive", Reason="Old")
    expect(dialog(page).get_by_role("button", name="Archive 3 cases")).to_be_visible()
    page.reload()
    settled(page)
    expect(bar(page)).to_have_count(0)
    expect(rows(page)).to_have_count(3)


def test_who_may_not_is_told_which_permission_is_missing(
    page: Page, stack: Stack, court: str
) -> None:
    page.context.clear_cookies()
    page.goto(stack.link("audrey@example.com", "auditor"))
    visit(page, court)
    tick(page, 0).click()
    archive = bar(page).get_by_role("button", name="Archive")
    expect(archive).to_have_attribute("title", "It takes the permission cases.archive")
    archive.click(force=True)
    expect(dialog(page)).to_have_count(0)


def test_a_narrow_page_selects_by_cards(page: Page, court: str) -> None:
    page.set_viewport_size({"width": 320, "height": 720})
    visit(page, court)
    page.get_by_role("list").get_by_role("checkbox").first.check()
    expect(bar(page)).to_contain_text("1 selected")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert not violations(page)
    look(page, "Change status", New_status="Active")
    expect(dialog(page).get_by_role("button", name="Change 1 case")).to_be_visible()
    assert not violations(page)
