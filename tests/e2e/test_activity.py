"""Activity: every change with its before and after, time turned back, and a change taken back."""

import random
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.case_page import field, open_case_page, panel, rail, saved, shows
from tests.e2e.looking import dialog, settled, visit
from tests.e2e.stack import Row, Stack

LONG = "The client was hit from behind on the interstate near the airport, late in the evening of"


@pytest.fixture(scope="module")
def told(stack: Stack) -> Row:
    """A case to which several things happened, one by one."""
    case = stack.open_case(
        facts={"name": "Vasquez v. Unknown", "description": f"{LONG} Monday, and was discharged."},
        new_contacts=[{"facts": {"first_name": "Paul", "last_name": "Told"}}],
    )
    about = {"case_id": case["id"]}
    stack.give("change-status", **about, status="active", reason="The papers are signed.")
    stack.give("revise-case-details", **about, changes={"court_name": "Orange County"})
    stack.give(
        "revise-case-details",
        **about,
        changes={"description": f"{LONG} Tuesday, and was discharged."},
    )
    stack.give("write-note", **about, text="Called the adjuster.")
    stack.give("change-status", **about, status="in-negotiation")
    stack.give("revise-case-details", **about, changes={"name": "Vasquez - Family Law"})
    return stack.case(case["id"])


def entries(page: Page) -> Locator:
    return page.get_by_role("list", name="Changes, newest first").get_by_role("listitem")


def entry(page: Page, words: str) -> Locator:
    return entries(page).filter(has_text=words)


def moments(stack: Stack, case: Row) -> list[Row]:
    found: list[Row] = stack.get(f"/v1/cases/{case['id']}/moments")["moments"]
    return found


def test_every_command_leaves_an_entry_with_before_and_after(page: Page, told: Row) -> None:
    open_case_page(page, told["id"], "activity")
    name = entry(page, "Case name").first
    expect(name).to_contain_text("from Vasquez v. Unknown")
    expect(name).to_contain_text("to Vasquez - Family Law")
    expect(entry(page, "The papers are signed.")).to_contain_text("Active")
    expect(entry(page, "Orange County")).to_be_visible()
    words = entry(page, "Tuesday,")
    expect(words.get_by_role("deletion")).to_have_text("Monday,")
    expect(words.get_by_role("insertion")).to_have_text("Tuesday,")


def test_a_moment_of_the_past_is_read_only_linkable_and_left_again(
    page: Page, told: Row, stack: Stack
) -> None:
    open_case_page(page, told["id"], "activity")
    entry(page, "The papers are signed.").hover()
    entry(page, "The papers are signed.").get_by_role("button", name="View the case as of").click()
    banner = page.get_by_text("You are looking at this case as it was on")
    expect(banner).to_be_visible()
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Vasquez v. Unknown")
    expect(page.get_by_role("button", name="Status: Active").first).to_be_disabled()
    expect(page.get_by_role("button", name="Add note")).to_be_disabled()
    expect(rail(page).get_by_role("button", name="Add", exact=True)).to_be_disabled()
    expect(page.get_by_role("button", name=re.compile("later changes not shown"))).to_be_visible()
    expect(entry(page, "Vasquez - Family Law")).to_have_count(0)
    link = page.url
    page.goto("about:blank")
    visit(page, link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Vasquez v. Unknown")
    page.get_by_role("tab", name="Overview").click()
    shows(page, "Court", "empty")
    expect(field(page, "Court")).to_have_attribute("title", "Now: Orange County")
    page.get_by_role("button", name="Return to now").click()
    expect(banner).to_have_count(0)
    expect(field(page, "Court")).to_be_enabled()
    assert stack.case(told["id"])["version"] == told["version"]


def test_earlier_later_slider_and_keys_walk_through_the_moments(
    page: Page, told: Row, stack: Stack
) -> None:
    at = moments(stack, told)
    open_case_page(page, told["id"], "activity")
    page.get_by_role("button", name="Earlier").click()
    expect(page).to_have_url(re.compile(f"as_of={at[-2]['position']}"))
    page.keyboard.press("[")
    expect(page).to_have_url(re.compile(f"as_of={at[-3]['position']}"))
    page.get_by_role("button", name="Later", exact=True).click()
    expect(page).to_have_url(re.compile(f"as_of={at[-2]['position']}"))
    slider = page.get_by_role("slider", name="Show the case as of change number")
    slider.fill("0")
    expect(page).to_have_url(re.compile(f"as_of={at[0]['position']}"))
    expect(page.get_by_text(f"change 1 of {len(at)}")).to_be_visible()
    settled(page)
    page.get_by_role("tabpanel").press("Escape")
    expect(page).not_to_have_url(re.compile("as_of"))


def test_the_past_on_the_page_is_what_the_api_says_of_it(
    page: Page, told: Row, stack: Stack
) -> None:
    at = moments(stack, told)
    for moment in random.Random(7).sample(at, len(at)):
        then = stack.get(f"/v1/cases/{told['id']}", as_of=moment["position"])["case"]
        visit(page, f"/app/cases/{told['id']}?as_of={moment['position']}")
        expect(page.get_by_role("heading", level=1)).to_have_text(then["name"])
        shows(page, "Court", then["court_name"] or "empty")
        version = rail(page).get_by_text("Version", exact=True).locator("..")
        expect(version).to_contain_text(f"Version{then['version']}")


def test_kinds_people_and_fields_narrow_the_history(page: Page, told: Row, stack: Stack) -> None:
    def counted(**query: str) -> int:
        path = f"/v1/cases/{told['id']}/activity"
        return len(stack.get(path, limit=500, **query)["entries"])

    open_case_page(page, told["id"], "activity")
    expect(entries(page)).to_have_count(counted())
    page.get_by_role("button", name="Status", exact=True).click()
    expect(entries(page)).to_have_count(counted(category="status"))
    page.get_by_role("button", name="Notes", exact=True).click()
    expect(entries(page)).to_have_count(counted(category="status,note"))
    page.get_by_role("button", name="Clear").click()
    page.get_by_label("Any field").select_option(label="Court")
    expect(entries(page)).to_have_count(counted(field="court_name"))
    page.reload()
    expect(entries(page)).to_have_count(counted(field="court_name"))
    page.get_by_role("button", name="Clear").click()
    page.get_by_label("Anybody").select_option(label="Ana Ruiz")
    ana = next(each for each in stack.get("/v1/people")["people"] if each["name"] == "Ana Ruiz")
    expect(entries(page)).to_have_count(counted(actor=ana["id"]))
    page.get_by_label("Anybody").select_option(label="Anybody")
    page.get_by_label("From").fill("2099-01-01")
    expect(page.get_by_text("No change matches")).to_be_visible()


def test_an_event_shows_as_it_is_stored_with_its_act_and_its_leaf(
    page: Page, told: Row, stack: Stack
) -> None:
    opened = moments(stack, told)[0]
    visit(page, f"/app/cases/{told['id']}?tab=activity&event={opened['position']}")
    drawer = dialog(page)
    expect(drawer.get_by_label("Header as JSON")).to_contain_text('"kind": "case.opened"')
    expect(drawer.get_by_role("region", name="In the chain")).to_contain_text(
        re.compile("[0-9a-f]{64}")
    )
    act = drawer.get_by_role("region", name="The same act")
    correlation = stack.get(f"/v1/events/{opened['position']}")["entry"]["correlation"]
    same = stack.get(f"/v1/cases/{told['id']}/activity", correlation=correlation)["entries"]
    assert len(same) > 1
    act.get_by_role("button", name="Show them in Activity").click()
    expect(drawer).to_have_count(0)
    expect(entries(page)).to_have_count(len(same))


def test_two_moments_are_compared(page: Page, told: Row, stack: Stack) -> None:
    opened = moments(stack, told)[0]
    visit(page, f"/app/cases/{told['id']}?tab=activity&compare={opened['position']}")
    differ = dialog(page).get_by_role("region", name="What differs")
    expect(differ).to_contain_text("Vasquez - Family Law")
    expect(differ).to_contain_text("Orange County")
    expect(differ).to_contain_text("In Negotiation")


def test_a_change_is_taken_back_by_a_new_one_and_nothing_is_removed(
    page: Page, stack: Stack
) -> None:
    case = stack.open_case(facts={"name": "To be reverted", "court_name": "Orange County"})
    stack.give("revise-case-details", case_id=case["id"], changes={"court_name": "Lee County"})
    before = len(moments(stack, case))
    open_case_page(page, case["id"], "activity")
    changed = entry(page, "Lee County").first
    changed.hover()
    changed.get_by_role("button", name="Revert this change").click()
    expect(dialog(page)).to_contain_text("nothing is removed")
    dialog(page).get_by_role("button", name="Revert", exact=True).click()
    expect(entries(page)).to_have_count(before + 1)
    saved(page)
    assert stack.case(case["id"])["court_name"] == "Orange County"
    assert len(moments(stack, case)) == before + 1


def test_a_later_change_of_the_same_field_is_named_before_it_is_lost(
    page: Page, stack: Stack
) -> None:
    case = stack.open_case(facts={"name": "Changed twice", "court_name": "One"})
    for court in ("Two", "Three"):
        stack.give("revise-case-details", case_id=case["id"], changes={"court_name": court})
    open_case_page(page, case["id"], "activity")
    first = entry(page, "from One")
    first.hover()
    first.get_by_role("button", name="Revert this change").click()
    expect(dialog(page).get_by_role("note")).to_contain_text("Changed again since: Court")
    expect(dialog(page).get_by_role("button", name="Revert anyway")).to_be_visible()


def test_a_long_history_draws_only_what_is_seen(page: Page, stack: Stack) -> None:
    case = stack.open_case(facts={"name": "A long story"})
    for n in range(120):
        stack.api.post(
            "/v1/commands/revise-case-details",
            json={"case_id": case["id"], "changes": {"court_name": f"Court {n}"}},
        )
    stack.caught_up()
    open_case_page(page, case["id"], "activity")
    expect(entry(page, "Court 119").first).to_be_visible()
    assert entries(page).count() < 60
    opened = entry(page, "opened the case")
    panel(page).hover()
    for _ in range(60):
        if opened.count():
            break
        page.mouse.wheel(0, 2000)
        settled(page)
    expect(opened).to_be_visible()
