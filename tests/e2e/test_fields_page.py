"""Fields set up by the people who use them: every kind, options, types that share one."""

import re
from itertools import count

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.case_page import begin, open_case_page, saved, shows
from tests.e2e.looking import dialog, settled, violations, visit
from tests.e2e.stack import Row, Stack
from tests.e2e.test_case_types import act, done, see

NUMBERS = count(1)
# A kind by its name in the menu: its key, what is typed, what is shown.
KINDS = {
    "Text": ("text", "Starboard", "Starboard"),
    "Number": ("number", "12.5", "12.5"),
    "Currency": ("currency", "87500", "$87,500"),
    "Date": ("date", "2026-06-17", "17 Jun 2026"),
    "Yes or no": ("yes_no", "true", "Yes"),
    "One of several options": ("select", "tug", "Tug"),
    "Phone number": ("phone", "305 555 0199", "+1 305 555 0199"),
}


@pytest.fixture
def kind(stack: Stack) -> Row:
    name = f"Salvage {next(NUMBERS)}"
    stack.give("define-case-type", name=name)
    return stack.type_named(name)


def rows(page: Page) -> Locator:
    return page.get_by_role("list", name="Fields", exact=True).get_by_role("listitem")


def test_a_field_of_each_kind_is_there_at_once(page: Page, stack: Stack, kind: Row) -> None:
    """In the page of a case, in the filters and in what an import may fill."""
    case = stack.open_case(kind["name"])
    see(page, kind, "fields")
    made = {}
    for words, (key, _, _) in KINDS.items():
        label = made[words] = f"{words} of ship {kind['name'].split()[-1]}"
        page.get_by_role("tabpanel").get_by_role("button", name="New field").click()
        dialog(page).get_by_label("Label").fill(label)
        dialog(page).get_by_label("Kind").select_option(key)
        if key == "select":
            dialog(page).get_by_label("Options").fill("Tanker\nTug\n")
        done(page, "Add field")
        expect(rows(page).last).to_contain_text(label)
    open_case_page(page, case["id"])
    for words, (key, typed, shown) in KINDS.items():
        editor = begin(page, made[words])
        choosing = key in ("select", "yes_no")
        editor.select_option(typed) if choosing else editor.fill(typed)
        page.keyboard.press("Enter") if not choosing else editor.blur()
        saved(page)
        shows(page, made[words], shown)
    offered = {each["label"]: each for each in stack.get("/v1/fields")["fields"]}
    for words, (key, _, _) in KINDS.items():
        assert (offered[made[words]]["kind"], bool(offered[made[words]]["operators"])) == (
            key,
            True,
        )
    headings = stack.api.get("/v1/imports/templates/cases.csv").text
    assert all(label in headings for label in made.values())
    custom = stack.case(case["id"])["custom"]
    assert len(custom) == len(KINDS)
    number = offered[made["Number"]]["key"]
    assert stack.get("/v1/cases", **{f"{number}.from": "12"})["cases"][0]["id"] == case["id"]


def test_an_existing_field_is_given_to_another_type_and_is_the_same(
    page: Page, stack: Stack, kind: Row
) -> None:
    see(page, kind, "fields")
    page.get_by_role("button", name="Add existing field").click()
    dialog(page).get_by_label("Find a field").fill("claim")
    dialog(page).get_by_role("radio", name=re.compile("^Claim amount")).check()
    done(page, "Add field")
    expect(rows(page)).to_contain_text(["Claim amount"])
    ours = stack.type_named(kind["name"])["fields"][0]
    theirs = stack.type_named("Personal Injury")["fields"]
    assert ours["field"] in [each["field"] for each in theirs]
    act(page, "Claim amount", "When it is needed…")
    dialog(page).get_by_label("It needs a value").select_option("active")
    expect(dialog(page).get_by_role("status")).to_contain_text("Every case of this type")
    done(page, "Save")
    expect(rows(page).first).to_contain_text("Required from Active")
    assert all(not each["required"] for each in stack.type_named("Personal Injury")["fields"])
    act(page, "Claim amount", "Take from this type…")
    done(page, "Take away")
    expect(page.get_by_text("No fields of its own")).to_be_visible()


def test_options_are_reworded_ordered_and_retired(page: Page, stack: Stack, kind: Row) -> None:
    offers = ["Made", "Accepted", "Declined"]
    made = stack.give("define-field", label="Offer at sea", kind="select", options=offers)
    visit(page, f"/app/settings/fields/{made['id']}")
    options = page.get_by_role("list", name="Options", exact=True).get_by_role("listitem")
    page.get_by_role("button", name="Option Made: Made, edit").click()
    page.get_by_label("Option Made", exact=True).fill("Sent")
    page.keyboard.press("Enter")
    expect(options.first).to_contain_text("Sent")
    page.get_by_role("button", name="Move Declined up").click()
    expect(options.nth(1)).to_contain_text("Declined")
    act(page, "Accepted", "Offer no more")
    expect(page.get_by_role("list", name="Retired options")).to_contain_text("Accepted")
    page.get_by_label("New option").fill("sent")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("already has an option called sent")
    page.get_by_label("New option").fill("Countered")
    page.keyboard.press("Enter")
    expect(options.last).to_contain_text("Countered")
    settled(page)
    assert violations(page) == []
    field = next(e for e in stack.get("/v1/fields")["fields"] if e["id"] == made["id"])
    assert [(o["key"], o["label"], o["retired"]) for o in field["options"]] == [
        ("made", "Sent", False),
        ("declined", "Declined", False),
        ("accepted", "Accepted", True),
        ("countered", "Countered", False),
    ]


def test_a_field_is_found_relabelled_retired_and_brought_back(page: Page, stack: Stack) -> None:
    made = stack.give("define-field", label="Draught", kind="number")
    visit(page, "/app/settings/fields")
    page.get_by_label("Find a field").fill("draug")
    page.get_by_role("link", name="Draught").click()
    page.get_by_role("button", name="Label: Draught, edit").click()
    page.get_by_label("Label", exact=True).fill("Draught in metres")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Draught in metres", level=1)).to_be_visible()
    history = page.get_by_role("list", name="Change history").get_by_role("listitem")
    expect(history.first).to_contain_text("to Draught in metres")
    page.get_by_role("button", name="Retire…").click()
    expect(dialog(page).get_by_role("status")).to_contain_text("No case")
    done(page, "Retire")
    page.get_by_role("button", name="Bring back").click()
    expect(page.get_by_role("button", name="Retire…")).to_be_visible()
    expect(history.first).to_contain_text("brought the field back")
    field = next(e for e in stack.get("/v1/fields")["fields"] if e["id"] == made["id"])
    assert (field["key"], field["retired"]) == ("x_draught", False)


def test_an_option_in_use_is_removed_with_a_replacement(
    page: Page, stack: Stack, kind: Row
) -> None:
    offers = ["Made", "Accepted"]
    made = stack.give("define-field", label="Bid", kind="select", options=offers)
    stack.give("bind-field", type_id=kind["id"], field_id=made["id"])
    key = stack.type_named(kind["name"])["fields"][0]["key"]
    case = stack.open_case(kind["name"], facts={key: "Made"})
    visit(page, f"/app/settings/fields/{made['id']}")
    act(page, "Made", "Remove…")
    button = dialog(page).get_by_role("button", name="Remove and change 1 case")
    expect(button).to_be_disabled()
    dialog(page).get_by_label("Give them instead").select_option(label="Accepted")
    button.click()
    tray = page.get_by_role("region", name="Background operations")
    expect(tray).to_contain_text("Done")
    options = page.get_by_role("list", name="Options", exact=True)
    expect(options).to_contain_text("1 case")
    expect(page.get_by_role("list", name="Retired options")).to_contain_text("Made")
    assert stack.case(case["id"])["custom"] == {key: "accepted"}
    act(page, "Accepted", "Remove…")
    expect(dialog(page)).to_contain_text("There is no other option: add one first")
