"""The page of a case: edits in place, conflicts, its type, the archive, the way through a list."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.case_page import (
    begin,
    chosen,
    editor,
    field,
    open_case_page,
    panel,
    rail,
    saved,
    shows,
)
from tests.e2e.looking import dialog, rows, settled, visit
from tests.e2e.stack import Row, Stack

# Each kind of field: what is typed, and what stands there afterwards.
KINDS: dict[str, tuple[str, str]] = {
    "text": ("Dr. Sandoval", "Dr. Sandoval"),
    "long_text": ("Two\nlines", "Two lines"),
    "number": ("1,250.5", "1,250.5"),
    "currency": ("$1,250.50", "$1,250.50"),
    "percentage": ("33.3", "33.3%"),
    "date": ("2028-03-14", "14 Mar 2028"),
    "date_time": ("2028-03-14T09:30", "14 Mar 2028, 09:30:00 UTC"),
    "phone": ("(305) 555-0142", "+1 305 555 0142"),
    "email": ("Teresa@Example.com", "teresa@example.com"),
    "url": ("https://example.com/report", "https://example.com/report"),
}
CHOSEN: dict[str, tuple[str, str]] = {"yes_no": ("Yes", "Yes"), "select": ("Low", "Low")}


def label(kind: str) -> str:
    return f"A {kind.replace('_', ' ')} here"


@pytest.fixture(scope="module")
def every_kind(stack: Stack) -> Row:
    """A type with a field of every kind, and another that lacks them all but one."""
    named = {}
    for name in ("Every kind", "Few kinds"):
        named[name] = stack.give("define-case-type", name=name)["id"]
    for kind in (*KINDS, *CHOSEN, "multi_select", "address"):
        options = ["Low", "High"] if kind.endswith("select") else []
        defined = stack.give("define-field", label=label(kind), kind=kind, options=options)
        stack.give("bind-field", type_id=named["Every kind"], field_id=defined["id"])
        if kind == "text":
            stack.give("bind-field", type_id=named["Few kinds"], field_id=defined["id"])
    needed = stack.give("define-field", label="A thing needed", kind="text")
    stack.give("bind-field", type_id=named["Few kinds"], field_id=needed["id"], required=True)
    return named


@pytest.fixture
def case(stack: Stack) -> Row:
    return stack.open_case(
        facts={"name": "Vasquez v. Unknown", "court_name": "Orange County"},
        new_contacts=[{"facts": {"first_name": "Paul", "last_name": "Vasquez"}}],
    )


@pytest.fixture
def full(stack: Stack, every_kind: Row) -> Row:
    return stack.open_case(type="Every kind", facts={"name": "A case of every kind"})


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_of_each_kind_is_saved_and_there_after_a_reload(
    page: Page, full: Row, kind: str
) -> None:
    typed, shown = KINDS[kind]
    open_case_page(page, full["id"])
    begin(page, label(kind)).fill(typed)
    page.keyboard.press("Control+Enter" if kind == "long_text" else "Enter")
    saved(page)
    shows(page, label(kind), shown)
    page.reload()
    shows(page, label(kind), shown)


@pytest.mark.parametrize("kind", CHOSEN)
def test_a_choice_is_saved(page: Page, full: Row, kind: str) -> None:
    wanted, shown = CHOSEN[kind]
    open_case_page(page, full["id"])
    begin(page, label(kind)).select_option(label=wanted)
    page.keyboard.press("Enter")
    saved(page)
    page.reload()
    shows(page, label(kind), shown)


def test_several_choices_and_an_address_are_saved(page: Page, full: Row) -> None:
    open_case_page(page, full["id"])
    begin(page, label("multi_select")).get_by_label("High").check()
    page.keyboard.press("Enter")
    saved(page)
    lines = begin(page, label("address"))
    lines.get_by_label("Address line 1").fill("1 Flagler St")
    lines.get_by_label("City").fill("Miami")
    page.keyboard.press("Enter")
    saved(page)
    page.reload()
    shows(page, label("multi_select"), "High")
    shows(page, label("address"), "1 Flagler St, Miami")


def test_escape_restores_and_tab_saves_and_goes_on(page: Page, case: Row, stack: Stack) -> None:
    open_case_page(page, case["id"])
    begin(page, "Court").fill("Nowhere")
    page.keyboard.press("Escape")
    shows(page, "Court", "Orange County")
    expect(field(page, "Court")).to_be_focused()
    begin(page, "Court").fill("Miami-Dade")
    page.keyboard.press("Tab")
    expect(field(page, "Jurisdiction")).to_be_focused()
    page.keyboard.press("Enter")
    editor(page, "Jurisdiction").fill("FL")
    page.keyboard.press("Enter")
    shows(page, "Jurisdiction", "FL")
    saved(page)
    now = stack.case(case["id"])
    assert (now["court_name"], now["jurisdiction"]) == ("Miami-Dade", "FL")


def test_what_cannot_be_kept_is_said_at_the_field_and_stays_typed(page: Page, full: Row) -> None:
    open_case_page(page, full["id"])
    begin(page, label("email")).fill("nobody at home")
    page.keyboard.press("Enter")
    expect(panel(page).get_by_role("alert")).to_contain_text("is not an e-mail address")
    expect(editor(page, label("email"))).to_have_value("nobody at home")
    expect(page.get_by_text("Not saved").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("All changes saved")).to_be_visible()


def test_the_title_is_edited_by_a_key_and_undone(page: Page, case: Row) -> None:
    open_case_page(page, case["id"])
    page.keyboard.press("e")
    title = page.get_by_role("textbox", name="Case name")
    expect(title).to_be_focused()
    title.fill("Vasquez - Personal Injury")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vasquez - Personal Injury")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vasquez v. Unknown")
    saved(page)


def test_a_status_is_changed_at_once_and_undone(page: Page, case: Row, stack: Stack) -> None:
    open_case_page(page, case["id"])
    chosen(page, "Status", "In Negotiation")
    expect(page.get_by_role("button", name="Status: In Negotiation").first).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Status: New Lead").first).to_be_visible()
    saved(page)
    assert stack.case(case["id"])["status"] == case["status"]


@pytest.mark.parametrize(("way", "left"), [("Keep theirs", "Theirs"), ("Save mine on top", "Mine")])
def test_a_conflict_shows_theirs_and_both_ways_out(
    page: Page, case: Row, stack: Stack, way: str, left: str
) -> None:
    open_case_page(page, case["id"])
    court = begin(page, "Court")
    court.fill("Mine")
    stack.give("revise-case-details", case_id=case["id"], changes={"court_name": "Theirs"})
    court.press("Enter")
    expect(panel(page).get_by_role("alert")).to_contain_text("Theirs")
    expect(court).to_have_value("Mine")
    page.get_by_role("button", name=way).click()
    shows(page, "Court", left)
    saved(page)
    assert stack.case(case["id"])["court_name"] == left


def test_what_somebody_else_changes_appears_and_never_in_an_open_editor(
    page: Page, case: Row, stack: Stack
) -> None:
    open_case_page(page, case["id"])
    begin(page, "Jurisdiction").fill("half typed")
    stack.give("revise-case-details", case_id=case["id"], changes={"court_name": "Lee County"})
    shows(page, "Court", "Lee County")
    expect(editor(page, "Jurisdiction")).to_have_value("half typed")


def test_an_edit_stays_while_nothing_is_projected(page: Page, case: Row, stack: Stack) -> None:
    open_case_page(page, case["id"])
    with stack.without_worker():
        begin(page, "Court").fill("Miami-Dade")
        page.keyboard.press("Enter")
        expect(page.get_by_text("All changes saved")).to_be_visible()
        expect(page.get_by_text("Catching up").first).to_be_visible()
        shows(page, "Court", "Miami-Dade")
    expect(page.get_by_text("Catching up")).to_have_count(0)
    shows(page, "Court", "Miami-Dade")


def test_a_new_type_says_first_what_becomes_of_the_fields(
    page: Page, stack: Stack, every_kind: Row
) -> None:
    fields = {each["label"]: each["key"] for each in stack.get("/v1/fields")["fields"]}
    given = {fields[label("text")]: "kept", fields[label("number")]: "7"}
    case = stack.open_case(type="Every kind", facts={"name": "To be changed", **given})
    open_case_page(page, case["id"])
    page.get_by_role("button", name="Case type: Every kind").first.click()
    dialog(page).get_by_label("New type").select_option(label="Few kinds")
    lines = dialog(page).get_by_label("What becomes of the fields")
    expect(lines).to_contain_text(f"Stay{label('text')}")
    expect(lines).to_contain_text(f"Go out of sight{label('number')}")
    expect(lines).to_contain_text("Need a valueA thing needed")
    expect(dialog(page).get_by_label("Status")).to_have_value("new-lead")
    dialog(page).get_by_role("button", name="Change the type").click()
    expect(page.get_by_role("button", name="Case type: Few kinds").first).to_be_visible()
    saved(page)
    shows(page, label("text"), "kept")
    expect(field(page, label("number"))).to_have_count(0)
    expect(panel(page)).to_contain_text("kept out of sight")
    expect(panel(page).get_by_role("note")).to_contain_text("A thing needed")


def test_an_archived_case_is_read_only_until_it_is_restored(
    page: Page, case: Row, stack: Stack
) -> None:
    open_case_page(page, case["id"])
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Archive…").click()
    dialog(page).get_by_role("button", name="Archive", exact=True).click()
    expect(dialog(page)).to_contain_text("Say why")
    dialog(page).get_by_label("Reason").fill("Opened by mistake")
    held: list[Route] = []
    page.route("**/archive-case", lambda route: held.append(route))
    dialog(page).get_by_role("button", name="Archive", exact=True).click()
    expect(page.get_by_text("This case is archived: it can be read, not changed.")).to_be_visible()
    expect(dialog(page)).to_contain_text("Archive this case")  # it is still being done
    while not held:
        page.evaluate("1")
    held[0].continue_()
    expect(dialog(page)).to_have_count(0)
    expect(field(page, "Court")).to_be_disabled()
    expect(rail(page).get_by_role("button", name="Add", exact=True)).to_be_disabled()
    settled(page)
    assert stack.case(case["id"])["archived"]
    page.get_by_role("button", name="Restore").click()
    dialog(page).get_by_role("button", name="Restore", exact=True).click()
    expect(field(page, "Court")).to_be_enabled()
    saved(page)


def test_the_next_case_is_the_next_of_the_list(page: Page, stack: Stack) -> None:
    ids = [each["id"] for each in stack.get("/v1/cases", sort="number", limit=3)["cases"]]
    visit(page, "/app/cases?sort=number")
    rows(page).first.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(f"/cases/{ids[0]}"))
    expect(page.get_by_role("button", name="Previous case")).to_be_disabled()
    page.get_by_role("button", name="Next case").click()
    expect(page).to_have_url(re.compile(f"/cases/{ids[1]}"))
    page.reload()
    expect(page.get_by_role("button", name="Next case")).to_be_enabled()
    page.keyboard.press("Shift+J")
    expect(page).to_have_url(re.compile(f"/cases/{ids[2]}"))
    page.keyboard.press("Shift+K")
    expect(page).to_have_url(re.compile(f"/cases/{ids[1]}"))
    page.keyboard.press("u")
    expect(page).to_have_url(re.compile(r"/cases\?sort=number"))


def test_a_contact_is_added_made_primary_and_taken_off(page: Page, case: Row, stack: Stack) -> None:
    open_case_page(page, case["id"])
    rail(page).get_by_role("button", name="Add", exact=True).click()
    dialog(page).get_by_role("button", name="Somebody new").click()
    dialog(page).get_by_label("First name").fill("Teresa")
    dialog(page).get_by_label("Last name").fill("Vasquez")
    dialog(page).get_by_label("Phone").fill("305 555 0142")
    dialog(page).get_by_role("button", name="Add contact").click()
    teresa = rail(page).get_by_role("listitem").filter(has_text="Teresa Vasquez")
    expect(teresa).to_contain_text("+1 305 555 0142")
    settled(page)
    rail(page).get_by_role("button", name="Actions for Teresa Vasquez").click()
    page.get_by_role("menuitem", name="Make primary client").click()
    expect(teresa).to_contain_text("Primary")
    settled(page)
    rail(page).get_by_role("button", name="Actions for Paul Vasquez").click()
    page.get_by_role("menuitem", name="Remove from this case").click()
    expect(rail(page).get_by_text("Paul Vasquez")).to_have_count(0)
    settled(page)
    found = stack.get(f"/v1/cases/{case['id']}")["contacts"]
    assert [(each["name"], each["primary"]) for each in found] == [("Teresa Vasquez", True)]


def test_an_opt_out_is_recorded_with_its_words_and_its_evidence(page: Page, stack: Stack) -> None:
    case = stack.open_case(
        new_contacts=[
            {
                "facts": {"first_name": "Nell", "last_name": "Quiet"},
                "phones": [{"value": "+13055550171"}],
            }
        ]
    )
    open_case_page(page, case["id"])
    rail(page).get_by_role("button", name="Actions for Nell Quiet").click()
    page.get_by_role("menuitem", name="Opt-outs and opt-ins…").click()
    dialog(page).get_by_label("In these words").fill("Please stop texting me")
    dialog(page).get_by_label("Evidence").fill("message 4711")
    dialog(page).get_by_role("button", name="Record opt-out").click()
    expect(rail(page).get_by_text("Opted out of SMS")).to_be_attached()
    settled(page)
    assert stack.case(case["id"])["sms_opted_out"]
    open_case_page(page, case["id"], "activity")
    expect(panel(page).get_by_role("list")).to_contain_text("opted out")


@pytest.fixture
def auditor(stack: Stack, browser: Browser, base_url: str) -> Iterator[Page]:
    """Somebody who may read everything and change nothing."""
    with browser.new_context(base_url=base_url, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(stack.link("rae@example.com", "auditor"))
        expect(page.get_by_role("heading", name="Cases", level=1)).to_be_visible()
        yield page


def test_who_may_only_read_sees_why_nothing_can_be_changed(auditor: Page, case: Row) -> None:
    open_case_page(auditor, case["id"])
    expect(field(auditor, "Court")).to_be_disabled()
    status = auditor.get_by_role("button", name=re.compile("^Status: ")).first
    expect(status).to_have_attribute("title", re.compile("permission cases.edit"))
    expect(auditor.get_by_role("button", name="Add note")).to_be_disabled()
