"""One suite for both finders: they find the same cases, in the same order, page by page."""

from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import TypeAlias
from uuid import UUID

import pytest
from msgspec.structs import replace

from caseledger.adapters.opensearch.finder import OpenSearchFinder
from caseledger.wiring import House
from commands.cases import ArchiveCase
from domain.contact.consent import Channel
from projections.tables import Db
from queries import cases, catalogue
from queries.cases import find
from queries.finding import Finder, PostgresFinder
from queries.names import names
from queries.sought import Asked
from tests.projections.indexed import Indexed, indexed
from tests.queries.office import Office

Settle: TypeAlias = Callable[[], None]


class Twin:
    """A finder, and what lets it know what was recorded."""

    def __init__(self, finder: Finder, settle: Settle) -> None:
        self.finder, self.settle = finder, settle


@pytest.fixture(params=["postgres", pytest.param("opensearch", marks=pytest.mark.real)])
def twin(request: pytest.FixtureRequest, house: House) -> Iterator[Twin]:
    if request.param == "postgres":
        yield Twin(PostgresFinder(), house.catch_up)
        return
    url, prefix = request.getfixturevalue("opensearch"), request.getfixturevalue("prefix")
    with indexed(house, url, prefix) as it:
        yield Twin(_finder(it), it.settle)


def _finder(it: Indexed) -> Finder:
    return OpenSearchFinder(it.client, it.index.alias)


def test_every_order_is_walked_page_by_page(full: Office, twin: Twin, db: Db) -> None:
    twin.settle()
    facts = catalogue.of_cases(names(db))
    for name in (each for each, it in facts.items() if it.sortable):
        for sort in (name, f"-{name}"):
            asked = Asked(filters=[("archived", "any"), ("type.has", "true")], sort=sort, limit=500)
            whole = [row.id for row in find(db, asked).cases]
            assert _walked(db, twin.finder, replace(asked, limit=7)) == whole, sort


def _walked(db: Db, finder: Finder, asked: Asked) -> list[UUID]:
    seen: list[UUID] = []
    while True:
        page = find(db, asked, finder=finder)
        seen += [row.id for row in page.cases]
        if page.next is None:
            return seen
        asked = replace(asked, cursor=page.next)


def test_what_is_searched_for_is_found(full: Office, twin: Twin, db: Db) -> None:
    twin.settle()
    rows = find(db, Asked(limit=500)).cases
    words = [rows[0].number, "ana", "elodie ruiz3", "lodz", "555-0101", "crm", "o'brien", "Ruiz1 a"]
    for q in words:
        asked = Asked(q=q, limit=500, filters=[("archived", "any")])
        assert _ids(find(db, asked, finder=twin.finder)) == _ids(find(db, asked)), q
        assert cases.count(db, asked, twin.finder) == cases.count(db, asked), q


def test_the_exact_number_comes_first(full: Office, twin: Twin, db: Db) -> None:
    twin.settle()
    for row in find(db, Asked(limit=5)).cases:
        found = find(db, Asked(q=row.number.lower()), finder=twin.finder)
        assert found.cases[0].id == row.id


def test_a_case_that_changed_is_found_by_what_it_is_now(office: Office, twin: Twin, db: Db) -> None:
    case = office.case(court_name="Leeds")
    twin.settle()
    receipt = office.revise(case, court_name="York")
    assert receipt.position
    twin.settle()
    assert _in_court(db, twin, "York", receipt.position) == [case]
    assert _in_court(db, twin, "Leeds", receipt.position) == []


def test_an_archived_case_is_found_only_when_asked_for(office: Office, twin: Twin, db: Db) -> None:
    case = office.case(court_name="Leeds")
    twin.settle()
    office.ask(ArchiveCase(case_id=case, reason="Twice"))
    twin.settle()
    asked = Asked(filters=[("court_name", "Leeds")])
    assert _ids(find(db, asked, finder=twin.finder)) == []
    among = Asked(filters=[("court_name", "Leeds"), ("archived", "any")])
    assert _ids(find(db, among, finder=twin.finder)) == [case]


def test_a_cursor_of_one_finder_is_good_for_the_other(
    full: Office, house: House, db: Db, opensearch: str, prefix: str
) -> None:
    chance = Random(3)
    with indexed(house, opensearch, prefix) as it:
        it.settle()
        twins = [PostgresFinder(), _finder(it)]
        for sort in ("-x_custom_number", "court_date", "-status", "lead", "x_custom_yes_no"):
            asked = Asked(filters=[("type.has", "true")], sort=sort, limit=500)
            whole, seen = _ids(find(db, asked)), list[UUID]()
            asked = replace(asked, limit=5)
            while asked.cursor is not None or not seen:
                page = find(db, asked, finder=chance.choice(twins))
                seen += _ids(page)
                if page.next is None:
                    break
                asked = replace(asked, cursor=page.next)
            assert seen == whole, sort


def test_an_opt_out_that_the_index_has_not_heard_of_counts(
    office: Office, house: House, db: Db, opensearch: str, prefix: str
) -> None:
    """R17: a stale index says "subscribed", and nobody is listed whom it must not be."""
    clients = [office.contact("Ana", f"Ruiz{n}", phones=[f"+1202555010{n}"]) for n in range(10)]
    for client in clients:
        office.case(client)
    subscribed = Asked(filters=[("opted_out.none", "sms")])
    with indexed(house, opensearch, prefix) as it:
        it.settle()
        assert len(find(db, subscribed, finder=_finder(it)).cases) == 10
        for n, client in enumerate(clients[:-1]):
            office.opt_out(client, Channel.SMS, value=f"+1202555010{n}")
            house.catch_up()  # and the index is not
            assert len(find(db, subscribed, finder=_finder(it)).cases) == 9 - n


def _in_court(db: Db, twin: Twin, court: str, position: int) -> Sequence[UUID]:
    asked = Asked(filters=[("court_name", court)])
    return _ids(find(db, asked, finder=twin.finder, position=position))


def _ids(page: cases.CasePage) -> list[UUID]:
    return [row.id for row in page.cases]


def _recalled(db: Db, twin: Twin, asked: Sequence[tuple[str, UUID]]) -> float:
    found = 0
    for q, case in asked:
        page = find(db, Asked(q=q), finder=twin.finder)
        found += case in [row.id for row in (*page.cases, *page.similar)]
    return found / len(asked)


def test_a_name_is_found_with_a_typo(office: Office, twin: Twin, db: Db) -> None:
    chance = Random(11)
    cases = [(f"{a} {b}", office.case(office.contact(a, b))) for a in FIRST for b in LAST]
    twin.settle()
    asked = [(_misspelt(name, chance), case) for name, case in cases for _ in range(3)]
    assert _recalled(db, twin, asked) >= 0.97


def test_names_are_found_in_any_order_without_accents_and_begun(
    office: Office, twin: Twin, db: Db
) -> None:
    case = office.case(office.contact("Élodie", "Łukaszewicz-O'Brien"))
    twin.settle()
    for q in ("obrien elodie", "ŁUKASZEWICZ élo", "lukaszewicz", "elodei lukasz", "lukasewicz"):
        assert _recalled(db, twin, [(q, case)]) == 1, q


def test_who_is_similar_obeys_the_filters(office: Office, twin: Twin, db: Db) -> None:
    client = office.contact("Katherine", "Rodriguez")
    office.case(client, court_name="Leeds")
    twin.settle()
    for court, there in (("Leeds", 1), ("York", 0)):
        asked = Asked(q="rodrigeuz", filters=[("court_name", court)])
        assert len(find(db, asked, finder=twin.finder).similar) == there


FIRST = ("Katherine", "Mohammed", "Jose", "Anna", "Michael", "Zoë", "Wei", "Oluwaseun")
LAST = (
    "Rodriguez",
    "Smith",
    "Nguyen",
    "Kowalski",
    "MacDonald",
    "Okafor",
    "Featherstonehaugh",
    "Ruiz",
)


def _misspelt(name: str, chance: Random) -> str:
    """One letter too many, too few, wrong or swapped, in one of its words of four or more."""
    words = name.split()
    chance.shuffle(words)  # in any order
    n = chance.choice([n for n, word in enumerate(words) if len(word) >= 4])
    word, at = words[n], chance.randrange(len(words[n]) - 1)
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
    words[n] = chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )
    return " ".join(words)
