"""`projections status|verify|rebuild`: what is shown, against what was recorded."""

from typing import TYPE_CHECKING, Annotated

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
from projections.documents.indexer import NAME as DOCUMENTS
from projections.runner import PROJECTIONS

if TYPE_CHECKING:
    from caseledger.wiring import House

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
    with house_of(data) as house, _busy("Folding the ledger anew"), house.pool.connection() as db:
        chosen = _chosen(name, house)
        drift = dict(verifying.verify(db, house.ledger, repair))
        if DOCUMENTS in chosen:  # of the lines, which are right by now
            drift[DOCUMENTS] = [str(each) for each in house.indexer().verify(db, repair)]
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
    with house_of(data) as house, _busy("Rebuilding"), house.pool.connection() as db:
        chosen = {*_chosen(name, house)}
        lines = chosen - {DOCUMENTS}
        right = rebuilding.rebuild(db, house.ledger, lines) if lines else {}
        if DOCUMENTS in chosen:
            house.indexer().rebuild(db)
    for each in [it.name for it in rebuilding.with_readers(chosen)] + [*chosen & {DOCUMENTS}]:
        same = right.get(each, True)
        echo(f"{each}: rebuilt" + ("" if same else "; what served before was not right"))


def _chosen(name: str | None, house: "House") -> tuple[str, ...]:
    known = (*NAMES, DOCUMENTS) if house.settings.opensearch else NAMES
    if name and name not in known:
        raise CannotRun(f"There is no projection {name}. There are {', '.join(known)}.")
    return (name,) if name else known


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
