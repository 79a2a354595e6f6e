"""Filters put together: the page shows what the API counts, row by row."""

import json
import re
from urllib.parse import parse_qsl, quote

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.looking import rows, settled, visit
from tests.e2e.stack import Stack
from tests.e2e.test_list import SHOWN

NEITHER = {
    "type": "not",
    "of": {
        "type": "or",
        "of": [
            {"type": "is", "fact": "status", "operator": "any", "value": ["active"]},
            {"type": "is", "fact": "opted_out", "operator": "any", "value": ["sms"]},
        ],
    },
}


@pytest.mark.parametrize(
    "query",
    [
        "type=Family Law&status=active",
        "status=active,settled&type=Family Law,Personal Injury",
        "status.none=closed,settled&court_name.missing=false",
        "opted_out.any=sms,email&type=Personal Injury",
        "opted_out.any=call&opted_out.none=email&status=active,in-review",
        "archived=true&status.none=active",
        "lead.missing=false&opened_at.from=2026-01-01&status.none=closed",
        f"type=Family Law&where={json.dumps(NEITHER)}",
    ],
)
def test_filters_together_show_what_the_api_counts(page: Page, stack: Stack, query: str) -> None:
    asked = dict(parse_qsl(query))
    total = stack.get("/v1/cases/count", **asked)
    assert total["exact"]
    assert total["count"] > 0
    for name in asked:
        part = stack.get("/v1/cases/count", **{name: asked[name]})["count"]
        assert part > total["count"] or len(asked) == 1, f"{name} narrows nothing"
    spelt = "&".join(f"{name}={quote(value)}" for name, value in asked.items())
    visit(page, f"/app/cases?{spelt}&cols=number&sort=number")
    _shows(page, stack, asked, total["count"])


def test_filters_are_put_together_by_hand(page: Page, stack: Stack) -> None:
    visit(page, "/app/cases?cols=number&sort=number")
    for label, choices in (("Type", ("Family Law", "Personal Injury")), ("Status", ("Settled",))):
        page.get_by_role("button", name="Filter", exact=True).click()
        page.get_by_role("button", name=label, exact=True).click()
        for choice in choices:
            page.get_by_label(choice, exact=True).check()
        page.keyboard.press("Escape")
    settled(page)
    page.get_by_role("button", name=re.compile("^Status is")).click()
    page.get_by_label("How Status is compared").select_option("none")
    page.keyboard.press("Escape")
    settled(page)
    asked = {
        "type": ",".join(
            stack.type_named(each)["id"] for each in ("Family Law", "Personal Injury")
        ),
        "status.none": "settled",
    }
    _shows(page, stack, asked, stack.get("/v1/cases/count", **asked)["count"])
    page.get_by_role("button", name="Remove filter Type").click()
    settled(page)
    left = {"status.none": "settled"}
    _shows(page, stack, left, stack.get("/v1/cases/count", **left)["count"])


def _shows(page: Page, stack: Stack, asked: dict[str, str], count: int) -> None:
    words = f"{count:,} case{'' if count == 1 else 's'}"
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()
    expect(rows(page).first).to_be_visible()
    shown = [text for _, text in sorted(page.evaluate(SHOWN))]
    found = stack.get("/v1/cases", sort="number", limit=len(shown), **asked)["cases"]
    assert shown == [row["number"] for row in found]
