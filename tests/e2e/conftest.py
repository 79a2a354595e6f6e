"""A browser that has signed in, before the real stack. Nothing is waited for by time."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from caseledger.web.pages import STATIC
from tests.absent import needs
from tests.e2e.looking import PATIENCE
from tests.e2e.stack import Stack, demo
from tests.postgres import folder

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    needs("chromium", CHROMIUM.exists())
    needs("the pages, built", (STATIC / "index.html").exists())
    with folder() as data, demo(data) as stack:
        yield stack


@pytest.fixture(scope="session")
def base_url(stack: Stack) -> str:
    return stack.address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": str(CHROMIUM), "args": FLAGS}


@pytest.fixture(scope="session")
def session(stack: Stack, browser: Browser, base_url: str) -> Any:
    """The cookies of an admin who used a sign-in link."""
    with browser.new_context(base_url=base_url) as context:
        page = context.new_page()
        page.goto(stack.link())
        expect(page.get_by_role("heading", name="Cases", level=1)).to_be_visible()
        return context.storage_state()


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], session: Any) -> dict[str, Any]:
    return {
        **browser_context_args,
        "storage_state": session,
        "viewport": {"width": 1440, "height": 900},
        "reduced_motion": "reduce",
        "permissions": ["clipboard-read", "clipboard-write"],
    }


@pytest.fixture(autouse=True)
def no_trouble(page: Page) -> Iterator[None]:
    """No page of ours throws, and none asks for what its content policy forbids."""
    trouble: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Content-Security-Policy" in message.text:
            trouble.append(message.text)

    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", heard)
    page.set_default_timeout(PATIENCE)
    yield
    assert not trouble
