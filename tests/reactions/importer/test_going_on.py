"""An import that was stopped or killed goes on, and each row comes out once."""

from msgspec.structs import replace

from tests.reactions.importer.desk import Desk
from tests.scenario import header


def test_an_import_stops_and_goes_on_and_each_row_comes_out_once(desk: Desk) -> None:
    table = "Case number,First name,Last name,Email\n" + "".join(
        f"A-{n % 300},Bo{n},Smith,bo{n}@example.com\n" for n in range(900)
    )
    desk.do("Case number\n" + "".join(f"A-{n}\n" for n in range(300)), type="Civil")
    staged = desk.plan(table, "contacts")
    begun = desk.imports.ask_run(staged.id, header())
    desk.imports.stop(staged.id)
    stopped = desk.imports.run(begun)
    assert stopped.state == "stopped"
    assert 0 < len(desk.outcomes(staged)) < 900
    finished = desk.run(stopped)
    assert finished.state == "finished"
    assert desk.counts(finished) == {"create": 900}
    assert [row for row, *_ in desk.outcomes(staged)] == list(range(2, 902))
    assert desk.many("contact.added") == 900
    kinds = [record.kind for record in desk.house.ledger.stream(staged.id)]
    assert kinds == ["import.begun", "import.stopped", "import.resumed", "import.finished"]


def test_a_run_that_never_wrote_down_what_it_did_does_nothing_twice(desk: Desk) -> None:
    desk.do("Case number\nA-1\n", type="Civil")
    table = "Case number,First name,Last name\n" + "".join(f"A-1,Bo{n},Smith\n" for n in range(5))
    staged = desk.plan(table, "contacts")
    desk.run(staged)
    with desk.house.pool.connection() as db:
        db.execute("delete from staging.outcome where row <> 3")
    again = desk.imports.run(replace(staged, state="running"))
    assert desk.counts(again) == {"create": 5}
    assert desk.many("contact.added") == 5
