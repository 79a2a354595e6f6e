"""Filters put together: the page shows what the API counts, row by row."""

import json
import re
from typing import Any
from urllib.parse import parse_qsl, quote

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.looking import counted, dialog, rows, settled, violations, visit
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
    _shows(page, stack, asked, total)


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
    _shows(page, stack, asked, stack.get("/v1/cases/count", **asked))
    page.get_by_role("button", name="Remove filter Type").click()
    settled(page)
    left = {"status.none": "settled"}
    _shows(page, stack, left, stack.get("/v1/cases/count", **left))


def test_filters_are_put_in_groups_by_keys_and_the_address_holds_them(
    page: Page, stack: Stack
) -> None:
    visit(page, "/app/cases?type=Family Law&cols=number&sort=number")
    page.keyboard.press("f")
    page.get_by_role("button", name="Group with and, or, not…").press("Enter")
    groups = page.get_by_role("region", name="Groups of filters")
    groups.get_by_label("How these are joined").select_option("any")
    groups.get_by_role("button", name="Add group").press("Enter")
    inner = groups.get_by_role("group", name="All of these hold")
    for label in ("Opted out of", "Court"):
        inner.get_by_role("button", name="Add filter").press("Enter")
        expect(page.get_by_placeholder("Find a field…")).to_be_focused()
        page.keyboard.type(label)
        page.get_by_role("button", name=label, exact=True).press("Enter")
        if label == "Court":
            inner.get_by_label("How Court is compared").select_option("has")
        else:
            dialog(page).get_by_label("SMS").press("Space")
            page.keyboard.press("Escape")
    inner.get_by_label("How these are joined").select_option("none")
    says = "Type is Family Law or not (Opted out of SMS or Court is there)"
    chip = page.get_by_role("button", name=says)
    expect(chip).to_have_attribute("aria-expanded", "true")
    settled(page)
    assert violations(page) == []
    where = dict(parse_qsl(page.url.partition("?")[2]))["where"]
    groups.get_by_role("button", name="Done").press("Escape")
    expect(groups).to_have_count(0)
    page.reload()
    expect(chip).to_be_visible()
    asked = {"where": where}
    _shows(page, stack, asked, stack.get("/v1/cases/count", **asked))
    chip.click()
    groups.get_by_role("button", name="Remove the group").click()
    groups.get_by_role("button", name="Done").click()
    expect(page.get_by_role("button", name="Type is Family Law")).to_be_visible()
    assert "where" not in page.url  # one plain filter needs no group


def test_the_groups_that_a_list_follows_are_edited_as_filters_are(page: Page, stack: Stack) -> None:
    name = f"Neither {len(stack.get('/v1/case-lists')['lists'])}"
    it = stack.give("create-case-list", name=name, kind="dynamic", condition=NEITHER)
    visit(page, f"/app/lists/{it['id']}")
    expect(page.get_by_text("Follows: not (Status is Active or Opted out of SMS)")).to_be_visible()
    page.get_by_role("button", name="Edit", exact=True).click()
    form = dialog(page)
    form.get_by_role("button", name="not (Status is Active or Opted out of SMS)").click()
    form.get_by_role("button", name="Values of Status: Active").click()
    page.get_by_label("Settled", exact=True).check()
    page.keyboard.press("Escape")
    expect(form.get_by_label("Name")).to_have_value(name)  # Escape closed the choices alone
    form.get_by_role("button", name="Remove Opted out of").click()
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Follows: not (Status is Active or Settled)")).to_be_visible()
    kept = stack.get(f"/v1/case-lists/{it['id']}")["condition"]
    status = {"type": "is", "fact": "status", "operator": "any", "value": ["active", "settled"]}
    assert kept == {"type": "and", "of": [{"type": "not", "of": status}]}
    visit(page, f"/app/cases?list={it['id']}")
    expect(page.get_by_role("button", name=f"On the list is {name}")).to_be_visible()


def _shows(page: Page, stack: Stack, asked: dict[str, str], total: dict[str, Any]) -> None:
    expect(page.get_by_role("status").filter(has_text=counted(total))).to_be_visible()
    expect(rows(page).first).to_be_visible()
    shown = [text for _, text in sorted(page.evaluate(SHOWN))]
    found = stack.get("/v1/cases", sort="number", limit=len(shown), **asked)["cases"]
    assert shown == [row["number"] for row in found]
