"""Lists of cases: what they are, and who is put on them by hand."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import pytest

from commands.handle import handle
from commands.lists import (
    AddToList,
    ArchiveCaseList,
    ChangeCaseListCondition,
    CreateCaseList,
    RemoveFromList,
    RestoreCaseList,
    ReviseCaseList,
)
from domain.case.case import Case
from domain.case.life import CaseArchived
from domain.case.lists import CaseExcluded, CaseListed, CaseReadmitted, CaseUnlisted
from domain.conditions import Is
from domain.event import Change, Plain
from domain.ledger import Ledger
from domain.lists.caselist import (
    CaseList,
    CaseListArchived,
    CaseListConditionChanged,
    CaseListCreated,
    CaseListRestored,
    CaseListRevised,
    ListKind,
)
from domain.refusals import (
    BadFacts,
    CaseIsArchived,
    ConditionMissing,
    ListFollowsACondition,
    ListHasNoCondition,
    ListIsArchived,
    ListIsNotArchived,
    NotFound,
    NotOfListsType,
    Refused,
    Taken,
)
from tests.scenario import CASE, OPENED, TYPE, Given, append, header

LIST, OTHER = UUID(int=40), UUID(int=41)
FITS = Is("court_name", "any", ["Leeds"])
STATIC = CaseListCreated(ListKind.STATIC, {"name": "Spring"})
DYNAMIC = CaseListCreated(ListKind.DYNAMIC, {"name": "Leeds"}, FITS)
HYBRID = CaseListCreated(ListKind.HYBRID, {"name": "Leeds and more"}, FITS)
ADD = AddToList(case_id=CASE, list_id=LIST, reason="They called back")
REMOVE = RemoveFromList(case_id=CASE, list_id=LIST)


def created(**more: Any) -> CreateCaseList:
    return CreateCaseList.model_validate({"list_id": LIST, "name": "Spring", **more})


def asked(fact: str = "court_name", *values: str) -> dict[str, Any]:
    return {"type": "is", "fact": fact, "operator": "any", "value": list(values)}


def refused(ledger: Ledger, why: type[Refused], command: Any) -> None:
    with pytest.raises(why):
        handle(command, ledger, header())


def test_a_list_begins_empty_with_what_is_known_about_it(given: Given) -> None:
    facts: Mapping[str, Plain] = {"name": "Spring", "type": str(TYPE), "is_obo": True}
    given().when(created(type=str(TYPE), is_obo=True)).then(CaseListCreated(ListKind.STATIC, facts))


def test_a_list_begins_with_a_selection_and_each_case_says_so(given: Given) -> None:
    given(CASE, OPENED).when(created(case_ids=[str(CASE), str(CASE)])).then(
        STATIC, CaseListed(LIST)
    )


def test_a_list_that_follows_a_condition_has_one(given: Given) -> None:
    given().when(created(kind="dynamic")).refuses(ConditionMissing)


def test_a_static_list_has_no_condition(given: Given) -> None:
    given().when(created(kind="static", condition=asked())).refuses(ListHasNoCondition)


def test_what_is_no_condition_is_refused() -> None:
    deep: dict[str, Any] = asked()
    for _ in range(20):
        deep = {"type": "not", "of": deep}
    many = {"type": "or", "of": [asked()] * 201}
    wrongs: Sequence[Any] = ({"type": "maybe"}, {"type": "is"}, [], "Leeds", deep, many)
    for wrong in wrongs:
        with pytest.raises(ValueError, match="ondition"):
            created(kind="dynamic", condition=wrong)


def test_a_name_belongs_to_one_list_and_moves_with_it(ledger: Ledger) -> None:
    handle(created(), ledger, header())
    refused(ledger, Taken, CreateCaseList(list_id=OTHER, name="spring "))
    renamed = ReviseCaseList.model_validate({"list_id": LIST, "changes": {"name": "Summer"}})
    handle(renamed, ledger, header())
    handle(CreateCaseList(list_id=OTHER, name="Spring"), ledger, header())
    assert ledger.load(CaseList, LIST).card.name == "Summer"


def test_a_list_is_revised_before_and_after(given: Given) -> None:
    changes = {"name": "Summer", "description": "Calls", "is_obo": False}
    revise = ReviseCaseList.model_validate({"list_id": LIST, "changes": changes})
    news: Mapping[str, Change] = {
        "name": ("Spring", "Summer"),
        "description": (None, "Calls"),
        "is_obo": (None, False),
    }
    given(LIST, STATIC).when(revise).then(CaseListRevised(news))


def test_a_list_without_a_name_is_refused(given: Given) -> None:
    nameless = ReviseCaseList.model_validate({"list_id": LIST, "changes": {"name": None}})
    given(LIST, STATIC).when(nameless).refuses(BadFacts)


def test_another_condition_is_an_event_and_the_same_one_is_not(given: Given) -> None:
    change = ChangeCaseListCondition.model_validate(
        {"list_id": LIST, "condition": asked("court_name", "York")}
    )
    other = CaseListConditionChanged((FITS, Is("court_name", "any", ["York"])))
    given(LIST, DYNAMIC).when(change).when(change).then(other)


def test_a_static_list_cannot_follow_a_condition(given: Given) -> None:
    change = ChangeCaseListCondition.model_validate({"list_id": LIST, "condition": asked()})
    given(LIST, STATIC).when(change).refuses(ListHasNoCondition)


def test_a_case_is_put_on_a_list_once_with_a_reason(given: Given) -> None:
    given(CASE, OPENED).and_(LIST, STATIC).when(ADD).when(ADD).then(
        CaseListed(LIST, "They called back")
    )


def test_a_case_is_taken_off_a_list_once(given: Given) -> None:
    given(LIST, STATIC).and_(CASE, OPENED, CaseListed(LIST)).when(REMOVE).when(REMOVE).then(
        CaseUnlisted(LIST)
    )


def test_off_a_hybrid_list_is_off_for_good_until_it_is_put_on_again(given: Given) -> None:
    given(CASE, OPENED).and_(LIST, HYBRID).when(ADD).when(REMOVE).when(REMOVE).when(ADD).then(
        CaseListed(LIST, "They called back"),
        CaseUnlisted(LIST),
        CaseExcluded(LIST),
        CaseReadmitted(LIST, "They called back"),
        CaseListed(LIST, "They called back"),
    )


@pytest.mark.parametrize("command", [ADD, REMOVE])
def test_nobody_is_put_on_a_dynamic_list_or_taken_off_it(given: Given, command: Any) -> None:
    given(CASE, OPENED).and_(LIST, DYNAMIC).when(command).refuses(ListFollowsACondition)


@pytest.mark.parametrize("command", [ADD, REMOVE])
def test_an_archived_case_stays_where_it_is(given: Given, command: Any) -> None:
    given(CASE, OPENED, CaseArchived("Twice")).and_(LIST, STATIC).when(command).refuses(
        CaseIsArchived
    )


@pytest.mark.parametrize("command", [ADD, REMOVE])
def test_an_archived_list_takes_nobody_and_loses_nobody(given: Given, command: Any) -> None:
    given(CASE, OPENED).and_(LIST, STATIC, CaseListArchived()).when(command).refuses(ListIsArchived)


def test_a_list_for_one_type_takes_no_case_of_another(given: Given) -> None:
    of_another = CaseListCreated(ListKind.STATIC, {"name": "Others", "type": str(OTHER)})
    given(CASE, OPENED).and_(LIST, of_another).when(ADD).refuses(NotOfListsType)


def test_nobody_is_put_on_a_list_that_is_not_there(given: Given) -> None:
    given(CASE, OPENED).when(ADD).refuses(NotFound)


def test_a_list_is_archived_and_restored(given: Given) -> None:
    archive, restore = ArchiveCaseList(list_id=LIST), RestoreCaseList(list_id=LIST)
    given(LIST, STATIC).when(archive).when(restore).then(CaseListArchived(), CaseListRestored())


def test_a_list_is_archived_once(ledger: Ledger) -> None:
    append(ledger, LIST, 0, STATIC)
    refused(ledger, ListIsNotArchived, RestoreCaseList(list_id=LIST))
    handle(ArchiveCaseList(list_id=LIST), ledger, header())
    refused(ledger, ListIsArchived, ArchiveCaseList(list_id=LIST))


def test_a_case_knows_the_lists_that_it_was_put_on(ledger: Ledger) -> None:
    append(ledger, CASE, 0, OPENED, CaseListed(LIST), CaseListed(OTHER), CaseUnlisted(LIST))
    assert ledger.load(Case, CASE).lists.on == (OTHER,)
