"""P14: the list of cases in a browser that has never been here, until its rows are seen.

`BENCH_SHELF=… python -m benchmarks.first_page`; goal: 1.0 s with 1M cases.
"""

import os
from collections.abc import Sequence
from gzip import compress
from pathlib import Path
from statistics import median
from time import perf_counter
from urllib.parse import urlsplit

from httpx2 import Client
from playwright.sync_api import Browser, sync_playwright

from benchmarks.shelf import kept, shelf
from benchmarks.stage import say
from caseledger.web.pages import STATIC
from tests.e2e.conftest import CHROMIUM, FLAGS
from tests.e2e.stack import OURS, Stack
from tests.running import up

ROUNDS = 7
ROW = "[role=row][id]"


def cold(browser: Browser, stack: Stack) -> tuple[float, float]:
    """Seconds with nothing cached, and then of the same page again."""
    with browser.new_context(
        base_url=stack.address, viewport={"width": 1440, "height": 900}
    ) as context:
        context.request.get(stack.link())
        page, took = context.new_page(), []
        for _ in range(2):
            began = perf_counter()
            page.goto("/app/cases", wait_until="commit")
            page.locator(ROW).first.wait_for()
            took.append(perf_counter() - began)
        return took[0], took[1]


def loaded(browser: Browser, stack: Stack) -> Sequence[str]:
    """The names of the files that the page asks for."""
    with browser.new_context(base_url=stack.address) as context:
        context.request.get(stack.link())
        page, asked = context.new_page(), list[str]()
        page.on("request", lambda request: asked.append(urlsplit(request.url).path))
        page.goto("/app/cases")
        page.locator(ROW).first.wait_for()
    return asked


def weight(asked: Sequence[str], ending: str) -> float:
    """KB of such files among them, compressed."""
    names = {Path(each).name for each in asked if each.endswith(ending)}
    files = [each for each in STATIC.rglob(f"*{ending}") if each.name in names]
    return sum(len(compress(each.read_bytes())) for each in files) / 1024


def main() -> None:
    folder = kept()
    assert folder, "BENCH_SHELF names the folder of the firm"
    with shelf(0, folder):
        pass
    with (
        up(folder) as running,
        Client(base_url=running.address, headers=OURS) as api,
        sync_playwright() as play,
    ):
        stack = Stack(folder, running, api)
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        asked = loaded(browser, stack)
        times = [cold(browser, stack) for _ in range(ROUNDS)]
        browser.close()
    first, again = (median(each) for each in zip(*times, strict=True))
    say(f"rows seen after {first:.2f} s, of the same page again {again:.2f} s   goal 1.0")
    say(f"{weight(asked, '.js'):.0f} KB of scripts, {weight(asked, '.css'):.0f} KB of styles")
    say(f"medians of {ROUNDS}; load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
