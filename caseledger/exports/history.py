"""History as JSON lines, CSV or a page to read: ordered, complete, and each says what it is."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from typing import BinaryIO
from uuid import UUID

from msgspec import json, to_builtins

from caseledger.adapters.ledger.pool import Pool
from caseledger.application import CaseLedger
from caseledger.exports.cases import must_be_right
from caseledger.exports.wanted import Wanted, Written
from caseledger.operations import Progress
from domain.imports.table import EXPORTED
from queries.activity import Asked
from queries.changes import Change
from queries.export.history import Line, Manifest, history
from reactions.importer.formulas import guarded

STEP = 500
COLUMNS = (
    "Position", "When", "Who", "Through", "What happened", "Changes", "Reason", "About", "Kind",
    "Category", "Subject", "Act", "Leaf",
)  # fmt: skip
STYLE = """
body { margin: 2rem auto; max-width: 72rem; padding: 0 1rem; font: 14px/1.45 system-ui, sans-serif;
  color: #1d1b17 } h1 { font-size: 1.3rem } table { border-collapse: collapse; width: 100% }
th, td { padding: .35rem .5rem; border-bottom: 1px solid #ddd8cf; text-align: left;
  vertical-align: top; overflow-wrap: anywhere } thead th { border-color: #8a8478 }
.n, time { white-space: nowrap; font-variant-numeric: tabular-nums } small { color: #55514a }
code { font-size: 12px; overflow-wrap: anywhere } del { color: #8c2f25 }
tr { break-inside: avoid } @page { margin: 15mm }
"""
Pieces = Callable[[Manifest, Iterator[Line]], Iterator[str]]


def write_history(
    pool: Pool, ledger: CaseLedger, id: UUID, file: BinaryIO, wanted: Wanted, progress: Progress
) -> Written:
    """`id` is the ledger's own. Refuses what is Invalid."""
    with pool.connection() as db:
        asked, now = wanted.log or Asked(), datetime.now(UTC)
        manifest, lines = history(db, ledger, asked, id, now, progress)
        must_be_right(manifest.count, None)
        for piece in PIECES[wanted.format](manifest, _told(lines, manifest.count, progress)):
            file.write(piece.encode())
    return Written(manifest.count, manifest.position, ())


def _told(lines: Iterator[Line], count: int, progress: Progress) -> Iterator[Line]:
    for number, line in enumerate(lines):
        if number % STEP == 0:
            progress(number, count)
        yield line


def _jsonl(manifest: Manifest, lines: Iterator[Line]) -> Iterator[str]:
    yield f"{json.encode({'manifest': manifest}).decode()}\n"
    for line in lines:
        yield f"{json.encode(line).decode()}\n"


def _csv(manifest: Manifest, lines: Iterator[Line]) -> Iterator[str]:
    """What it is stands in the last heading, over a column without cells."""
    said = "; ".join(f"{name}: {value}" for name, value in _about(manifest).items())
    yield "\ufeff" + _row([*COLUMNS, f"{EXPORTED}. {said}"])
    for line in lines:
        yield _row([*map(guarded, _cells(line)), ""])


def _html(manifest: Manifest, lines: Iterator[Line]) -> Iterator[str]:
    yield (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>History</title>'
        f"<style>{STYLE}</style></head><body><h1>History</h1><table>"
    )
    for name, value in _about(manifest).items():
        yield f"<tr><th scope='row'>{escape(name)}</th><td>{escape(value)}</td></tr>"
    heads = "".join(f"<th scope='col'>{each}</th>" for each in COLUMNS[:5])
    yield f"</table><h2>Entries, the oldest first</h2><table><thead><tr>{heads}</tr></thead>"
    for line in lines:
        yield _html_row(line)
    yield "</table></body></html>"


def _html_row(line: Line) -> str:
    entry = line.entry
    changes = "".join(f"<br>{_html_change(each)}" for each in entry.changes)
    reason = f"<br>“{escape(entry.reason)}”" if entry.reason else ""
    about = f" <small>{escape(line.subject)}</small>" if line.subject else ""
    leaf = line.event.leaf or "not chained yet"
    return (
        f"<tr><td class='n'>{entry.position}</td><td><time>{entry.at:%Y-%m-%d %H:%M:%S}</time></td>"
        f"<td>{escape(entry.actor.name)}</td><td>{escape(entry.channel)}</td>"
        f"<td>{escape(entry.says)}{about}{changes}{reason}<br><code>{leaf}</code></td></tr>\n"
    )


def _html_change(change: Change) -> str:
    before, after = map(escape, _sides(change))
    return f"{escape(change.label)}: <del>{before}</del> → <ins>{after}</ins>"


def _cells(line: Line) -> Sequence[str]:
    entry = line.entry
    changes = "; ".join(f"{each.label}: {' → '.join(_sides(each))}" for each in entry.changes)
    return (
        str(entry.position), entry.at.isoformat(), entry.actor.name, entry.channel, entry.says,
        changes, entry.reason or "", line.subject or "", entry.kind, entry.category,
        str(entry.subject), str(entry.correlation), line.event.leaf or "",
    )  # fmt: skip


def _sides(change: Change) -> tuple[str, str]:
    sides = (change.before_label, change.before), (change.after_label, change.after)
    before, after = (label or _text(value) for label, value in sides)
    return before, after


def _text(value: object) -> str:
    match value:
        case None | () | "":
            return "nothing"
        case str():
            return value
        case bool():
            return "yes" if value else "no"
        case _:
            return json.encode(value).decode()


def _about(manifest: Manifest) -> Mapping[str, str]:
    said = to_builtins(manifest)
    filters = " & ".join(manifest.filters) or "none"
    return {
        name.replace("_", " ").capitalize(): filters if name == "filters" else str(value)
        for name, value in said.items()
    }


def _row(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


PIECES: Mapping[str, Pieces] = {"jsonl": _jsonl, "csv": _csv, "html": _html}
