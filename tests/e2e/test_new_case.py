"""Opening a case: known clients first, a draft that stays, refusals at their field."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.looking import dialog, settled, visit
from tests.e2e.stack import Stack

NEW = "/app/cases?new=case"


def test_a_case_is_opened_with_a_new_client_by_keyboard(page: Page, stack: Stack) -> None:
    visit(page, "/app/cases")
    page.keyboard.press("c")
    form = _chosen_type(page, "Family Law")
    form.get_by_label("Find a client").fill("Wilhelmina Zoltan")
    form.get_by_role("button", name="New contact Wilhelmina Zoltan").click()
    form.get_by_label("E-mail").fill("wilhelmina@zoltan.example")
    form.get_by_label("Assignee").select_option(index=1)
    page.keyboard.press("Control+Enter")
    expect(page).to_have_url(re.compile(r"/app/cases/[0-9a-f-]{36}"))
    case = stack.case(page.url.rsplit("/", 1)[1].partition("?")[0])
    assert case["name"].startswith("Zoltan") or "Zoltan" in case["name"]
    assert case["lead"] is not None
    contact = stack.get(f"/v1/contacts/{case['client']}")
    assert contact["emails"][0]["value"] == "wilhelmina@zoltan.example"


def test_a_client_who_is_known_is_offered_before_a_second_one_is_made(
    page: Page, stack: Stack
) -> None:
    known = stack.give(
        "add-contact",
        facts={"first_name": "Ottoline", "last_name": "Pemberton"},
        phones=[{"value": "+13055550111"}],
    )
    visit(page, NEW)
    form = _chosen_type(page, "Criminal Defense")
    form.get_by_label("Find a client").fill("Otto Pemberton")
    form.get_by_role("button", name=re.compile("^New contact")).click()
    form.get_by_label("Phone").fill("305 555 0111")
    form.get_by_role("button", name="Use this contact").click()
    form.get_by_role("button", name="Create case").click()
    expect(page).to_have_url(re.compile(r"/app/cases/[0-9a-f-]{36}"))
    assert stack.case(page.url.rsplit("/", 1)[1])["client"] == known["id"]


def test_what_was_typed_is_there_after_a_reload(page: Page) -> None:
    visit(page, NEW)
    form = _chosen_type(page, "Family Law")
    form.get_by_label("Case name").fill("Half a thought")
    page.reload()
    expect(dialog(page).get_by_label("Case name")).to_have_value("Half a thought")
    expect(dialog(page).get_by_label("Case type")).to_have_value(re.compile("."))


def test_a_refusal_stands_at_its_field_and_has_focus(page: Page) -> None:
    visit(page, NEW)
    form = _chosen_type(page, "Family Law")
    form.get_by_label("Find a client").fill("Nobody Known")
    form.get_by_role("button", name="New contact Nobody Known").click()
    form.get_by_label("Phone").fill("12")
    form.get_by_role("button", name="Create case").click()
    phone = form.get_by_label("Phone")
    expect(phone).to_have_attribute("aria-invalid", "true")
    expect(phone).to_be_focused()
    expect(form).to_contain_text("is not a")


def _chosen_type(page: Page, name: str) -> Locator:
    form = dialog(page)
    form.get_by_label("Case type").select_option(label=name)
    settled(page)
    return form
