"""Live news in a browser, also after the database was away."""

from playwright.sync_api import Page, Response, expect

from tests.e2e.looking import visit
from tests.e2e.stack import Stack


def test_news_come_again_by_themselves_after_the_database_was_away(
    page: Page, stack: Stack
) -> None:
    case = stack.open_case(facts={"name": "Seen again"})
    answers: list[int] = []

    def heard(response: Response) -> None:
        if "/v1/stream" in response.url:
            answers.append(response.status)

    page.on("response", heard)
    with stack.without_database():
        page.goto(f"/app/cases?q={case['number']}")
        expect(page.get_by_text("Live updates paused").first).to_be_visible()
    expect(page.get_by_text("Live updates paused")).to_have_count(0)
    assert answers[0] == 503
    visit(page, f"/app/cases?q={case['number']}")
    stack.give("change-status", case_id=case["id"], status="settled")
    expect(page.get_by_role("button", name="Status of Seen again")).to_contain_text("Settled")
