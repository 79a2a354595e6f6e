"""How tests look at a page: by roles and names, as people do."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

PATIENCE = 60_000  # ms: a shared machine may be slow, and what is true already is not waited for
LONG = 300_000  # ms: work in the background on a shared machine, among the records of all tests
DRAWN = """() => {
    const grid = document.querySelector('[role=grid]');
    const { left, top } = grid.getBoundingClientRect();
    const lowest = document.elementFromPoint(left + 20, top + grid.clientHeight - 4);
    return Boolean(lowest?.closest('[role=row][id]'));
}"""
STILL = """() => {
    const still = () => document.querySelector('h1') && !document.querySelector('[aria-busy=true]');
    const frame = () => new Promise(requestAnimationFrame);
    return still() && frame().then(frame).then(still);
}"""  # for two frames: what was just pressed is asked for after the next
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def settled(page: Page) -> None:
    """Until nothing on the page is being asked any more, nor is about to be."""
    page.wait_for_function(STILL, timeout=PATIENCE)


def visit(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    settled(page)


def drawn(page: Page) -> None:
    """Until a grid that was scrolled has drawn, and read, its rows down to the lowest in view."""
    page.wait_for_function(DRAWN, timeout=PATIENCE)


def rows(page: Page) -> Locator:
    """The rows of a list that hold a record."""
    return page.get_by_role("row").filter(has=page.get_by_role("gridcell"))


def searched(page: Page, label: str, words: str) -> None:
    """Types words and waits until the address and the list have them."""
    page.get_by_label(label).fill(words)
    page.wait_for_function("(q) => new URLSearchParams(location.search).get('q') === q", arg=words)
    settled(page)


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog")


def counted(total: dict[str, Any]) -> str:
    """The page's words for an answer of `/v1/cases/count`: other tests bring thousands in."""
    many = f"{total['count']:,}{'' if total['exact'] else '+'}"
    return f"{many} case{'' if total['count'] == 1 else 's'}"


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands."""
    answer = Axe().run(page, options={"runOnly": RULES}).response
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in answer["violations"]]
