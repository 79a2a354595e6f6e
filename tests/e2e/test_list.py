"""The list of cases: search, sort, filters, keyboard, and what it shows when there is nothing."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.looking import counted, dialog, drawn, rows, searched, settled, visit
from tests.e2e.stack import Row, Stack
from tests.running import until

SEARCH = "Search cases"
GRID = "[role=grid]"
ARRANGE = "**/v1/commands/arrange-cases"
NUMBERS = "/app/cases?cols=number&sort="
SHOWN = """() => [...document.querySelectorAll('[role=row][id]')]
    .map((row) => [Number(row.getAttribute('aria-rowindex')), row.innerText.trim()])"""
DOWN = "(grid) => grid.scrollBy(0, grid.clientHeight)"


@pytest.fixture(scope="module")
def known(stack: Stack) -> Row:
    """A case whose client has a number and an address."""
    name, phone, email = "Quillfeather", "+13055550199", "zelda@quillfeather.example"
    return stack.open_case(
        facts={"court_name": "Court of the Seven Winds"},
        new_contacts=[
            {
                "facts": {"first_name": "Zelda", "last_name": name},
                "phones": [{"value": phone}],
                "emails": [{"value": email, "label": "other"}],
            }
        ],
    )


@pytest.mark.parametrize(
    "words",
    [
        "Quillfeather",
        "zelda quill",
        "(305) 555-0199",
        "zelda@quillfeather.example",
        "Seven Winds",
        "NUMBER",
    ],
)
def test_search_finds_a_case_by_what_is_known_of_it(page: Page, known: Row, words: str) -> None:
    visit(page, "/app/cases")
    searched(page, SEARCH, known["number"] if words == "NUMBER" else words)
    expect(rows(page).filter(has_text=known["number"])).to_be_visible()
    expect(rows(page)).to_have_count(1)


@pytest.mark.parametrize("sort", ["number", "-number"])
def test_rows_come_without_gap_or_repeat_while_others_are_added(
    page: Page, stack: Stack, sort: str
) -> None:
    before = _numbers(stack, sort, 450)
    visit(page, f"{NUMBERS}{sort}")
    seen: dict[int, str] = {}
    while len(seen) < 400:
        seen |= dict(page.evaluate(SHOWN))
        if len(seen) % 3 == 0:
            stack.open_case("Workers' Compensation")
        page.locator(GRID).evaluate(DOWN)
        drawn(page)
    places = sorted(seen)
    assert all(after == at + 1 for at, after in pairwise(places))
    shown = [seen[at] for at in places]
    assert len(set(shown)) == len(shown)
    assert shown == sorted(shown, reverse=sort.startswith("-"))
    assert set(before[: len(before) - 100]) <= set(shown) | set(before[len(shown) - 60 :])


def _numbers(stack: Stack, sort: str, count: int) -> list[str]:
    return [row["number"] for row in stack.get("/v1/cases", sort=sort, limit=count)["cases"]]


def test_a_click_on_a_heading_sorts_and_another_turns_it_round(page: Page) -> None:
    visit(page, "/app/cases")
    heading = page.get_by_role("columnheader", name="Number")
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    expect(page).to_have_url(re.compile(r"sort=number$"))
    settled(page)
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    expect(page).to_have_url(re.compile(r"sort=-number$"))


def test_a_filter_lands_in_the_address_and_survives_a_reload(page: Page, stack: Stack) -> None:
    visit(page, "/app/cases")
    page.get_by_role("button", name="Filter", exact=True).click()
    page.get_by_role("button", name="Opted out of", exact=True).click()
    page.get_by_label("SMS", exact=True).check()
    page.get_by_label("E-mail", exact=True).check()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"opted_out\.any=sms,email"))
    settled(page)
    total = stack.get("/v1/cases/count", **{"opted_out.any": "sms,email"})
    for _ in range(2):
        expect(page.get_by_role("status").filter(has_text=counted(total))).to_be_visible()
        for text in rows(page).all_inner_texts():
            assert "SMS" in text or "E-mail" in text
        page.reload()
        expect(page.get_by_role("button", name="Opted out of any of SMS, E-mail")).to_be_visible()
        settled(page)


@pytest.mark.parametrize(
    "query",
    ["status=active", "status.none=closed,settled", "court_date.missing=true", "is_obo=true",
     "type=Family+Law", "lead.missing=false", "opened_at.from=2026-06-01", "archived=true"],
)  # fmt: skip
def test_the_list_shows_as_many_as_the_api_counts(page: Page, stack: Stack, query: str) -> None:
    name, _, value = query.replace("+", " ").partition("=")
    total = stack.get("/v1/cases/count", **{name: value})
    visit(page, f"/app/cases?{query}")
    expect(page.get_by_role("status").filter(has_text=counted(total))).to_be_visible()


def test_the_keyboard_walks_opens_and_comes_back_to_the_same_rows(page: Page) -> None:
    visit(page, "/app/cases?status=settled")
    for _ in range(3):
        page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator(GRID)).to_have_attribute("aria-activedescendant", "row-1")
    page.locator(GRID).evaluate("(grid) => grid.scrollTo(0, 600)")
    drawn(page)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/app/cases/[0-9a-f-]{36}"))
    page.go_back()
    expect(page).to_have_url(re.compile("status=settled"))
    expect(rows(page).first).to_be_visible()
    page.wait_for_function(f"document.querySelector('{GRID}').scrollTop === 600")


def test_no_key_reaches_the_list_under_a_layer(page: Page) -> None:
    visit(page, "/app/cases?status=settled")
    page.keyboard.press("j")
    page.get_by_role("button", name="Columns").click()
    expect(dialog(page)).to_be_visible()
    page.evaluate("document.activeElement.blur()")  # as before the layer has taken the focus
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.mouse.click(5, 5)
    expect(dialog(page)).to_have_count(0)
    page.keyboard.press("j")
    expect(page.locator(GRID)).to_have_attribute("aria-activedescendant", "row-1")
    expect(page.get_by_role("region", name="Selected cases")).to_have_count(0)


def test_nothing_found_says_so_and_offers_the_way_back(page: Page) -> None:
    visit(page, "/app/cases?status=active")
    searched(page, SEARCH, "no such words anywhere")
    expect(page.get_by_role("heading", name="No cases match")).to_be_visible()
    expect(page.get_by_text("Nothing matches “no such words anywhere”")).to_be_visible()
    page.get_by_role("button", name="Clear search and filters").click()
    expect(rows(page).first).to_be_visible()


def test_rows_stay_while_the_next_ones_cannot_be_read(page: Page, stack: Stack) -> None:
    visit(page, "/app/cases")
    alert = page.get_by_role("alert")
    with stack.without_database():
        page.locator(GRID).evaluate("(grid) => grid.scrollTo(0, grid.scrollHeight)")
        expect(alert).to_contain_text("Cases could not be renewed. The ledger cannot be reached")
        expect(rows(page).first).to_be_visible()
    alert.get_by_role("button", name="Try again").click()
    expect(alert).to_have_count(0)
    settled(page)


def test_a_question_without_an_answer_says_why_and_can_be_asked_again(
    page: Page, stack: Stack
) -> None:
    visit(page, "/app/cases")
    alert = page.get_by_role("alert")
    with stack.without_database():
        page.get_by_label(SEARCH).fill("Kowalski")
        expect(alert).to_contain_text("Nothing was changed; please try again")
    alert.get_by_role("button", name="Try again").click()
    expect(rows(page).filter(has_text="Kowalski").first).to_be_visible()


def test_offline_is_said_and_what_was_asked_is_asked_again_by_itself(page: Page) -> None:
    visit(page, "/app/cases")
    page.context.set_offline(True)
    expect(page.get_by_text("You are offline.")).to_be_visible()
    page.get_by_label(SEARCH).fill("no such words anywhere")
    expect(rows(page).first).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("You are offline.")).to_have_count(0)
    expect(page.get_by_role("heading", name="No cases match")).to_be_visible()


def test_columns_are_hidden_moved_and_kept_in_the_address(page: Page) -> None:
    visit(page, "/app/cases")
    page.get_by_role("button", name="Columns").click()
    with page.expect_response(ARRANGE):
        page.get_by_label("Client", exact=True).uncheck()
    for _ in range(2):
        with page.expect_response(ARRANGE):
            page.get_by_role("button", name="Move Status up").click()
    page.keyboard.press("Escape")
    page.reload()
    settled(page)
    heads = page.get_by_role("columnheader").all_inner_texts()
    assert heads[:4] == ["", "Status", "Case", "Number"]  # the first is for what is selected
    assert "Client" not in heads
    visit(page, "/app/cases?view=all")  # they are kept for this person, wherever they begin
    assert page.get_by_role("columnheader").all_inner_texts() == heads
    page.get_by_role("button", name="Columns").click()
    with page.expect_response(ARRANGE):
        page.get_by_role("button", name="Reset columns").click()
    expect(page.get_by_role("columnheader", name="Client")).to_be_visible()


def test_six_thousand_rows_are_few_nodes(page: Page, stack: Stack) -> None:
    missing = 6_200 - stack.get("/v1/cases/count")["count"]
    stack.open_many(max(0, missing))
    visit(page, "/app/cases")
    bottom = "(grid) => { grid.scrollTop = grid.scrollHeight; return grid.scrollHeight / 40 }"
    while page.locator(GRID).evaluate(bottom) < 6_000:
        settled(page)
    assert page.evaluate("document.querySelectorAll('*').length") < 3_000


def test_a_status_is_changed_where_it_stands_and_undone(page: Page, stack: Stack) -> None:
    case = stack.open_case(facts={"name": "Where it stands"})
    visit(page, f"/app/cases?q={case['number']}")
    cell = page.get_by_role("button", name="Status of Where it stands")
    cell.click()
    page.get_by_role("menuitem", name="Active").click()
    expect(cell).to_contain_text("Active")
    page.get_by_role("button", name="Undo").click()
    expect(cell).to_contain_text("New Lead")
    until(lambda: stack.case(case["id"])["status"] == "new-lead")


def test_an_edit_stays_while_the_lists_stand_still(page: Page, stack: Stack) -> None:
    case = stack.open_case(facts={"name": "Standing still"})
    visit(page, f"/app/cases?q={case['number']}")
    with stack.without_worker():
        cell = page.get_by_role("button", name="Status of Standing still")
        cell.click()
        page.get_by_role("menuitem", name="In Review").click()
        expect(page.get_by_text("Standing still → In Review")).to_be_visible()
        expect(cell).to_contain_text("In Review")
        page.reload()
        expect(page.get_by_text("Catching up", exact=True)).to_be_visible()
    expect(page.get_by_text("Catching up", exact=True)).to_have_count(0)
    expect(cell).to_contain_text("In Review")


def test_a_case_that_changes_elsewhere_changes_here(page: Page, stack: Stack) -> None:
    case = stack.open_case(facts={"name": "Seen from here"})
    visit(page, f"/app/cases?q={case['number']}")
    stack.give("change-status", case_id=case["id"], status="settled")
    cell = page.get_by_role("button", name="Status of Seen from here")
    expect(cell).to_contain_text("Settled")
