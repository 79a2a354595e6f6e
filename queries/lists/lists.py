"""The lists of cases: what each is, and how many cases are on it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import LiteralString
from uuid import UUID

from msgspec import Struct

from domain.conditions import Condition, tests
from domain.event import Plain
from domain.ledger import Acting, Actor
from domain.lists.caselist import CaseList
from domain.refusals import NotFound, Unsuitable
from domain.words import folded
from projections.tables import Db
from queries import catalogue
from queries.catalogue import Catalogue
from queries.entries import Who, who
from queries.names import Names, names

VIEWS = ("list_member", "state")
# What is left out is so by name: the index is on the rest.
STATES: LiteralString = (
    "select stream, began_at, changed_at, split_part(began_by, ':', 1),"
    " split_part(began_by, ':', 2) from read.state where kind = 'case-list'"
    " and kind not in ('case', 'contact', 'point', 'note')"
)
COUNTS: LiteralString = (
    "select list, count(*) from read.list_member where until is null and list = any(%s)"
    " group by list"
)


class ListRow(Struct, frozen=True, kw_only=True):
    id: UUID
    version: int
    name: str
    kind: str
    description: str | None
    type: UUID | None
    is_obo: bool
    external_source: str | None
    external_source_id: str | None
    condition: Condition | None
    doubts: Sequence[str]  # facts of the condition that are retired, or not there any more
    archived: bool
    case_count: int  # exact
    created_by: Who
    created_at: datetime
    updated_at: datetime


class ListPage(Struct, frozen=True):
    lists: Sequence[ListRow]
    next: str | None  # the cursor of the next page; None: there is none
    stale: bool = False


class Asked(Struct, frozen=True, kw_only=True):
    """Which lists: all that is asked must hold."""

    q: str = ""  # part of the name or of the external id
    kind: str | None = None
    type: UUID | None = None
    hide_empty: bool = False
    archived: bool = False  # these alone
    cursor: str | None = None
    limit: int = 25


class Began(Struct, frozen=True):
    began_at: datetime
    changed_at: datetime
    kind: Acting
    actor: str


def find(db: Db, asked: Asked, stale: bool = False) -> ListPage:
    """In the order of their names. Refuses Unsuitable."""
    known = names(db)
    fitting = [it for it in known.lists.values() if _fits(it, asked)]
    if asked.hide_empty:
        counts = _counts(db, fitting)
        fitting = [it for it in fitting if counts.get(it.id)]
    page = fitting[_after(fitting, asked.cursor) :][: asked.limit]
    more = page and page[-1].id != fitting[-1].id
    return ListPage(_rows(db, page, known), str(page[-1].id) if more else None, stale)


def one(db: Db, it: UUID) -> ListRow:
    """Refuses NotFound."""
    known = names(db)
    if it not in known.lists:
        raise NotFound
    return _rows(db, [known.lists[it]], known)[0]


def _fits(it: CaseList, asked: Asked) -> bool:
    said = folded(f"{it.card.name} {it.card.facts.get('external_source_id') or ''}")
    return (
        folded(asked.q.strip()) in said
        and asked.kind in (None, it.card.kind)
        and asked.type in (None, it.card.type)
        and it.life.archived is asked.archived
    )


def _after(lists: Sequence[CaseList], cursor: str | None) -> int:
    if cursor is None:
        return 0
    for n, it in enumerate(lists, 1):
        if str(it.id) == cursor:
            return n
    raise Unsuitable("The cursor", "Take the one that the page before gave.")


def _counts(db: Db, lists: Iterable[CaseList]) -> Mapping[UUID, int]:
    return dict(db.execute(COUNTS, ([it.id for it in lists],)).fetchall())


def _rows(db: Db, lists: Sequence[CaseList], known: Names) -> Sequence[ListRow]:
    counts, facts = _counts(db, lists), catalogue.of_cases(known)
    began = {stream: Began(*rest) for stream, *rest in db.execute(STATES)}
    return [_row(it, counts.get(it.id, 0), began[it.id], known, facts) for it in lists]


def _row(it: CaseList, count: int, began: Began, known: Names, facts: Catalogue) -> ListRow:
    said = it.card.facts
    return ListRow(
        id=it.id,
        version=it.version,
        name=it.card.name,
        kind=str(it.card.kind),
        description=_text(said.get("description")),
        type=it.card.type,
        is_obo=bool(said.get("is_obo")),
        external_source=_text(said.get("external_source")),
        external_source_id=_text(said.get("external_source_id")),
        condition=it.rule.condition,
        doubts=list(_doubts(it.rule.condition, known, facts)),
        archived=it.life.archived,
        case_count=count,
        created_by=who(Actor(began.kind, began.actor), known),
        created_at=began.began_at,
        updated_at=began.changed_at,
    )


def _doubts(condition: Condition | None, known: Names, facts: Catalogue) -> Iterator[str]:
    for name in dict.fromkeys(test.fact for test in tests(condition)) if condition else ():
        field = known.fields.get(name)
        if name not in facts:
            yield f"There is no fact called {name} any more: nobody fits."
        elif field and field.definition.retired:
            yield f"The field {field.definition.label} is retired."


def _text(value: Plain) -> str | None:
    return None if value is None else str(value)
