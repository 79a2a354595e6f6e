"""The views of somebody and of the firm: what each asks for, as an address spells it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from domain.conditions import Condition, stable
from domain.ledger import Actor
from domain.refusals import ViewNotFound
from domain.views.arrangement import Arrangement
from domain.views.shape import Density, Question, Sight
from domain.views.view import View
from domain.words import folded
from projections import checkpoints
from projections.states import State, settings
from projections.tables import Db
from queries import catalogue
from queries.entries import Who, who
from queries.filters.address import addressed
from queries.names import Names, names
from queries.sought import Asked, said, sought
from queries.views.sound import Sound, sound

VIEWS = ("state",)
SIGHT = {False: Sight.LIVE, True: Sight.ARCHIVED, None: Sight.ANY}
SPELT: Mapping[Sight, str] = {  # of `archived=`, as pages spell it
    Sight.ARCHIVED: "true",
    Sight.ANY: "true,false",
}


class ViewRow(Struct, frozen=True, kw_only=True):
    """A view as far as it can be shown; of what is retired or gone, `doubts` speak."""

    id: UUID
    version: int
    name: str
    shared: bool
    owner: Who | None  # None: the firm
    archived: bool
    filters: Sequence[tuple[str, str]]  # as an address spells them
    condition: Condition
    cases: Sight
    sort: str
    columns: Sequence[str]  # none: the usual ones
    density: Density
    doubts: Sequence[str]
    saved_by: Who
    saved_at: datetime
    changed_by: Who
    changed_at: datetime


class ViewPage(Struct, frozen=True):
    views: Sequence[ViewRow]  # one's own, then the firm's, each by name
    default: UUID | None  # what one begins with, by one's own choice
    firms_default: UUID | None  # else, what everybody begins with
    columns: Sequence[str]  # of one's list of cases where no view is chosen; none: the usual ones
    density: Density
    stale: bool = False


class Seen(Struct, frozen=True):
    """What a list is asked through a view."""

    asked: Asked
    columns: Sequence[str] = ()
    doubts: Sequence[str] = ()


def find(db: Db, asker: UUID, archived: bool, stale: bool = False) -> ViewPage:
    """Their own and the firm's."""
    known, there = names(db), _states(db, asker)
    rows = [_row(it, state, known) for it, state in there if it.life.archived is archived]
    live = {it.id for it, _ in there if not it.life.archived}
    own, firms = _arrangement(db, asker), _arrangement(db, None)
    usual = sound(Question(), own.habits.look, known).look
    return ViewPage(
        views=sorted(rows, key=lambda row: (row.shared, folded(row.name), row.id)),
        default=own.habits.view if own.habits.view in live else None,
        firms_default=firms.habits.view if firms.habits.view in live else None,
        columns=usual.columns,
        density=usual.density,
        stale=stale,
    )


def one(db: Db, id: UUID, asker: UUID) -> ViewRow:
    """Refuses ViewNotFound, alike for what is not there and what is somebody else's."""
    known = names(db)
    for it, state in _states(db, asker):
        if it.id == id:
            return _row(it, state, known)
    raise ViewNotFound


def asking(db: Db, asked: Asked) -> tuple[Condition, Sight, str, Sequence[str]]:
    """What filters ask in words that last, and what of the question a view does not keep."""
    what = sought(asked, names(db))
    terms = catalogue.terms(what.facts)
    asks = stable(said(asked.filters, terms), terms)
    return asks, SIGHT[what.archived], asked.sort, ["q"] if what.q else []


def through(db: Db, asked: Asked, view: UUID, asker: UUID, *, filtered: bool, sorted: bool) -> Seen:
    """The question of a view; `filtered` or `sorted` of its own, what is asked stands instead.

    Refuses ViewNotFound.
    """
    row = one(db, view, asker)
    return Seen(
        replace(
            asked,
            filters=asked.filters if filtered else row.filters,
            sort=asked.sort if sorted else row.sort,
        ),
        row.columns,
        row.doubts,
    )


def _states(db: Db, asker: UUID) -> Sequence[tuple[View, State]]:
    return [
        (state.it, state)
        for state in settings(db, checkpoints.serving(db), "view")
        if isinstance(state.it, View) and state.it.is_seen_by(asker)
    ]


def _arrangement(db: Db, owner: UUID | None) -> Arrangement:
    found = settings(db, checkpoints.serving(db), "arrangement")
    theirs = (
        state.it
        for state in found
        if isinstance(state.it, Arrangement) and state.it.habits.owner == owner
    )
    return next(theirs, Arrangement(UUID(int=0)))


def _row(it: View, state: State, known: Names) -> ViewRow:
    whole = sound(it.shown.question, it.shown.look, known)
    asks = whole.question
    return ViewRow(
        id=it.id,
        version=it.version,
        name=it.name,
        shared=it.shared,
        owner=_owner(it, state, known),
        archived=it.life.archived,
        filters=list(_filters(whole)),
        condition=asks.condition,
        cases=asks.cases,
        sort=asks.sort,
        columns=whole.look.columns,
        density=whole.look.density,
        doubts=whole.doubts,
        saved_by=_who(state.began_by, known),
        saved_at=state.began_at,
        changed_by=_who(state.changed_by, known),
        changed_at=state.changed_at,
    )


def _filters(whole: Sound) -> Iterator[tuple[str, str]]:
    asks = whole.question
    yield from addressed(asks.condition)
    if asks.cases is not Sight.LIVE:
        yield "archived", SPELT[asks.cases]


def _owner(it: View, state: State, known: Names) -> Who | None:
    return None if it.shared else _who(state.began_by, known)


def _who(said: str, known: Names) -> Who:
    kind, _, its = said.partition(":")
    return who(_actor(kind, its), known)


def _actor(kind: str, its: str) -> Actor:
    return Actor("key" if kind == "key" else "person", its)  # nobody else has views
