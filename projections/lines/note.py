"""The line of a note: its text as it is now, who wrote it and when."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from domain.work.note import Note
from projections.indexes import NOTE_LINE
from projections.lines.lines import Definitions, Lines
from projections.states import State


class NoteLine(Struct, frozen=True):
    id: UUID
    case_id: UUID
    version: int
    position: int
    text: str
    format: str
    author_kind: str
    author: str
    at: datetime
    revised_at: datetime | None
    hidden: bool


def rows(state: State, _: Definitions) -> Sequence[NoteLine]:
    note = state.it
    assert isinstance(note, Note)
    if not note.exists:
        return ()
    kind, author = state.began_by.split(":", 1)
    line = NoteLine(
        id=note.id,
        case_id=note.content.case,
        version=note.version,
        position=state.position,
        text=note.content.text,
        format=note.content.format,
        author_kind=kind,
        author=author,
        at=state.began_at,
        revised_at=state.changed_at if note.version > 1 else None,
        hidden=note.content.hidden,
    )
    return (line,)


NOTE_LINES = Lines(
    name="note_line",
    row=NoteLine,
    rows=rows,
    of="note",
    news=lambda batch: batch.of("note"),
    indexes=NOTE_LINE,
)
