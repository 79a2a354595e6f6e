"""The list of cases as it was: asked for, waited for, filtered, opened, and left again."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.e2e.looking import LONG, counted, dialog, rows, settled, violations, visit
from tests.e2e.stack import Stack

THEN = ["A first one", "A second one"]
ADDRESS = "/app/cases?court_name=Court of Then&sort=name"


def test_the_end_of_last_month_is_made_filtered_opened_and_left(page: Page, stack: Stack) -> None:
    now = datetime.now(UTC)
    page.clock.set_system_time((now.replace(day=1) + timedelta(days=35)).replace(day=5))
    one, other = (
        stack.open_case(facts={"name": name, "court_name": "Court of Then"}) for name in THEN
    )
    visit(page, ADDRESS)
    with stack.without_worker():
        then = made(page, stack)
    expect(rows(page)).to_have_count(2, timeout=LONG)

    stack.give("archive-case", case_id=one["id"], reason="Over")
    stack.give("revise-case-details", case_id=other["id"], changes={"name": "Another name"})
    stack.open_case(facts={"name": "A third one", "court_name": "Court of Then"})
    page.reload()
    listed(page, stack, then)
    opened(page, then)
    page.get_by_role("button", name="Remove filter Court").click()
    settled(page)
    total = stack.get("/v1/cases/count", as_of=then)
    expect(page.get_by_text(counted(total), exact=True)).to_be_visible()
    page.go_back()
    over_made_again_and_left(page, stack)


def made(page: Page, stack: Stack) -> int:
    """Asked for by the keyboard, and seen on its way, here and from elsewhere; its position."""
    page.get_by_role("button", name="As of…").click()
    assert violations(page) == []
    page.get_by_role("button", name="End of last month").press("Enter")
    expect(page.get_by_role("progressbar", name="The cases of then")).to_be_visible()
    expect(page.get_by_text("Cases as they were on")).to_be_visible()
    expect(rows(page)).to_have_count(0)
    page.get_by_role("link", name="Contacts").first.click()
    expect(page.get_by_role("region", name="Background operations")).to_contain_text("Cases as")
    page.go_back()
    assert violations(page) == []
    [then] = (each["position"] for each in stack.get("/v1/pasts")["pasts"])
    return int(then)


def listed(page: Page, stack: Stack, then: int) -> None:
    """As the API lists them; nothing of it can be changed, and all can be exported."""
    expect(rows(page).locator(".row-name")).to_have_text(THEN)
    asked = {"as_of": then, "court_name": "Court of Then"}
    found = stack.get("/v1/cases", sort="name", **asked)["cases"]
    assert [each["name"] for each in found] == THEN
    assert stack.get("/v1/cases/count", **asked)["count"] == 2
    expect(page.get_by_text("2 cases", exact=True)).to_be_visible()
    expect(page.get_by_role("checkbox")).to_have_count(0)
    expect(page.get_by_role("button", name="New case")).to_have_count(0)
    assert violations(page) == []
    page.get_by_role("button", name="Export").click()
    expect(dialog(page)).to_contain_text("Export 2 cases")
    page.keyboard.press("Escape")


def opened(page: Page, then: int) -> None:
    """A row, and the one before it, as of then; and back."""
    page.get_by_role("link", name="A second one").click()
    expect(page.get_by_role("heading", name="A second one", level=1)).to_be_visible()
    expect(page.get_by_text("You are looking at this case as it was")).to_be_visible()
    page.keyboard.press("Shift+K")
    expect(page.get_by_role("heading", name="A first one", level=1)).to_be_visible()
    assert f"as_of={then}" in page.url
    page.keyboard.press("u")


def over_made_again_and_left(page: Page, stack: Stack) -> None:
    with stack.as_owner() as db:  # a day passes
        db.execute("update reaction.past set ready_at = now() - interval '24 hours'")
    page.reload()
    page.get_by_role("button", name="Make them again").click()
    expect(rows(page).locator(".row-name")).to_have_text(THEN, timeout=LONG)
    page.get_by_role("button", name="Back to now").click()
    expect(rows(page).locator(".row-name")).to_have_text(["A third one", "Another name"])
    expect(page.get_by_role("checkbox").first).to_be_visible()
