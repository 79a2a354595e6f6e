"""What holds for every page: for everybody, on any screen; script is text; light to load."""

import gzip
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from caseledger.web.pages import STATIC
from tests.e2e.looking import dialog, rows, settled, violations, visit
from tests.e2e.stack import Row, Stack

SCRIPT = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>"
KB = 1000
VISITS = 20
ROWS_MS = 1_500
PLACES = [
    "/app/cases",
    "/app/cases?q=nothing+at+all",
    "/app/cases/CASE",
    "/app/cases/CASE?tab=activity",
    "/app/cases/CASE?tab=notes",
    "/app/cases/CASE?tab=documents",
    "/app/contacts",
    "/app/contacts/CONTACT",
    "/app/imports",
    "/app/imports/new",
    "/app/operations",
    "/app/ops",
    "/app/settings/case-types",
    "/app/settings/case-types/TYPE",
    "/app/settings/case-types/TYPE?tab=fields",
    "/app/settings/case-types/TYPE?tab=history",
    "/app/settings/fields",
    "/app/settings/fields/FIELD",
    "/app/settings/people",
    "/app/sign-in",
    "/app/sign-in?expired=1",
    "/app/no/such/page",
]


@pytest.fixture(scope="module")
def case(stack: Stack) -> Row:
    return stack.open_case(
        facts={"name": "Across all pages"},
        new_contacts=[
            {
                "facts": {"first_name": "Ida", "last_name": "Across"},
                "phones": [{"value": "+13055550144"}],
            }
        ],
    )


def _at(place: str, case: Row, stack: Stack) -> str:
    kind = stack.type_named("Personal Injury")
    ids = {"CASE": case["id"], "CONTACT": case["client"], "TYPE": kind["id"]}
    ids["FIELD"] = kind["fields"][0]["field"]
    for word, it in ids.items():
        place = place.replace(word, it)
    return place


@pytest.mark.parametrize("place", PLACES)
def test_a_page_is_for_everybody(page: Page, stack: Stack, case: Row, place: str) -> None:
    """Axe finds nothing in either theme; nothing is cut off at 320 px, nor enlarged to 200 %."""
    visit(page, _at(place, case, stack))
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []
    for width in (720, 320):
        page.set_viewport_size({"width": width, "height": 600})
        settled(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def _filter_menu(page: Page) -> None:
    page.get_by_role("button", name="Filter", exact=True).click()
    expect(page.get_by_label("Find a field")).to_be_visible()


def _filter_values(page: Page) -> None:
    _filter_menu(page)
    page.get_by_role("group", name="Basic").get_by_role("button", name="Status").click()
    expect(page.get_by_role("group", name="Status")).to_be_visible()


def _columns(page: Page) -> None:
    page.get_by_role("button", name="Columns").click()
    expect(page.get_by_role("button", name="Reset columns")).to_be_visible()


def _status_menu(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Status of")).first.click()
    expect(page.get_by_role("menu")).to_be_visible()


def _palette(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.get_by_label("Search cases, contacts and actions").fill("a")
    expect(dialog(page).get_by_role("button", name="New case")).to_be_visible()


def _key_help(page: Page) -> None:
    page.keyboard.press("?")
    expect(dialog(page)).to_be_visible()


def _new_case(page: Page) -> None:
    page.keyboard.press("c")
    dialog(page).get_by_label("Case type").select_option(label="Personal Injury")
    dialog(page).get_by_label("Find a client").fill("Ida Across")
    expect(page.get_by_role("list", name="Contacts found")).to_be_visible()


LAYERS: list[Callable[[Page], None]] = [
    _filter_menu, _filter_values, _columns, _status_menu, _palette, _key_help, _new_case
]  # fmt: skip


@pytest.mark.parametrize("layer", LAYERS, ids=lambda each: each.__name__.strip("_"))
def test_axe_finds_nothing_in_what_opens(
    page: Page, case: Row, layer: Callable[[Page], None]
) -> None:
    visit(page, "/app/cases")
    layer(page)
    settled(page)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []


def test_the_drawer_leads_everywhere(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    visit(page, "/app/cases")
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Contacts").click()
    expect(page.get_by_role("heading", name="Contacts", level=1)).to_be_visible()
    expect(page.get_by_role("navigation", name="Main")).to_have_count(0)


def test_script_in_a_field_is_text(page: Page, stack: Stack) -> None:
    case = stack.open_case(
        facts=dict.fromkeys(("name", "description", "court_name", "utm_source"), SCRIPT),
        new_contacts=[{"facts": {"first_name": SCRIPT, "last_name": SCRIPT}}],
    )
    stack.give("write-note", case_id=case["id"], text=SCRIPT)
    stack.give("change-status", case_id=case["id"], status="active", reason=SCRIPT)
    for place in ("/app/cases", *(p for p in PLACES if "CASE" in p or "CONTACT" in p)):
        visit(page, _at(place, case, stack))
        expect(page.get_by_text("onerror").first).to_be_visible()
        assert page.title() != "run"
    # `no_trouble` has seen to it that the content policy had nothing to refuse.


def test_the_first_page_is_light_and_soon_there(page: Page) -> None:
    assert any(_soon(page) for _ in range(VISITS))  # a busy machine is no failure
    loaded = page.evaluate("performance.getEntriesByType('resource').map((each) => each.name)")
    weight = {kind: sum(map(_gzipped, _of(loaded, kind))) for kind in (".js", ".css")}
    assert weight[".js"] <= 215 * KB
    assert weight[".css"] <= 20 * KB


def _soon(page: Page) -> bool:
    """Whether rows are there within the budget."""
    page.goto("/app/cases")
    expect(rows(page).first).to_be_visible()
    return float(page.evaluate("performance.now()")) <= ROWS_MS


def _of(addresses: list[str], kind: str) -> set[str]:
    return {each.partition("/app/")[2] for each in addresses if each.endswith(kind)}


def _gzipped(name: str) -> int:
    return len(gzip.compress((STATIC / name).read_bytes(), 9))
