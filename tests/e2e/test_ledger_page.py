"""The ledger page: rebuilds while lists go on, and proof that finds what was changed."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.looking import dialog, settled, violations, visit
from tests.e2e.stack import Row, Stack
from tests.running import until

VERIFY = "Verify the ledger"


def test_a_rebuild_takes_over_and_no_list_is_ever_empty(page: Page, stack: Stack) -> None:
    before = _projection(stack, "case_line")
    visit(page, "/app/ops")
    page.get_by_role("button", name="Rebuild case_line").click()
    confirm = dialog(page).get_by_role("button", name="Rebuild", exact=True)
    expect(confirm).to_be_disabled()
    dialog(page).get_by_label("Type case_line to confirm").fill("case_line")
    confirm.click()
    tray = page.get_by_role("region", name="Background operations")
    expect(tray).to_contain_text("Rebuild case line")
    # Told in events of the ledger, in the tray and in the table.
    expect(tray).to_contain_text(re.compile(r"\d of [\d,]{6,}"))
    row = page.get_by_role("region", name="Operations, table").get_by_role("row").nth(1)
    expect(row).to_contain_text(re.compile(r"Rebuild case line.* of [\d,]{6,}"))

    counts = []

    def has_switched() -> bool:
        counts.append(stack.get("/v1/cases/count")["count"])
        now = _projection(stack, "case_line")
        return now["version"] == before["version"] + 1 and now["rebuilding"] is None

    until(has_switched)
    assert min(counts) == max(counts) > 0
    expect(tray).to_contain_text("Done")


def test_a_projection_is_paused_and_resumed_and_what_it_set_aside_is_released(
    page: Page, stack: Stack
) -> None:
    subjects = [stack.open_case()["id"] for _ in range(3)]
    operations = page.get_by_role("region", name="Operations, table")
    visit(page, "/app/ops")
    page.get_by_role("button", name="Pause case_line").click()
    expect(dialog(page)).to_contain_text("takes no further event in until somebody resumes it")
    dialog(page).get_by_role("button", name="Pause").click()
    row = page.get_by_role("row").filter(has=page.get_by_label("Rebuild case_line", exact=True))
    expect(row).to_contain_text("Paused")
    try:
        stack.api.post(
            "/v1/commands/open-case", json={"type": stack.type_named("Family Law")["id"]}
        )
        expect(row).to_contain_text("since")  # how long what it lacks has waited
        assert violations(page) == []
    finally:
        page.get_by_role("button", name="Resume case_line").click()
        dialog(page).get_by_role("button", name="Resume").click()
    expect(row).to_contain_text("Live")
    expect(operations.get_by_role("row").nth(1)).to_contain_text(
        re.compile("Resume case line.*Ana")
    )

    _set_aside(stack, subjects)
    page.get_by_role("button", name="Release all 3 of case_line with this error").wait_for()
    page.get_by_role("button", name=f"Release {subjects[0][:8]} in case_line").first.click()
    dialog(page).get_by_role("button", name="Release 1 record").click()
    expect(operations.get_by_role("row").nth(1)).to_contain_text("1 record taken in.")
    page.get_by_role("button", name="Release all 2 of case_line with this error").click()
    dialog(page).get_by_role("button", name="Release 2 records").click()
    expect(operations.get_by_role("row").nth(1)).to_contain_text("2 records taken in.")
    expect(page.get_by_text("Nothing is set aside.")).to_be_visible()


def _set_aside(stack: Stack, subjects: list[str]) -> None:
    """As if an event of each could not have been shown."""
    with stack.as_owner() as db:
        for each in subjects:
            db.execute(
                "insert into read.quarantine (name, version, subject, position, error)"
                " select name, version, %s, position, 'ValueError: planted by a test'"
                " from read.projection where name = 'case_line' and serving",
                (each,),
            )


def _projection(stack: Stack, name: str) -> Row:
    state = stack.get("/v1/ledger")
    found: Row = next(each for each in state["projections"] if each["name"] == name)
    return found


@pytest.mark.parametrize(
    ("crime", "undone"),
    [
        ("body = body || ' '::bytea", "body = substr(body, 1, length(body) - 1)"),
        (
            "header = convert_to(replace(convert_from(header, 'UTF8'), '\"person\"', '\"persom\"'),"
            " 'UTF8')",
            "header = convert_to(replace(convert_from(header, 'UTF8'), '\"persom\"', '\"person\"'),"
            " 'UTF8')",
        ),
    ],
    ids=["a tampered event", "a tampered actor"],
)
def test_verify_names_what_was_changed(page: Page, stack: Stack, crime: str, undone: str) -> None:
    place = _place(stack)
    visit(page, "/app/ops")
    _verify(page)
    expect(page.get_by_text("Every event is as it was written")).to_be_visible()
    try:
        _change(stack, crime, place)
        _verify(page)
        expect(page.get_by_role("alert")).to_contain_text("Altered")
        expect(page.get_by_role("alert")).to_contain_text(f"Event {place:,}")
    finally:
        _change(stack, undone, place)


def _verify(page: Page) -> None:
    """Begins a proof and waits until this one, and none before it, has its result."""
    cards = page.get_by_role("region", name="Background operations").get_by_text(VERIFY)
    known = cards.count()
    page.get_by_role("button", name=VERIFY).click()
    expect(cards).to_have_count(known + 1)
    tray = page.get_by_role("region", name="Background operations")
    expect(tray.get_by_text(re.compile("Done|Failed"))).to_have_count(known + 1)
    settled(page)


def _place(stack: Stack) -> int:
    with stack.as_owner() as db:
        found = db.execute(
            "select position from ledger.event where kind = 'case.status-changed'"
            " and convert_from(header, 'UTF8') like '%\"person\"%' order by position limit 1"
        ).fetchone()
    assert found
    return int(found[0])


def _change(stack: Stack, how: str, place: int) -> None:
    with stack.as_owner() as db:
        # Whoever owns the database can put its guards aside: that is what the proof is for.
        db.execute("set session_replication_role = replica")
        done = db.execute(f"update ledger.event set {how} where position = {place}")
        assert done.rowcount == 1
