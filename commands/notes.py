"""What people may ask about notes."""

from uuid import UUID

from pydantic import Field

from commands.command import Command, Prose, Sentence
from commands.ids import new_id
from domain.case.case import Case
from domain.ledger import Work
from domain.work.note import Note


class WriteNote(Command):
    """Write a note about a case."""

    permission = "notes.write"
    begins = True
    note_id: UUID = Field(default_factory=new_id)
    case_id: UUID
    text: Prose

    @property
    def about(self) -> UUID:
        return self.note_id

    def decide(self, work: Work) -> None:
        case, note = work.get(Case, self.case_id), work.find(Note, self.note_id)
        case.life.must_be_live()
        work.record(note, note.content.write(case.id, self.text))


class NoteCommand(Command):
    """A command about a note that exists, on a case that is not archived."""

    permission = "notes.write"
    note_id: UUID

    @property
    def about(self) -> UUID:
        return self.note_id

    def note(self, work: Work) -> Note:
        note = work.get(Note, self.note_id)
        work.get(Case, note.content.case).life.must_be_live()
        return note


class ReviseNote(NoteCommand):
    """Change the text of a note. Every version is kept."""

    text: Prose

    def decide(self, work: Work) -> None:
        note = self.note(work)
        work.record(note, note.content.revise(self.text))


class HideNote(NoteCommand):
    """Take a note out of sight, with a reason. Its history stays."""

    reason: Sentence

    def decide(self, work: Work) -> None:
        note = self.note(work)
        work.record(note, note.content.hide(self.reason))


class ShowNote(NoteCommand):
    """Bring a hidden note back."""

    def decide(self, work: Work) -> None:
        note = self.note(work)
        work.record(note, note.content.show())
