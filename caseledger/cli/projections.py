"""`projections status|verify|rebuild`: what is shown, against what was recorded."""

from typing import Annotated

from msgspec import json
from rich.console import Console
from rich.status import Status
from rich.table import Table
from typer import Argument, Exit, Option, Typer, echo

from caseledger.adapters.postgres.refusal import CannotRun
from caseledger.cli.doors import Data, house_of
from caseledger.web.state import LedgerState, state
from projections import rebuild as rebuilding
from projections import verify as verifying
from projections.runner import PROJECTIONS

NAMES = tuple(each.name for each in PROJECTIONS)
DIFFERS = 1
SHOWN = 5

projections = Typer(help="The lists and states that are made from the ledger.")
Name = Annotated[str | None, Argument(help="Which one.  [default: all]")]
Json = Annotated[bool, Option("--json", help="Print one line of JSON.")]


@projections.command()
def status(data: Data = None, json_: Json = False) -> None:
    """Say how far each has come, and what it had to set aside."""
    with house_of(data) as house:
        now = state(house)
    if json_:
        echo(json.encode(now).decode())
    else:
        _show(now)


@projections.command()
def verify(
    name: Name = None,
    data: Data = None,
    repair: Annotated[bool, Option("--repair", help="Put right what differs.")] = False,
    json_: Json = False,
) -> None:
    """Compare each with a fresh fold of the ledger, byte for byte. Exit code 1: one differs."""
    chosen = _chosen(name)
    with house_of(data) as house, _busy("Folding the ledger anew"), house.pool.connection() as db:
        drift = verifying.verify(db, house.ledger, repair)
    found = {each: list(drift[each]) for each in chosen}
    if json_:
        echo(json.encode(found).decode())
    else:
        for each, rows in found.items():
            echo(f"{each}: {_says(rows, repair)}")
    raise Exit(DIFFERS if any(found.values()) else 0)


@projections.command()
def rebuild(name: Name = None, data: Data = None) -> None:
    """Make one, or all, anew beside what serves; then let them change places."""
    chosen = set(_chosen(name))
    with house_of(data) as house, _busy("Rebuilding"), house.pool.connection() as db:
        right = rebuilding.rebuild(db, house.ledger, chosen)
    for each in rebuilding.with_readers(chosen):
        same = right.get(each.name, True)
        echo(f"{each.name}: rebuilt" + ("" if same else "; what served before was not right"))


def _chosen(name: str | None) -> tuple[str, ...]:
    if name and name not in NAMES:
        raise CannotRun(f"There is no projection {name}. There are {', '.join(NAMES)}.")
    return (name,) if name else NAMES


def _says(rows: list[str], repaired: bool) -> str:
    if not rows:
        return "as it should be"
    some = ", ".join(rows[:SHOWN]) + (" …" if len(rows) > SHOWN else "")
    return f"{len(rows)} rows differ ({some})" + ("; put right" if repaired else "")


def _show(now: LedgerState) -> None:
    table = Table("Projection", "State", "Position", "Behind", box=None, pad_edge=False)
    for each in now.projections:
        table.add_row(each.name, each.state, f"{each.position:,}", f"{each.lag:,}")
    for reaction in now.reactions:
        table.add_row(reaction.name, "reaction", f"{reaction.position:,}", f"{reaction.lag:,}")
    Console().print(f"The ledger has {now.head:,} events.", table)
    for aside in now.quarantine:
        where = f"{aside.subject}, from {aside.position}"
        echo(f"Set aside by {aside.projection}: {where}: {aside.error}")


def _busy(what: str) -> Status:
    return Console(stderr=True).status(f"{what} …")
