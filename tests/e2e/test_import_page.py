"""An import by its steps: mapped, dry-run, run and reported; and what it does with doubles."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.e2e.looking import LONG, settled, violations, visit
from tests.e2e.stack import Stack

TYPE = "Criminal Defense"


def table(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def uploaded(page: Page, name: str, content: bytes, kind: str = "Cases") -> None:
    visit(page, "/app/imports/new")
    page.get_by_role("radio", name=re.compile(f"^{kind}")).check()
    page.get_by_label("File to import").set_input_files(
        FilePayload(name=name, mimeType="text/csv", buffer=content)
    )
    at_step(page, "Map columns")


def at_step(page: Page, step: str) -> None:
    current = page.get_by_role("navigation", name="Steps of the import").locator(
        "[aria-current=step]"
    )
    expect(current).to_contain_text(step, timeout=LONG)
    settled(page)


def of_type(page: Page, name: str = TYPE) -> None:
    page.get_by_label("Case type of all rows").select_option(label=name)
    settled(page)


def planned(page: Page, policy: str = "Skip the row") -> None:
    """From the columns to the plan."""
    page.get_by_role("button", name="Continue").click()
    at_step(page, "Duplicates")
    chosen = page.get_by_role("radio", name=re.compile(f"^{policy}"))
    chosen.click()  # it is checked once the wish has been taken
    expect(chosen).to_be_checked()
    settled(page)
    page.get_by_role("button", name="Dry run", exact=True).click()
    expect(page.get_by_role("group", name="Rows by outcome")).to_be_visible(timeout=LONG)
    settled(page)


def done(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Import [0-9,]+ row")).click()
    expect(page.get_by_role("heading", name="The import is done.")).to_be_visible(timeout=LONG)
    settled(page)


def outcome(page: Page, words: str) -> Locator:
    return page.get_by_role("group", name="Rows by outcome").get_by_role(
        "button", name=re.compile(f"^[0-9,]+ ?{words}$")
    )


def counts(page: Page, words: str, number: int) -> None:
    expect(outcome(page, words)).to_have_text(re.compile(f"^{number:,} ?{words}$"))


def matters(first: int, many: int) -> list[list[str]]:
    return [[f"CR-{n:06}", f"Person Number{n}", "Active"] for n in range(first, first + many)]


HEAD = ["Case Number", "Client Name", "Status"]


def test_ten_thousand_rows_come_in(page: Page, stack: Stack) -> None:
    before = stack.get("/v1/cases/count", type=stack.type_named(TYPE)["id"])["count"]
    uploaded(page, "many.csv", table([HEAD, *matters(0, 10_000)]))
    expect(page.get_by_label("Client Name becomes")).to_have_value("contact.name")
    of_type(page)
    planned(page)
    counts(page, "would be created", 10_000)
    done(page)
    counts(page, "created", 10_000)
    stack.caught_up()
    found = stack.get("/v1/cases", number="CR-009999")["cases"]
    assert [each["client_name"] for each in found] == ["Person Number9999"]
    after = stack.get("/v1/cases/count", type=stack.type_named(TYPE)["id"])
    assert not after["exact"] or after["count"] == before + 10_000
    page.get_by_role("row").filter(has_text="CR-000000").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Person Number0")


def test_columns_are_mapped_by_their_names_and_doubtful_dates_are_asked(page: Page) -> None:
    rows = [
        ["Case no.", "Surname", "First name", "Cell phone", "Filed", "Weather"],
        ["DT-1", "Ruiz", "Ana", "(305) 555-0101", "03/04/2010", "mild"],
        ["DT-2", "Ruiz", "Bo", "(305) 555-0102", "05/06/2010", "wet"],
        ["DT-3", "Ruiz", "Cy", "(305) 555-0103", "31/12/2010x", "dry"],
    ]
    uploaded(page, "dates.csv", table(rows))
    for header, target in (
        ("Case no.", "case.number"),
        ("Surname", "contact.last_name"),
        ("First name", "contact.first_name"),
        ("Cell phone", "contact.phone"),
        ("Filed", "case.created_date"),
        ("Weather", ""),
    ):
        expect(page.get_by_label(f"{header} becomes")).to_have_value(target)
    of_type(page)
    expect(page.get_by_role("button", name="Continue")).to_be_disabled()
    expect(page.get_by_text("Say how “Filed” writes its dates.")).to_be_visible()
    page.get_by_label("How Filed writes dates").select_option("mm/dd/yyyy")
    expect(page.get_by_role("row").filter(has_text="Filed")).to_contain_text("4 Mar 2010")
    page.get_by_label("How Filed writes dates").select_option("dd/mm/yyyy")
    expect(page.get_by_role("row").filter(has_text="Filed")).to_contain_text("3 Apr 2010")
    settled(page)
    planned(page)
    counts(page, "would be created", 2)
    counts(page, "would fail", 1)
    expect(page.get_by_role("region", name="Why rows would fail")).to_contain_text("31/12/2010x")


def test_a_value_of_a_choice_is_said_to_stand_for_another(page: Page, stack: Stack) -> None:
    rows = [HEAD, ["CH-1", "Choice One", "Done with"], ["CH-2", "Choice Two", "Active"]]
    uploaded(page, "choices.csv", table(rows))
    of_type(page)
    page.get_by_label("“Done with” stands for").select_option(label="Settled")
    settled(page)
    planned(page)
    done(page)
    stack.caught_up()
    (found,) = stack.get("/v1/cases", number="CH-1")["cases"]
    assert found["status"] == "settled"


POLICIES = [
    ("Skip the row", {"skipped": 1, "created": 1}, "Old court"),
    ("Update what is there", {"updated": 1, "created": 1}, "New court"),
    ("Create a new one", {"skipped": 0, "created": 2}, "Old court"),
]


@pytest.mark.parametrize(("policy", "outcomes", "court"), POLICIES)
def test_what_is_there_is_skipped_updated_or_left(
    page: Page, stack: Stack, policy: str, outcomes: Mapping[str, int], court: str
) -> None:
    name = f"DU-{policy.split()[0]}"
    case = stack.open_case(type=TYPE, number=name, facts={"court_name": "Old court"})
    rows = [["Case Number", "Client Name", "Court"], [name, "Du Plicate", "New court"]]
    uploaded(page, f"{name}.csv", table([*rows, [f"{name}-new", "Du New", "New court"]]))
    of_type(page)
    planned(page, policy)
    done(page)
    for word, number in outcomes.items():
        counts(page, word, number)
    assert stack.case(case["id"])["court_name"] == court


def test_the_error_file_comes_in_when_it_is_mended(
    page: Page, stack: Stack, tmp_path: Path
) -> None:
    rows = [
        ["Case Number", "Client Name", "Filed"],
        ["ER-1", "Err One", "2010-01-31"],
        ["ER-2", "Err Two", "never"],
    ]
    uploaded(page, "errors.csv", table(rows))
    of_type(page)
    planned(page)
    done(page)
    counts(page, "failed", 1)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the error file").click()
    kept = tmp_path / "errors.csv"
    download.value.save_as(kept)
    (head, row) = csv.reader(kept.read_text(encoding="utf-8-sig").splitlines())
    assert head[:3] == rows[0]
    assert row[:3] == rows[2]
    row[2] = "2010-02-28"
    uploaded(page, "mended.csv", table([head, row]))
    of_type(page)
    planned(page)
    done(page)
    counts(page, "created", 1)
    counts(page, "failed", 0)
    stack.caught_up()
    assert len(stack.get("/v1/cases", number="ER-2")["cases"]) == 1


def test_a_reload_stays_at_its_step_and_the_list_leads_back(page: Page) -> None:
    uploaded(page, "again.csv", table([HEAD, ["AG-1", "A Gain", "Active"]]))
    of_type(page)
    page.get_by_role("button", name="Continue").click()
    at_step(page, "Duplicates")
    page.reload()
    at_step(page, "Duplicates")
    visit(page, "/app/imports")
    row = page.get_by_role("row").filter(has_text="again.csv")
    expect(row).to_contain_text("To be mapped")
    row.get_by_role("link").click()
    expect(page.get_by_label("Case type of all rows")).to_contain_text(TYPE)


def test_what_is_no_table_is_refused_in_a_sentence(page: Page) -> None:
    visit(page, "/app/imports/new")
    page.get_by_label("File to import").set_input_files(
        FilePayload(name="x.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7 \x00\x01")
    )
    expect(page.get_by_role("alert")).to_contain_text("The file was not taken.")
    expect(page.get_by_role("button", name="Choose a file")).to_be_enabled()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_step(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # one of two words
    rows = [["Case Number", "Client Name", "Status", "Filed"]]
    rows += [[f"AX-{scheme}-{n}", f"Axe Number{n}", "Odd", f"0{n}/04/2010"] for n in (1, 2)]
    uploaded(page, f"axe-{scheme}.csv", table(rows))
    assert violations(page) == []
    of_type(page)
    page.get_by_label("How Filed writes dates").select_option("dd/mm/yyyy")
    settled(page)
    page.get_by_role("button", name="Continue").click()
    at_step(page, "Duplicates")
    assert violations(page) == []
    page.get_by_role("button", name="Dry run", exact=True).click()
    expect(page.get_by_role("group", name="Rows by outcome")).to_be_visible(timeout=LONG)
    settled(page)
    assert violations(page) == []
    done(page)
    assert violations(page) == []


def test_another_file_comes_in_with_the_same_settings(page: Page) -> None:
    head = ["Case Number", "Client Name", "Weather"]
    uploaded(page, "first.csv", table([head, ["AG-1", "Ana Ruiz", "mild"]]))
    page.get_by_label("Weather becomes").select_option("case.court_name")
    settled(page)
    of_type(page)
    planned(page, "Update what is there")
    done(page)
    page.get_by_text("File and settings").click()
    settings = page.get_by_role("group").filter(has_text="File and settings")
    expect(settings).to_contain_text("WeatherCourt")
    expect(settings).to_contain_text("Records that were there already were updated.")
    assert not violations(page)
    page.get_by_role("link", name="Again with the same settings").click()
    expect(page.get_by_text("With the settings of first.csv")).to_be_visible()
    settled(page)
    assert not violations(page)
    page.get_by_label("File to import").set_input_files(
        FilePayload(
            name="second.csv",
            mimeType="text/csv",
            buffer=table([["Weather", "Case Number"], ["wet", "AG-1"]]),
        )
    )
    at_step(page, "Map columns")
    expect(page.get_by_label("Weather becomes")).to_have_value("case.court_name")
    expect(page.get_by_text("As in first.csv.").first).to_be_visible()
    page.get_by_role("button", name="Continue").click()
    at_step(page, "Duplicates")
    expect(page.get_by_role("radio", name=re.compile("^Update what is there"))).to_be_checked()


def test_settings_are_saved_offered_by_headings_replaced_and_removed(page: Page) -> None:
    head = ["Matter ref", "Person", "Mood"]
    uploaded(page, "intake.csv", table([head, ["IN-1", "Ana Ruiz", "calm"]]))
    for header, target in zip(
        head, ("case.number", "contact.name", "case.court_name"), strict=True
    ):
        page.get_by_label(f"{header} becomes").select_option(target)
        settled(page)
    of_type(page)
    page.get_by_role("button", name="Save these settings").click()
    named = page.get_by_role("dialog", name="Save these settings")
    named.get_by_label("Name").fill("Intake sheet")
    assert not violations(page)
    page.keyboard.press("Enter")
    expect(named).to_have_count(0)
    uploaded(page, "next.csv", table([[*head, "More"], ["IN-2", "Bo Kim", "loud", "x"]]))
    expect(page.get_by_label("Mood becomes")).to_have_value("")
    expect(page.get_by_text("all the headings of Intake sheet")).to_be_visible()
    assert not violations(page)
    page.get_by_role("button", name="Use its settings").click()
    expect(page.get_by_label("Mood becomes")).to_have_value("case.court_name")
    expect(page.get_by_text("all the headings of Intake sheet")).to_have_count(0)
    expect(page.get_by_label("Case type of all rows").locator("option:checked")).to_have_text(TYPE)
    page.get_by_role("button", name="Save these settings").click()
    expect(named.get_by_label("Name")).to_have_value("Intake sheet")
    expect(named.get_by_role("button", name="Replace")).to_be_enabled()
    named.get_by_role("button", name="Cancel").click()
    visit(page, "/app/imports")
    assert not violations(page)
    page.get_by_role("button", name="Remove Intake sheet").click()
    expect(page.get_by_role("region", name="Saved settings")).to_have_count(0)
