"""Members: who is on a list or was at an instant, since when and why, and what made it another."""

from collections.abc import Mapping, Sequence
from typing import LiteralString
from uuid import UUID

from msgspec import Struct

from domain.ledger import History
from domain.refusals import NotFound, Unsuitable
from projections.tables import Db
from queries import cases
from queries.cases import CasePage
from queries.entries import Entry, entries
from queries.instants import Moment
from queries.log import told
from queries.names import names

THEN: LiteralString = (
    "select case_id from read.list_member where list = %s and since <= %s"
    " and (until is null or until > %s) and case_id > %s order by case_id limit %s"
)
STAYS: LiteralString = (
    "select m.list, m.since, e.subject, m.until, l.subject from read.list_member as m"
    " join read.log_line as e on e.position = m.since"
    " left join read.log_line as l on l.position = m.until"
    " where m.case_id = %s and (%s::uuid is null or m.list = %s) order by m.since desc"
)
# Who was a member at one of two positions and not at the other, by the event that made it so.
CHANGES: LiteralString = """
with stay as (
    select case_id, since, until,
           since <= %(after)s and (until is null or until > %(after)s) as was,
           since <= %(until)s and (until is null or until > %(until)s) as is_in
      from read.list_member
     where list = %(list)s and since <= %(until)s),
member as (
    select case_id, bool_or(was) as was, bool_or(is_in) as is_in,
           max(since) as came, max(until) filter (where until <= %(until)s) as went
      from stay
     group by case_id)
select m.case_id, m.is_in, e.position, e.subject
  from member as m
  join read.log_line as e on e.position = case when m.is_in then m.came else m.went end
 where m.is_in <> m.was
   and (e.position, m.case_id) < (%(before)s, %(last)s)
 order by e.position desc, m.case_id desc
 limit %(limit)s
"""
FIRST, LAST = UUID(int=0), UUID(int=2**128 - 1)


class Stay(Struct, frozen=True):
    """A case on a list: what brought it there, and what took it off."""

    list: UUID
    entered: Entry
    left: Entry | None


class Stays(Struct, frozen=True):
    stays: Sequence[Stay]  # the latest first


class ListChange(Struct, frozen=True):
    """A case that came or went between two positions, and by what."""

    case_id: UUID
    number: str
    name: str
    entered: bool  # False: it left
    entry: Entry


class ListChanges(Struct, frozen=True):
    changes: Sequence[ListChange]  # the latest first
    next: str | None
    after: Moment
    until: Moment


def then(db: Db, it: UUID, when: Moment, cursor: str | None, limit: int) -> CasePage:
    """The cases that were on it, as they are now, in no order of theirs."""
    last = _id(cursor) if cursor else FIRST
    found = db.execute(THEN, (it, when.position, when.position, last, limit + 1)).fetchall()
    ids = [case for (case,) in found]
    more = str(ids[limit - 1]) if len(ids) > limit else None
    return CasePage(cases.rows(db, ids[:limit], names(db)), more)


def stays(db: Db, history: History, case: UUID, it: UUID | None = None) -> Stays:
    """When and why a case was on this list, or on any."""
    found = db.execute(STAYS, (case, it, it)).fetchall()
    spots = {(at, of) for _, since, a, until, b in found for at, of in ((since, a), (until, b))}
    by = _entries(db, history, [(at, of) for at, of in spots if at is not None])
    return Stays([Stay(on, by[since], by.get(until)) for on, since, _, until, _ in found])


def changes(
    db: Db, history: History, it: UUID, after: Moment, until: Moment, cursor: str | None, limit: int
) -> ListChanges:
    """What the list is at one moment and was not at another, each with its cause."""
    before, last = _place(cursor)
    asked = {
        "list": it, "after": after.position, "until": until.position,
        "before": before, "last": last, "limit": limit + 1,
    }  # fmt: skip
    found = db.execute(CHANGES, asked).fetchall()
    shown = found[:limit]
    by = _entries(db, history, list({(at, of) for _, _, at, of in shown}))
    rows = {row.id: row for row in cases.rows(db, [case for case, *_ in shown], names(db))}
    more = f"{shown[-1][2]}_{shown[-1][0]}" if len(found) > limit else None
    told_of = [
        ListChange(case, rows[case].number, rows[case].name, is_in, by[at])
        for case, is_in, at, _ in shown
        if case in rows
    ]
    return ListChanges(told_of, more, after, until)


def must_be(db: Db, it: UUID) -> None:
    """Refuses NotFound."""
    if it not in names(db).lists:
        raise NotFound


def _entries(
    db: Db, history: History, spots: Sequence[tuple[int, UUID]]
) -> Mapping[int | None, Entry]:
    records = told(history, spots)
    return {entry.position: entry for entry in entries(db, names(db), records)}


def _place(cursor: str | None) -> tuple[int, UUID]:
    if cursor is None:
        return 2**63 - 1, LAST
    position, _, last = cursor.partition("_")
    if not (position.isascii() and position.isdigit() and len(position) < 19):
        raise Unsuitable("The cursor", "Take the one that the page before gave.")
    return int(position), _id(last)


def _id(said: str) -> UUID:
    try:
        return UUID(said)
    except ValueError:
        raise Unsuitable("The cursor", "Take the one that the page before gave.") from None
