"""`case NUMBER`: one case in words, now or as it was, and what happened to it."""

from collections.abc import Iterator
from typing import Annotated, Any
from uuid import UUID

from msgspec import json, to_builtins
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from typer import Argument, Option, echo

from caseledger.adapters.postgres.refusal import CannotRun
from caseledger.cli.doors import Data, house_of
from caseledger.cli.words import written
from caseledger.wiring import House
from domain.case.details import FACTS
from projections.tables import Db
from queries.activity import Asked, of_case
from queries.case import Detail, case_at, case_now
from queries.changes import Change
from queries.entries import Entry
from queries.instants import moment
from queries.names import Names, names

PAGE = 500

Number = Annotated[str, Argument(help="Such as PI-2026-000042, in any case.")]
AsOf = Annotated[
    str | None,
    Option(help="A position, a day (its end), or a moment such as 2026-03-01T09:30:00Z."),
]
History = Annotated[bool, Option("--history", help="Also what happened to it, newest first.")]
Json = Annotated[bool, Option("--json", help="Print one line of JSON.")]


def case(
    number: Number,
    as_of: AsOf = None,
    history: History = False,
    data: Data = None,
    json_: Json = False,
) -> None:
    """Show a case, now or as of any moment."""
    with house_of(data) as house, house.pool.connection() as db:
        it, known = _found(house, db, number, as_of), names(db)
        until = it.as_of.position + 1 if it.as_of else None
        told = list(_told(house, db, it.case.id, until)) if history else []
    if json_:
        also = {"entries": told} if history else {}
        echo(json.encode({**to_builtins(it), **also}).decode())
    else:
        _show(it, known, told)


def _found(house: House, db: Db, number: str, as_of: str | None) -> Detail:
    holder = house.ledger.holder("case-number", (number,))
    if holder is None:
        raise CannotRun(f"There is no case {number}.")
    if as_of is None:
        return case_now(db, house.ledger, holder)
    head = house.ledger.recorder.max_notification_id() or 0
    when = moment(house.ledger, head, as_of, names(db).firm.settings["time_zone"])
    return case_at(db, house.ledger, holder, when)


def _told(house: House, db: Db, id: UUID, before: int | None) -> Iterator[Entry]:
    while True:
        page = of_case(db, house.ledger, id, Asked(), before, PAGE)
        yield from page.entries
        before = page.next
        if before is None:
            return


def _show(it: Detail, known: Names, told: list[Entry]) -> None:
    console, of = Console(highlight=False), it.case
    when = f" as of {it.as_of.at:%Y-%m-%d %H:%M:%S} UTC" if it.as_of else ""
    console.print(f"[bold]{of.number}[/]  {escape(of.name)}{when}")
    table = Table.grid(padding=(0, 2))
    for label, value in _lines(it, known):
        table.add_row(f"[dim]{escape(label)}[/]", escape(value))
    console.print(table)
    for entry in told:
        at = f"{entry.at:%Y-%m-%d %H:%M}"
        said = f"{escape(entry.actor.name)} {escape(entry.says)}"
        console.print(f"[dim]{entry.position:>8}  {at}[/]  {said}", soft_wrap=True)
        for change in entry.changes:
            console.print(f"{'':28}[dim]{escape(_change(change))}[/]", soft_wrap=True)


def _lines(it: Detail, known: Names) -> Iterator[tuple[str, str]]:
    of = it.case
    yield "Type", known.type(of.type)
    yield "Status", known.status(of.status, of.type) + (", archived" if of.archived else "")
    for each in it.contacts:
        role = each.role.replace("-", " ").capitalize()
        yield role, each.name + (", primary" if each.primary else "")
    if of.opted_out:
        yield "Opted out", ", ".join(of.opted_out)
    facts: dict[str, Any] = to_builtins(of)
    for name, fact in FACTS.items():
        if name != "name" and facts.get(name) not in (None, False):
            yield fact.heading, written(facts[name])
    for field in it.fields:
        if field.value is not None:
            label = known.option(field.key, str(field.value)) if field.options else None
            yield field.label, label or written(field.value, field.kind, field.currency)
    yield "Staff", ", ".join(_person(known, each) for each in of.staff) or "nobody"
    yield "Ledger", f"version {it.ledger.version}, position {it.ledger.position}"


def _person(known: Names, id: UUID) -> str:
    found = known.people.get(id)
    return found.profile.name if found else str(id)


def _change(change: Change) -> str:
    before = change.before_label or written(change.before, change.type)
    after = change.after_label or written(change.after, change.type)
    return f"{change.label}: {before} → {after}"
