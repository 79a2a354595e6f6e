"""The notes of a case, newest first, with their text made safe to show."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

import nh3
from markdown_it import MarkdownIt
from msgspec import Struct

from domain.ledger import Acting, Actor
from domain.refusals import NotFound, Unsuitable
from projections.tables import Db
from queries.entries import who
from queries.names import Names, names

TAGS = {
    "p", "br", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr",
    "h1", "h2", "h3", "h4",
}  # fmt: skip
HREFS = {"http", "https", "mailto", "tel"}


class Author(Struct, frozen=True):
    id: str
    name: str


class NoteRow(Struct, frozen=True, kw_only=True):
    id: UUID
    version: int
    text: str
    html: str
    format: str
    author: Author
    at: datetime
    revised_at: datetime | None
    hidden: bool


class NotePage(Struct, frozen=True):
    notes: Sequence[NoteRow]
    next: str | None
    stale: bool = False


def notes(
    db: Db, case: UUID, cursor: str | None = None, limit: int = 50, stale: bool = False
) -> NotePage:
    """Hidden ones among them. Refuses NotFound, and Unsuitable cursors."""
    if not db.execute("select 1 from read.case_line where id = %s", (case,)).fetchone():
        raise NotFound
    at, last = _place(cursor)
    query = (
        "select id, version, text, format, author_kind, author, at, revised_at, hidden"
        " from read.note_line where case_id = %s"
        " and (%s::timestamptz is null or (at, id) < (%s, %s))"
        " order by at desc, id desc limit %s"
    )
    found = db.execute(query, (case, at, at, last, limit + 1)).fetchall()
    known = names(db)
    rows = [_row(known, *row) for row in found[:limit]]
    return NotePage(rows, _cursor(rows[-1]) if len(found) > limit else None, stale)


def shown(text: str) -> str:
    """A Markdown subset as HTML that is safe to show: no script, no style, no image."""
    made = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("strikethrough")
    return nh3.clean(made.render(text), tags=TAGS, url_schemes=HREFS, link_rel="noopener nofollow")


def _row(
    known: Names,
    id: UUID,
    version: int,
    text: str,
    format: str,
    author_kind: Acting,
    author: str,
    at: datetime,
    revised_at: datetime | None,
    hidden: bool,
) -> NoteRow:
    return NoteRow(
        id=id,
        version=version,
        text=text,
        html=shown(text),
        format=format,
        author=Author(author, who(Actor(author_kind, author), known).name),
        at=at,
        revised_at=revised_at,
        hidden=hidden,
    )


def _cursor(row: NoteRow) -> str:
    return f"{row.at.isoformat()}_{row.id}"


def _place(cursor: str | None) -> tuple[datetime | None, UUID | None]:
    if cursor is None:
        return None, None
    at, _, last = cursor.partition("_")
    try:
        return datetime.fromisoformat(at).astimezone(UTC), UUID(last)
    except (ValueError, OverflowError):
        raise Unsuitable("The cursor", "Take the one that the page before gave.") from None
