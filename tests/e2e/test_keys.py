"""Keys of programs on the page: issued, shown once, used, disabled."""

import re

from httpx2 import Client
from playwright.sync_api import Page, expect

from tests.e2e.looking import dialog, violations, visit
from tests.e2e.stack import Stack

COPIED = "(words) => navigator.clipboard.readText().then((read) => read === words)"


def test_a_key_is_shown_once_and_ends_when_it_is_disabled(page: Page, stack: Stack) -> None:
    visit(page, "/app/settings/people")
    page.get_by_role("button", name="Issue a key").click()
    issue = dialog(page).get_by_role("button", name="Issue")
    expect(issue).to_be_disabled()
    dialog(page).get_by_label("Name").fill("Intake form")
    dialog(page).get_by_label("Write").check()
    assert violations(page) == []
    issue.click()
    secret = dialog(page).get_by_label("The key")
    expect(secret).to_have_text(re.compile("^ck_"))
    key = {"X-API-KEY": secret.inner_text()}
    assert violations(page) == []
    page.keyboard.press("Escape")
    dialog(page).get_by_role("button", name="Copy").click()
    page.wait_for_function(COPIED, arg=key["X-API-KEY"])
    dialog(page).get_by_role("button", name="Done").click()

    keys = page.get_by_role("region", name="API keys")
    expect(keys.get_by_role("row", name="Intake form")).to_contain_text("read, write")
    with Client(base_url=stack.running.address, headers=key) as program:
        assert program.get("/v1/me").json()["key"]["name"] == "Intake form"
        assert key["X-API-KEY"] not in page.content()
        keys.get_by_role("button", name="Disable Intake form").click()
        keys.get_by_role("button", name="Disable Intake form for ever").click()
        expect(keys.get_by_role("row", name="Intake form")).to_contain_text("Disabled")
