"""What people may ask of views: their own, the firm's, and how their list of cases looks.

What is the firm's is changed by commands of their own, since another permission is needed.
"""

from collections.abc import Iterable
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from commands.command import Command, Part, Sentence, Words
from commands.conditions import Conditions
from commands.ids import new_id
from domain.event import Event
from domain.ledger import Work
from domain.refusals import NobodysView
from domain.views.arrangement import Arrangement
from domain.views.shape import Density, Look, Question, Sight
from domain.views.view import View

NAME, ARRANGEMENT = "view-name", "arrangement"  # the claims of a view, and of an arrangement
FIRM = "firm"
Fact = Annotated[Words, Field(max_length=200)]


class Columns(Part):
    """How cases are shown; what is left out stays as it is."""

    columns: Annotated[tuple[Fact, ...], Field(max_length=200)] | None = None
    density: Density | None = None

    def look(self, before: Look) -> Look:
        return Look(
            before.columns if self.columns is None else tuple(dict.fromkeys(self.columns)),
            self.density or before.density,
        )


class Shape(Columns):
    """Which cases, and how they are shown; what is left out stays as it is."""

    condition: Conditions | None = None
    cases: Sight | None = None
    sort: Fact | None = None

    def question(self, before: Question) -> Question:
        return Question(
            before.condition if self.condition is None else self.condition,
            self.cases or before.cases,
            self.sort or before.sort,
        )


class SaveView(Shape, Command):
    """Save a view of your own: which cases, in what order, with which columns."""

    permission = "views.edit"
    shared: ClassVar[bool] = False
    begins = True
    view_id: UUID = Field(default_factory=new_id)
    name: Words

    @property
    def about(self) -> UUID:
        return self.view_id

    def decide(self, work: Work) -> None:
        owner = None if self.shared else asker(work)
        it, question, look = work.find(View, self.view_id), Question(), Look()
        events = it.save(self.name, owner, self.question(question), self.look(look))
        take_name(work, work.record(it, events))


class SaveSharedView(SaveView):
    """Save a view that everybody in the firm sees."""

    permission = "views.share"
    shared = True


class ViewCommand(Command):
    """A command about a view that exists: one's own, or the firm's."""

    permission = "views.edit"
    shared: ClassVar[bool] = False
    view_id: UUID

    @property
    def about(self) -> UUID:
        return self.view_id

    def theirs(self, work: Work) -> View:
        """Refuses ViewNotFound, ViewIsShared and ViewIsNotShared."""
        it = work.find(View, self.view_id)
        must = it.must_be_shared if self.shared else it.must_be_own
        must(asker(work))
        return it


class ReviseView(Shape, ViewCommand):
    """Change a view of your own: its name, its filter, its order or its columns."""

    name: Words | None = None

    def decide(self, work: Work) -> None:
        it = self.theirs(work)
        question, look = self.question(it.shown.question), self.look(it.shown.look)
        after = work.record(it, it.revise(self.name or it.name, question, look))
        if after.name != it.name:
            give_name_up(work, it)
            take_name(work, after)


class ArchiveView(ViewCommand):
    """Take a view of your own out of sight. Nothing is deleted, and its name is free again."""

    reason: Sentence | None = None

    def decide(self, work: Work) -> None:
        it = self.theirs(work)
        give_name_up(work, work.record(it, it.archive(self.reason)))


class RestoreView(ViewCommand):
    """Bring a view of your own back."""

    reason: Sentence | None = None

    def decide(self, work: Work) -> None:
        it = self.theirs(work)
        take_name(work, work.record(it, it.restore(self.reason)))


class ShareView(ViewCommand):
    """Share a view of your own with the firm, for good: it is the firm's from then on."""

    permission = "views.share"

    def decide(self, work: Work) -> None:
        it = self.theirs(work)
        give_name_up(work, it)
        take_name(work, work.record(it, it.share()))


class ReviseSharedView(ReviseView):
    """Change a view of the firm's, for everybody."""

    permission = "views.share"
    shared = True


class ArchiveSharedView(ArchiveView):
    """Take a view of the firm's out of everybody's sight. Nothing is deleted."""

    permission = "views.share"
    shared = True


class RestoreSharedView(RestoreView):
    """Bring a view of the firm's back."""

    permission = "views.share"
    shared = True


class ChooseDefaultView(Command):
    """Choose the view that you begin with; without one, you begin with the firm's."""

    permission = "views.edit"
    shared: ClassVar[bool] = False
    view_id: UUID | None

    def decide(self, work: Work) -> None:
        if self.view_id is not None:
            it = work.find(View, self.view_id)
            (it.must_be_shared if self.shared else it.must_be_seen_by)(asker(work))
            it.must_be_live()
        owner = None if self.shared else asker(work)
        its = arrangement(work, owner)
        keep(work, owner, its, its.begin_with(owner, self.view_id))


class ChooseFirmsDefaultView(ChooseDefaultView):
    """Choose the shared view that everybody begins with who chose none."""

    permission = "views.share"
    shared = True


class ArrangeCases(Columns, Command):
    """Keep the columns of your list of cases, as it is where no view is chosen."""

    permission = "views.edit"

    def decide(self, work: Work) -> None:
        owner = asker(work)
        its = arrangement(work, owner)
        keep(work, owner, its, its.arrange(owner, self.look(its.habits.look)))


def asker(work: Work) -> UUID:
    """The person or the key that asks. Refuses NobodysView."""
    by = work.header.actor
    if by.kind not in ("person", "key"):
        raise NobodysView
    return UUID(by.id)


def arrangement(work: Work, owner: UUID | None) -> Arrangement:
    """Theirs, or a blank one."""
    known = work.holder(ARRANGEMENT, str(owner or FIRM)) or new_id()
    work.concerns(known)
    return work.find(Arrangement, known)


def keep(work: Work, owner: UUID | None, its: Arrangement, events: Iterable[Event]) -> None:
    """Record what happened to an arrangement. A new one is claimed: each owner has one."""
    if work.record(its, events).exists and not its.exists:
        work.claim(ARRANGEMENT, str(owner or FIRM), stream=its.id)


def take_name(work: Work, it: View) -> None:
    """A name belongs to one view of each owner, but for archived ones."""
    if not it.life.archived:
        work.claim(NAME, *_named(it), stream=it.id)


def give_name_up(work: Work, it: View) -> None:
    work.release(NAME, *_named(it))


def _named(it: View) -> tuple[str, str]:
    return str(it.title.owner or FIRM), it.name
