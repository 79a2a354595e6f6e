"""Views: whose they are, who may change them, and what each change leaves behind."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest

from commands.command import Command
from commands.handle import handle
from commands.views import (
    ArchiveSharedView,
    ArchiveView,
    ArrangeCases,
    ChooseDefaultView,
    ChooseFirmsDefaultView,
    RestoreSharedView,
    RestoreView,
    ReviseSharedView,
    ReviseView,
    SaveSharedView,
    SaveView,
    ShareView,
)
from domain.conditions import And, Is
from domain.event import Event
from domain.ledger import Actor, Header, Ledger
from domain.refusals import (
    NobodysView,
    Refused,
    Taken,
    ViewExists,
    ViewIsArchived,
    ViewIsNotArchived,
    ViewIsNotShared,
    ViewIsShared,
    ViewNotFound,
)
from domain.views.arrangement import CasesArranged, DefaultViewChosen
from domain.views.shape import Density, Look, Question, Sight
from domain.views.view import (
    View,
    ViewArchived,
    ViewLookChanged,
    ViewQuestionChanged,
    ViewRenamed,
    ViewRestored,
    ViewSaved,
    ViewShared,
)
from tests.scenario import header

ANA, RAE = UUID(int=51), UUID(int=52)
VIEW, OTHER, THIRD = UUID(int=61), UUID(int=62), UUID(int=63)
LEEDS = Is("court_name", "any", ["Leeds"])
PLAIN, USUAL = Question(), Look()
OWN = ViewSaved("Calls", ANA, Question(), Look())
FIRMS = ViewSaved("Calls", None, Question(), Look())
SHARED, GONE, BACK = ViewShared(ANA), ViewArchived(), ViewRestored()
LOOK, QUESTION = Look(("number", "name"), Density.COMPACT), Question(LEEDS, Sight.ANY, "name")
ASKED = {"condition": {"type": "is", "fact": "court_name", "operator": "any", "value": ["Leeds"]}}

Does = Callable[[View], Iterator[Event]]


def after(*events: Event) -> View:
    return View(VIEW).after(events)


def save(it: View) -> Iterator[Event]:
    return it.save("Calls", ANA, Question(), Look())


def revised(name: str = "Calls", question: Question = PLAIN, look: Look = USUAL) -> Does:
    return lambda it: it.revise(name, question, look)


@pytest.mark.parametrize(
    ("before", "does", "happens"),
    [
        ((), save, [OWN]),
        ((OWN,), revised(), []),
        ((OWN,), revised("Letters"), [ViewRenamed(("Calls", "Letters"))]),
        ((OWN,), revised(look=LOOK), [ViewLookChanged((Look(), LOOK))]),
        ((OWN,), revised(question=QUESTION), [ViewQuestionChanged((Question(), QUESTION))]),
        ((OWN,), View.share, [SHARED]),
        ((OWN,), lambda it: it.archive("Over"), [ViewArchived("Over")]),
        ((OWN, GONE), lambda it: it.restore(None), [BACK]),
        ((OWN, GONE, BACK), lambda it: it.archive(None), [GONE]),
    ],
)
def test_what_happens_to_a_view(before: Any, does: Does, happens: list[Event]) -> None:
    assert list(does(after(*before))) == happens


@pytest.mark.parametrize(
    ("before", "does", "why"),
    [
        ((OWN,), save, ViewExists),
        ((OWN, GONE), revised("Letters"), ViewIsArchived),
        ((OWN, GONE), View.share, ViewIsArchived),
        ((OWN, GONE), lambda it: it.archive(None), ViewIsArchived),
        ((OWN,), lambda it: it.restore(None), ViewIsNotArchived),
        ((OWN, SHARED), View.share, ViewIsShared),
    ],
)
def test_what_is_refused(before: Any, does: Does, why: type[Refused]) -> None:
    with pytest.raises(why):
        list(does(after(*before)))


@pytest.mark.parametrize(
    ("view", "who", "own", "firms"),
    [
        ((), ANA, ViewNotFound, ViewNotFound),
        ((OWN,), ANA, None, ViewIsNotShared),
        ((OWN,), RAE, ViewNotFound, ViewNotFound),
        ((OWN, SHARED), ANA, ViewIsShared, None),
        ((FIRMS,), RAE, ViewIsShared, None),
    ],
)
def test_an_own_view_is_its_owners_and_a_shared_one_the_firms(
    view: Any, who: UUID, own: type[Refused] | None, firms: type[Refused] | None
) -> None:
    for must, why in ((View.must_be_own, own), (View.must_be_shared, firms)):
        if why is None:
            must(after(*view), who)
        else:
            with pytest.raises(why):
                must(after(*view), who)


def test_before_and_after_are_said_of_what_is_otherwise_alone() -> None:
    assert ViewLookChanged((Look(), LOOK)).changes() == {
        "columns": ((), ("number", "name")),
        "density": ("normal", "compact"),
    }
    two = ViewQuestionChanged((Question(), Question(And((LEEDS,)), cases=Sight.ANY)))
    assert set(two.changes()) == {"condition", "cases"}
    assert set(OWN.changes()) == {"name", "cases", "sort", "density"}


class Desk:
    """People who give commands to one ledger, which says what happened since."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger, self.since = ledger, 0

    def give(self, command: Command, by: UUID = ANA) -> list[Event]:
        handle(command, self.ledger, header(str(by)))
        return self.news()

    def news(self) -> list[Event]:
        happened = self.ledger.read(self.since, 100)  # type: ignore[attr-defined]  # also a Feed
        self.since += len(happened)
        return [record.event for record in happened]

    def refuses(self, why: type[Refused], command: Command, by: UUID = ANA) -> None:
        with pytest.raises(why):
            handle(command, self.ledger, header(str(by)))


@pytest.fixture
def desk(ledger: Ledger) -> Desk:
    return Desk(ledger)


def test_a_view_is_saved_revised_shared_archived_and_restored(desk: Desk) -> None:
    assert desk.give(SaveView(view_id=VIEW, name="Calls")) == [OWN]
    seen = {"columns": ["number", "name", "number"], "density": "compact", "sort": "name"}
    more = ReviseView.model_validate({"view_id": VIEW, "cases": "any", **ASKED, **seen})
    assert desk.give(more) == [
        ViewQuestionChanged((Question(), QUESTION)),
        ViewLookChanged((Look(), LOOK)),
    ]
    assert desk.give(ReviseView(view_id=VIEW, sort="name")) == []
    desk.refuses(ViewIsNotShared, ReviseSharedView(view_id=VIEW, name="Ours"))
    desk.refuses(ViewNotFound, ReviseView(view_id=VIEW, name="Mine"), by=RAE)
    assert desk.give(ShareView(view_id=VIEW)) == [SHARED]
    desk.refuses(ViewIsShared, ReviseView(view_id=VIEW, name="Mine"))
    renamed = ReviseSharedView(view_id=VIEW, name="Ours")
    assert desk.give(renamed, by=RAE) == [ViewRenamed(("Calls", "Ours"))]
    assert desk.give(ArchiveSharedView(view_id=VIEW), by=RAE) == [GONE]
    assert desk.give(RestoreSharedView(view_id=VIEW)) == [BACK]


def test_a_name_belongs_to_one_view_of_each_owner_and_is_free_once_it_is_archived(
    desk: Desk,
) -> None:
    desk.give(SaveView(view_id=VIEW, name="Calls"))
    desk.refuses(Taken, SaveView(view_id=OTHER, name=" calls"))
    desk.give(SaveView(view_id=OTHER, name="Calls"), by=RAE)
    desk.give(SaveSharedView(view_id=THIRD, name="Calls"), by=RAE)
    desk.refuses(Taken, ShareView(view_id=VIEW))
    desk.give(ArchiveSharedView(view_id=THIRD))
    desk.give(ShareView(view_id=VIEW))
    desk.refuses(Taken, RestoreSharedView(view_id=THIRD))
    desk.give(SaveView(view_id=UUID(int=64), name="Calls"))
    desk.give(ReviseView(view_id=UUID(int=64), name="Letters"))
    desk.give(SaveView(view_id=UUID(int=65), name="Calls"))
    desk.give(ArchiveView(view_id=UUID(int=65)))
    desk.refuses(ViewIsArchived, ReviseView(view_id=UUID(int=65), name="More"))
    desk.give(RestoreView(view_id=UUID(int=65)))


def test_everybody_begins_with_a_view_of_their_own_choice_or_with_the_firms(desk: Desk) -> None:
    desk.give(SaveView(view_id=VIEW, name="Calls"))
    assert desk.give(ChooseDefaultView(view_id=VIEW)) == [DefaultViewChosen(ANA, (None, VIEW))]
    assert desk.give(ChooseDefaultView(view_id=VIEW)) == []
    desk.refuses(ViewNotFound, ChooseDefaultView(view_id=VIEW), by=RAE)
    desk.refuses(ViewIsNotShared, ChooseFirmsDefaultView(view_id=VIEW))
    assert desk.give(ChooseDefaultView(view_id=None), by=RAE) == []
    desk.give(ShareView(view_id=VIEW))
    firms = DefaultViewChosen(None, (None, VIEW))
    assert desk.give(ChooseFirmsDefaultView(view_id=VIEW), by=RAE) == [firms]
    assert desk.give(ChooseDefaultView(view_id=None)) == [DefaultViewChosen(ANA, (VIEW, None))]
    desk.give(ArchiveSharedView(view_id=VIEW))
    desk.refuses(ViewIsArchived, ChooseDefaultView(view_id=VIEW), by=RAE)


def test_each_arranges_their_own_list_of_cases(desk: Desk) -> None:
    narrow = ArrangeCases(columns=("number", "name"))
    assert desk.give(narrow) == [CasesArranged(ANA, (Look(), Look(("number", "name"))))]
    assert desk.give(narrow, by=RAE) == [CasesArranged(RAE, (Look(), Look(("number", "name"))))]
    dense = ArrangeCases(density=Density.COMPACT)
    assert desk.give(dense) == [CasesArranged(ANA, (Look(("number", "name")), LOOK))]
    assert desk.give(dense) == []


def test_what_is_neither_a_person_nor_a_key_has_no_views(ledger: Ledger) -> None:
    said = header()
    clock = Header.begin(said.command, Actor("system", "clock"), "clock", said.occurred_at)
    with pytest.raises(NobodysView):
        handle(SaveView(name="Calls"), ledger, clock)
