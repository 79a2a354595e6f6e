"""The indexer: keeps the documents of the search index as the lines are.

It follows the log behind the read model and writes whole documents of the lines that are due,
never what an event changed: to do it twice, or late, changes nothing.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from logging import getLogger
from threading import Event
from typing import LiteralString, TypeAlias
from uuid import UUID
from zlib import crc32

from msgspec import json

from domain.kinds import aggregate_of
from domain.ledger import Feed
from projections import checkpoints
from projections.checkpoints import Stage
from projections.documents import document
from projections.documents.compare import differing
from projections.documents.document import READ, documents, mapping
from projections.documents.index import Index
from projections.documents.switch import BUILDER, alone
from projections.lines.lines import definitions
from projections.tables import Db, Tables

NAME = "case_document"
# Lists tell of whom they took on or let go, so none of the rest waits for them.
MADE_OF = tuple(name for name in READ if name != "list_member")
FIELD_NEWS = "field.revised"  # after which cases may be found by other words
BATCH = 2_000  # events
CHUNK = 1_000  # documents
FIRST = UUID(int=0)
News: TypeAlias = tuple[UUID, str]  # a stream, and the kind of what happened to it
log = getLogger(__name__)


class Stopped(Exception):
    """The indexer was told to stop in the middle of something long."""


class Differs(Exception):
    """What was built is not what the lines say, so it must not serve."""


class Indexer:
    """`stop` lets a build be broken off: begun again, it goes on where it was."""

    def __init__(self, feed: Feed, index: Index, stop: Event | None = None) -> None:
        self._feed, self._index, self._stop = feed, index, stop or Event()
        self._mapped: object = None  # which fields of which version

    def install(self, db: Db) -> None:
        """Build what is missing, and anew what has another shape or is made of other lines."""
        if _is_as_it_must_be(db):
            return
        with alone(db, BUILDER):
            if not _is_as_it_must_be(db):  # nobody was faster
                self._build(db)

    def step(self, db: Db, stage: Stage = "serving") -> int:
        """Some of the log, as far as the lines have come; how many events. Raises IndexLost."""
        version = checkpoints.staged(db, stage)[NAME]
        mine = Tables({NAME: version})
        position = checkpoints.positions(db, mine, [NAME])[NAME].position
        most = min(BATCH, checkpoints.reached(db, *MADE_OF) - position)
        news = self._feed.sealed(position, most) if most > 0 else []
        if not news:
            return self.settle(db, stage)
        self.tell(db, version, [(each.stream, each.kind) for each in news])
        with db.transaction():
            if checkpoints.lock(db, mine, [NAME]).get(NAME) == position:
                checkpoints.move(db, mine, [NAME], news[-1].position)
        return len(news) + self.settle(db, stage)

    def tell(self, db: Db, version: int, news: Collection[News]) -> None:
        """Write the cases that this reaches, as their lines are now. Raises IndexLost."""
        if not news:
            return
        self._map_fields(db, version)
        of: dict[str, set[UUID]] = {}
        for stream, kind in news:
            of.setdefault(aggregate_of(kind), set()).add(stream)
        values = {name + "s": list(of.get(name, ())) for name in ("case", "contact", "point")}
        told = list({stream for stream, kind in news if kind == FIELD_NEWS})
        for ids in _due(db, {**values, "fields": told}):
            self._write(db, version, ids)

    def rebuild(self, db: Db) -> None:
        """Build beside the one that serves, compare, and let it be searched. One begun goes on."""
        with alone(db, BUILDER):
            self._build(db)

    def verify(self, db: Db, repair: bool = False) -> Sequence[UUID]:
        """The cases whose documents are not what their lines make. With `repair` all are after it.

        What was recorded since the index was written is no mistake of it.
        """
        version = checkpoints.staged(db, "serving").get(NAME)
        if version is None:
            return ()
        wrong = self._wrong(db, version)
        if wrong and repair:
            self._write(db, version, wrong)
            if self._wrong(db, version):  # as new as its line, and another; or of no case
                self.rebuild(db)
        return wrong

    def _wrong(self, db: Db, version: int) -> Sequence[UUID]:
        mine = Tables({NAME: version})
        written = checkpoints.positions(db, mine, [NAME])[NAME].position
        self._index.refresh(version)
        ids = differing(db, checkpoints.serving(db), self._index, version)
        return _unmoved(db, ids, written)

    def _build(self, db: Db) -> None:
        version = self._begun(db)
        self._index.create(version, _mapping(db))
        self._fill(db, version)
        self._come_to(db, version, checkpoints.reached(db, *MADE_OF))
        self._assure(db, version)
        old = checkpoints.staged(db, "previous").get(NAME)
        with alone(db):
            self._come_to(db, version, checkpoints.reached(db, *MADE_OF))
            self._index.serve(version)
            checkpoints.serve(db, NAME, version)
        if old is not None:
            self._forget(db, old)

    def lost(self, db: Db, version: int) -> None:
        """It is not there any more: nobody is to use it."""
        self._forget(db, version)

    def forget_all(self, db: Db) -> None:
        """Of whatever there was, nothing is to be used any more."""
        for version in _versions(db):
            self._forget(db, version)

    def settle(self, db: Db, stage: Stage = "serving") -> int:
        """What is due though nothing was recorded: lines that were made again. How much."""
        version = checkpoints.staged(db, stage).get(NAME)
        if version is None:
            return 0
        query = "select source, xmin::text from read.due where name = %s and version = %s limit %s"
        due = db.execute(query, (NAME, version, CHUNK)).fetchall()
        told, seen = [source for source, _ in due], [writing for _, writing in due]
        for ids in _due(db, {"cases": told, "contacts": told, "points": told, "fields": []}):
            self._write(db, version, ids)
        # What was told again meanwhile was written by somebody else since, and stays due.
        done = (
            "delete from read.due as d using unnest(%s::uuid[], %s::text[]) as w (source, seen)"
            " where d.name = %s and d.version = %s and d.source = w.source"
            " and d.xmin::text = w.seen"
        )
        db.execute(done, (told, seen, NAME, version))
        return len(told)

    def _begun(self, db: Db) -> int:
        """The version of a build that was broken off, if it has our shape, or else a new one."""
        old = checkpoints.staged(db, "building").get(NAME)
        if old and checkpoints.shape(db, NAME, old) == shape(db):
            return old
        if old:
            self._forget(db, old)
        version = checkpoints.next_version(db, NAME)
        with db.transaction():
            checkpoints.begin(db, NAME, version, shape(db), "building")
            # Read before the lines are, so that what moves meanwhile is written once more.
            reached = checkpoints.reached(db, *MADE_OF)
            checkpoints.move(db, Tables({NAME: version}), [NAME], reached)
        return version

    def _fill(self, db: Db, version: int) -> None:
        mine = Tables({NAME: version})
        if checkpoints.is_ready(db, mine, NAME):
            return
        row = db.execute("select count(*) from read.case_line").fetchone()
        filled, filling, after = 0, row[0] if row else 0, self._index.last(version) or FIRST
        while ids := _after(db, after):
            self._write(db, version, ids)
            filled, after = filled + len(ids), ids[-1]
            checkpoints.fill(db, mine, NAME, filled, max(1, filling))
        checkpoints.ready(db, mine, NAME)

    def _come_to(self, db: Db, version: int, position: int) -> None:
        mine = Tables({NAME: version})
        while checkpoints.positions(db, mine, [NAME])[NAME].position < position:
            self.step(db, "building")

    def _assure(self, db: Db, version: int) -> None:
        """What is different was written meanwhile, or else it is written again."""
        for _ in range(3):
            if not (wrong := self._wrong(db, version)):
                return
            log.info("The index being built lacks %s documents", len(wrong))
            self._write(db, version, wrong)
        raise Differs(f"{len(wrong)} documents of version {version}")

    def _map_fields(self, db: Db, version: int) -> None:
        """A field that the index does not know would be taken and never found."""
        known = version, _mapping(db)
        if known != self._mapped:
            self._index.extend(*known)
            self._mapped = known

    def _write(self, db: Db, version: int, ids: Sequence[UUID]) -> None:
        if self._stop.is_set():
            raise Stopped
        self._index.write(version, list(documents(db, checkpoints.serving(db), ids)))

    def _forget(self, db: Db, version: int) -> None:
        self._index.drop(version)
        checkpoints.forget(db, NAME, version)


def leave_off(db: Db) -> None:
    """There is no index any more, so nobody needs to know how far it is."""
    for version in _versions(db):
        checkpoints.forget(db, NAME, version)


def shape(db: Db) -> int:
    """Changes with what documents are, and with each rebuild of the lines they are made of."""
    serving = checkpoints.serving(db).versions  # what else they are read from takes these along
    lines = [serving[name] for name in ("case_line", "case_search", "list_member")]
    what = [document.FOLD, mapping({}), lines]
    return crc32(json.encode(what)) >> 1


def _versions(db: Db) -> Sequence[int]:
    query = "select version from read.projection where name = %s"
    return [version for (version,) in db.execute(query, (NAME,))]


def _mapping(db: Db) -> Mapping[str, object]:
    return mapping(definitions(db, checkpoints.serving(db)))


def _due(db: Db, told: Mapping[str, Sequence[UUID]]) -> Iterator[list[UUID]]:
    after: UUID | None = FIRST
    while after is not None:
        found = db.execute(_sql(), {**told, "after": after, "limit": CHUNK}).fetchall()
        ids = [each for (each,) in found]
        if ids:
            yield ids
        after = ids[-1] if len(ids) == CHUNK else None


def _is_as_it_must_be(db: Db) -> bool:
    serving = checkpoints.staged(db, "serving").get(NAME)
    return serving is not None and checkpoints.shape(db, NAME, serving) == shape(db)


def _unmoved(db: Db, ids: Sequence[UUID], since: int) -> Sequence[UUID]:
    """Those of which nothing was recorded since, so that there is no reason to differ."""
    query = "select id from read.case_line where id = any(%s) and position > %s"
    moved = {each for (each,) in db.execute(query, (list(ids), since))}
    return [each for each in ids if each not in moved]


def _after(db: Db, after: UUID) -> list[UUID]:
    query = "select id from read.case_line where id > %s order by id limit %s"
    return [each for (each,) in db.execute(query, (after, CHUNK))]


@cache
def _sql() -> LiteralString:
    # The package's own files are as literal as its code.
    return (files("projections.documents") / "due.sql").read_text()
