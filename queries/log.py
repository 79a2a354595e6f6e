"""The firm's log: found by an index, told by the ledger. An act of thousands folds to one line.

Words are looked for in the text that people see, by reading entries from the newest on and so many
at a time: names and labels change, so a second log of texts would be wrong or written for ever.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import LiteralString, NamedTuple
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL, Identifier

from domain.ledger import History, Recorded, Span
from domain.words import folded
from projections.tables import Db
from queries import spans
from queries.activity import Asked
from queries.entries import Entry, entries
from queries.filters.sql import Where, joined
from queries.names import Names, names
from queries.rows import derived_name

LAST = 2**63 - 1
CHUNK = 500
MOST_READ = 5_000  # entries that one question for words goes through
FOLDED = ("import", "bulk")  # the doors of acts that are long
OF_SPANS: LiteralString = (
    "position = any(array(select e.position from ledger.event as e"
    " join unnest(%s::uuid[], %s::bigint[], %s::bigint[]) as s (subject, after, before)"
    " on e.subject = s.subject and e.position > s.after and e.position < s.before))"
)
CASES: LiteralString = (
    "select id, number, own_name, client_name, type from read.case_line where id = any(%s)"
)


class Fold(Struct, frozen=True):
    """The entry at this position stands for all of its act."""

    position: int
    others: int


class SubjectOf(Struct, frozen=True):
    """Whom entries are about, as they are called now."""

    id: UUID
    kind: str  # case or contact
    name: str
    number: str | None = None


class Searched(Struct, frozen=True):
    """How far back words were looked for."""

    entries: int
    until: datetime | None


class LogPage(Struct, frozen=True):
    entries: Sequence[Entry]
    next: int | None  # give it as `before`; None: that was all
    subjects: Sequence[SubjectOf] = ()
    folds: Sequence[Fold] = ()
    searched: Searched | None = None


class Found(NamedTuple):
    position: int
    subject: UUID
    correlation: UUID
    channel: str


def log(
    db: Db, history: History, asked: Asked, before: int | None, limit: int, fold: bool = False
) -> LogPage:
    """What happened in the firm, the newest first. Refuses NotFound for an unknown case."""
    if asked.words.strip():
        return _searched(db, history, asked, before or LAST, limit)
    test = tested(history, asked)
    found = list(_of_acts(db, test, before or LAST, limit) if fold else
                 _found(db, test, before or LAST, limit + 1))  # fmt: skip
    shown = found[:limit]
    records = told(history, [(each.position, each.subject) for each in shown])
    return LogPage(
        entries=entries(db, names(db), records),
        next=shown[-1].position if len(found) > limit else None,
        subjects=subjects(db, names(db), {each.subject for each in shown}),
        folds=_folds(db, test, shown) if fold else (),
    )


def told(history: History, found: Sequence[tuple[int, UUID]]) -> Sequence[Recorded]:
    """The events at these positions of these subjects, the newest first."""
    spans = [Span(subject, position - 1, position + 1) for position, subject in found]
    return history.of(spans, len(spans)) if spans else []


def tested(history: History, asked: Asked) -> Where:
    """The test that a line of the log passes, but for its words."""
    return joined(list(_tests(history, asked)), " and ", "true")


def spelt(asked: Asked) -> Sequence[str]:
    """What narrows it, as an address spells it."""
    given = {name: getattr(asked, name) for name in Asked.__struct_fields__}
    given["q"] = given.pop("words")
    listed = {name: it if isinstance(it, list | tuple) else [it] for name, it in given.items()}
    said = {name: ",".join(map(_said, each)) for name, each in listed.items()}
    return [f"{name}={it}" for name, it in said.items() if it]


def _said(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    return "" if value is None else str(value)


def subjects(db: Db, known: Names, ids: set[UUID]) -> Sequence[SubjectOf]:
    """The cases and contacts among these."""
    found = [
        SubjectOf(each, "case", own or derived_name(client, kind, known), number)
        for each, number, own, client, kind in db.execute(CASES, (list(ids),))
    ]
    query = "select id, name from read.contact_line where id = any(%s)"
    people = db.execute(query, (list(ids),))
    return [*found, *(SubjectOf(each, "contact", name) for each, name in people)]


def text_of(entry: Entry, called: Mapping[UUID, SubjectOf]) -> str:
    """What people see of an entry, folded."""
    said = [entry.actor.name, entry.says, entry.reason or ""]
    if about := called.get(entry.subject):
        said += [about.name, about.number or ""]
    for each in entry.changes:
        sides = (each.before_label or each.before, each.after_label or each.after)
        said += [each.label, *(str(side) for side in sides if side is not None)]
    return folded(" ".join(said))


def matching(
    db: Db, history: History, found: Sequence[Found], known: Names, words: Sequence[str]
) -> Iterator[tuple[Entry, SubjectOf | None]]:
    """Those of these lines that have all words, in their order, the newest first."""
    records = told(history, [(each.position, each.subject) for each in found])
    called = {it.id: it for it in subjects(db, known, {each.subject for each in found})}
    for entry in entries(db, known, records):
        text = text_of(entry, called)
        if all(word in text for word in words):
            yield entry, called.get(entry.subject)


def _searched(db: Db, history: History, asked: Asked, before: int, limit: int) -> LogPage:
    known, test, words = names(db), tested(history, asked), folded(asked.words).split()
    shown: list[tuple[Entry, SubjectOf | None]] = []
    read, at, until = 0, before, None
    while read < MOST_READ and len(shown) <= limit:
        found = _found(db, test, at, CHUNK)
        shown += matching(db, history, found, known, words)
        read += len(found)
        if len(found) < CHUNK:
            at = 0
            break
        at = found[-1].position
    more = shown[:limit]
    if len(shown) > limit:
        at = more[-1][0].position
    until = _when(db, at) if at else None
    return LogPage(
        entries=[entry for entry, _ in more],
        next=at or None,
        subjects=list({it.id: it for _, it in more if it}.values()),
        searched=Searched(read, until),
    )


def _found(db: Db, test: Where, before: int, limit: int, but: Sequence[UUID] = ()) -> list[Found]:
    apart: list[Where] = [(SQL("correlation <> all(%s)"), [list(but)])] if but else []
    condition, values = joined([test, (SQL("position < %s"), [before]), *apart], " and ", "true")
    query = SQL(
        "select position, subject, correlation, channel from read.log_line"
        " where {} order by position desc limit %s"
    )
    return [Found(*row) for row in db.execute(query.format(condition), (*values, limit))]


def _of_acts(db: Db, test: Where, before: int, limit: int) -> Iterator[Found]:
    """One line for each long act, its newest, and all others; one more than the limit."""
    seen: list[UUID] = []
    many, at = 0, before
    while many <= limit and (found := _found(db, test, at, limit + 1 - many, seen)):
        for each in found:
            at = each.position
            if each.channel in FOLDED:
                if each.correlation in seen:
                    continue
                seen.append(each.correlation)
                if _goes_on(db, test, each.correlation, before):
                    continue  # a page before has its line
            many += 1
            yield each


def _goes_on(db: Db, test: Where, act: UUID, before: int) -> bool:
    """Whether an act has entries at this position or after it."""
    if before == LAST:
        return False
    newer: Where = SQL("correlation = %s and position >= %s"), [act, before]
    condition, values = joined([test, newer], " and ", "true")
    query = SQL("select exists (select from read.log_line where {})")
    row = db.execute(query.format(condition), values).fetchone()
    return bool(row and row[0])


def _folds(db: Db, test: Where, shown: Sequence[Found]) -> Sequence[Fold]:
    acts = {each.correlation: each.position for each in shown if each.channel in FOLDED}
    if not acts:
        return ()
    these: Where = SQL("correlation = any(%s)"), [list(acts)]
    condition, values = joined([test, these], " and ", "true")
    query = SQL("select correlation, count(*) from read.log_line where {} group by correlation")
    found = db.execute(query.format(condition), values)
    return [Fold(acts[act], many - 1) for act, many in found if many > 1]


def _when(db: Db, position: int) -> datetime | None:
    row = db.execute(
        "select occurred_at from read.log_line where position = %s", (position,)
    ).fetchone()
    return row[0] if row else None


def _tests(history: History, asked: Asked) -> Iterator[Where]:
    columns: dict[LiteralString, Sequence[object]] = {
        "kind": asked.kind,
        "category": asked.category,
        "actor": asked.actor,
        "channel": asked.channel,
        "correlation": asked.correlation,
        "subject": asked.subject,
    }
    for column, wanted in columns.items():
        if wanted:
            yield SQL("{} = any(%s)").format(Identifier(column)), [list(wanted)]
    if asked.field:
        yield SQL("fields && %s"), [list(asked.field)]
    if asked.since:
        yield SQL("occurred_at >= %s"), [asked.since]
    if asked.until:
        yield SQL("occurred_at <= %s"), [asked.until]
    if asked.case:
        own = spans.of_case(history, spans.turns_of_case(history, asked.case))
        yield (
            SQL(OF_SPANS),
            [
                [span.subject for span in own],
                [span.after for span in own],
                [span.before for span in own],
            ],
        )
