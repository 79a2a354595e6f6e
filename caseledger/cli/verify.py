"""`verify`: whether the ledger is what was recorded."""

from typing import Annotated

from msgspec import json
from rich.console import Console
from rich.progress import Progress
from typer import Exit, Option, echo

from caseledger.adapters.evidence import evidence
from caseledger.adapters.postgres.refusal import TROUBLE, CannotRun
from caseledger.application import WrongLedger
from caseledger.cli.doors import Data, ledger_of, said
from queries.verify import Verdict
from queries.verify import verify as recompute

CODES = {"intact": 0, "altered": 1, "unknown": 2}
SENTENCES = {
    "intact": "Intact: all {0.head:,} events are as they were recorded.",
    "altered": "ALTERED at position {0.position}: {0.what}.",
    "unknown": "It could not be told whether the ledger is intact.",
}

Json = Annotated[bool, Option("--json", help="Print one line of JSON.")]


def verify(data: Data = None, json_: Json = False) -> None:
    """Recompute every hash and MAC. Exit code 0: intact, 1: altered, 2: could not tell."""
    verdict = _verdict(data)
    echo(json.encode(verdict).decode() if json_ else SENTENCES[verdict.verdict].format(verdict))
    raise Exit(CODES[verdict.verdict])


def _verdict(data: Data) -> Verdict:
    try:
        with (
            ledger_of(data) as (house, _),
            evidence(house.pool) as kept,
            Progress(console=Console(stderr=True), transient=True) as bar,
        ):
            task = bar.add_task("Verifying", total=None)
            return recompute(
                kept,
                house.secrets.keys,
                lambda done, of: bar.update(task, completed=done, total=of),
            )
    except (CannotRun, WrongLedger, *TROUBLE) as why:
        echo(f"caseledger: {said(why)}", err=True)
        return Verdict("unknown", 0)
