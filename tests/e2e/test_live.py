"""Live news in a browser, also after the database or the process that answers was away."""

import re

from playwright.sync_api import Page, Response, expect

from tests.e2e.looking import dialog, rows, visit
from tests.e2e.stack import Stack

UNHEARD = """
    update reaction.operation set state = 'stopped', ended_at = now() - interval '1 minute'
     where kind = 'export' and state = 'running'"""  # long before the next process listens


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


def test_what_became_of_an_export_while_nothing_was_heard_is_asked_for(
    page: Page, stack: Stack
) -> None:
    total = stack.get("/v1/cases/count", type="Criminal Defense")
    stack.open_many(max(0, 5_001 - total["count"]))
    visit(page, "/app/cases?type=Criminal Defense")
    with stack.without_worker(), stack.as_owner() as db:
        page.get_by_role("button", name="Export", exact=True).click()
        dialog(page).get_by_role("button", name=re.compile("^Export ")).click()
        tray = page.get_by_role("region", name="Background operations")
        expect(tray).to_contain_text("Export cases as CSV")
        db.execute(UNHEARD)
        stack.without_web()
        expect(tray).to_contain_text("Stopped")
    visit(page, "/app/cases")
    expect(rows(page).first).to_be_visible()
