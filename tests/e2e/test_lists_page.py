"""Lists of cases: made from filters, followed, filled by hand, and asked why."""

import pytest
from playwright.sync_api import Page, expect

from commands.ids import new_id
from tests.e2e.looking import dialog, rows, settled, violations, visit
from tests.e2e.stack import Row, Stack


def called(prefix: str) -> str:
    return f"{prefix} {str(new_id())[-6:]}"


def heard_in(court: str) -> Row:
    return {"type": "is", "fact": "court_name", "operator": "any", "value": [court]}


@pytest.fixture
def court() -> str:
    """One that no other test knows."""
    return called("Court of")


def test_a_list_is_made_by_hand_and_filled_by_hand(page: Page, stack: Stack) -> None:
    case, name = stack.open_case(facts={"name": called("Ashdown v. Hull")}), called("Spring")
    visit(page, "/app/lists")
    page.get_by_role("button", name="New list").first.click()
    form = dialog(page)
    form.get_by_label("Name").fill(name)
    form.get_by_label("What it is for").fill("Those who called back")
    form.get_by_role("button", name="Create list").click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    page.get_by_role("button", name="Add cases").click()
    dialog(page).get_by_label("Find a case").fill(case["name"])
    dialog(page).get_by_label("Reason").fill("They called back")
    dialog(page).get_by_role("button", name=f"Add {case['name']}").click()
    expect(dialog(page).get_by_text("On the list")).to_be_visible()
    dialog(page).get_by_role("button", name="Done").click()
    expect(rows(page).filter(has_text=case["name"])).to_be_visible()
    entry = stack.get(f"/v1/cases/{case['id']}/activity")["entries"][0]
    assert (entry["says"], entry["reason"]) == ("put the case on a list", "They called back")


def test_filters_are_saved_as_a_list_that_follows_them(
    page: Page, stack: Stack, court: str
) -> None:
    one, name = stack.open_case(facts={"court_name": court}), called("Heard there")
    visit(page, f"/app/cases?court_name={court}")
    page.get_by_role("button", name="Save as list").click()
    form = dialog(page)
    expect(form.get_by_role("radio", name="Dynamic")).to_be_checked()
    expect(form.get_by_role("button", name=f"Court is {court}")).to_be_visible()
    form.get_by_label("Name").fill(name)
    form.get_by_role("button", name="Create list").click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    expect(rows(page)).to_have_count(1)
    expect(page.get_by_text(f"Follows: Court is {court}")).to_be_visible()
    two = stack.open_case(facts={"court_name": court})
    expect(rows(page)).to_have_count(2)  # by itself, while it is looked at
    stack.give("revise-case-details", case_id=one["id"], changes={"court_name": "Elsewhere"})
    expect(rows(page)).to_have_count(1)
    expect(rows(page).filter(has_text=two["number"])).to_be_visible()


def test_a_dynamic_list_follows_a_static_one_does_not_and_a_hybrid_keeps_what_was_excluded(
    page: Page, stack: Stack, court: str
) -> None:
    case = stack.open_case(facts={"court_name": court, "name": called("Bell v. Oak")})
    static = stack.give("create-case-list", name=called("Static"), case_ids=[case["id"]])
    follows = {"name": called("Both"), "kind": "hybrid", "condition": heard_in(court)}
    hybrid = stack.give("create-case-list", **follows)
    visit(page, f"/app/lists/{hybrid['id']}")
    page.get_by_role("button", name=f"Why is {case['name']} here?").click()
    expect(dialog(page)).to_contain_text("Came in when")
    dialog(page).get_by_label("Reason for taking it off").fill("Asked for silence")
    dialog(page).get_by_role("button", name="Take off the list").click()
    expect(page.get_by_role("heading", name="Nobody is on this list")).to_be_visible()
    stack.give("revise-case-details", case_id=case["id"], changes={"court_name": "Elsewhere"})
    stack.give("revise-case-details", case_id=case["id"], changes={"court_name": court})
    page.reload()
    expect(page.get_by_role("heading", name="Nobody is on this list")).to_be_visible()
    visit(page, f"/app/lists/{static['id']}")
    expect(rows(page)).to_have_count(1)


def test_what_changed_on_a_list_is_told_with_its_cause(
    page: Page, stack: Stack, court: str
) -> None:
    given = {"name": called("Heard"), "kind": "dynamic", "condition": heard_in(court)}
    it = stack.give("create-case-list", **given)
    case = stack.open_case(facts={"court_name": court, "name": called("Cole v. Vale")})
    visit(page, f"/app/lists/{it['id']}")
    page.get_by_role("button", name="Changes").click()
    line = page.get_by_role("listitem").filter(has_text=case["name"])
    expect(line).to_contain_text(f"Came in when Ana Ruiz opened the case as {case['number']}")
    assert violations(page) == []


def test_a_case_says_which_lists_it_is_on_and_is_put_on_another(page: Page, stack: Stack) -> None:
    case = stack.open_case()
    first = called("First")
    stack.give("create-case-list", name=first, case_ids=[case["id"]])
    second = called("Second")
    stack.give("create-case-list", name=second)
    visit(page, f"/app/cases/{case['id']}")
    card = page.get_by_role("region", name="Lists")
    expect(card.get_by_role("link", name=first)).to_be_visible()
    card.get_by_role("button", name="Add to a list").click()
    card.get_by_label("Add to the list").select_option(second)
    expect(card.get_by_role("link", name=second)).to_be_visible()


def test_a_list_is_edited_archived_and_restored(page: Page, stack: Stack) -> None:
    it = stack.give("create-case-list", name=called("Old name"))
    visit(page, f"/app/lists/{it['id']}")
    page.get_by_role("button", name="Edit").click()
    renamed = called("New name")
    dialog(page).get_by_label("Name").fill(renamed)
    dialog(page).get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name=renamed, level=1)).to_be_visible()
    page.get_by_role("button", name="Archive").click()
    expect(page.get_by_role("button", name="Restore")).to_be_visible()
    expect(page.get_by_role("button", name="Edit")).to_have_count(0)
    page.get_by_role("button", name="Restore").click()
    expect(page.get_by_role("button", name="Edit")).to_be_visible()


def test_a_name_that_is_taken_is_said_in_the_dialog(page: Page, stack: Stack) -> None:
    name = called("Taken")
    stack.give("create-case-list", name=name)
    visit(page, "/app/lists?new=list")
    dialog(page).get_by_label("Name").fill(name)
    dialog(page).get_by_role("button", name="Create list").click()
    expect(dialog(page).get_by_role("alert")).to_contain_text("already belongs to another record")


@pytest.mark.parametrize("address", ["/app/lists", "/app/lists?q=nothing+is+called+this"])
def test_the_lists_can_be_used_by_everybody(page: Page, stack: Stack, address: str) -> None:
    stack.give("create-case-list", name=called("Long " * 30), description="Long text " * 60)
    visit(page, address)
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 700})
    settled(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 320
