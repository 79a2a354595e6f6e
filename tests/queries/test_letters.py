"""One letter: the newest that have it, and no more, since nearly all have one."""

import pytest
from msgspec.structs import replace

from caseledger.wiring import House
from commands.cases import OpenCase
from commands.contacts import AddContact
from commands.handle import Asked as Given
from commands.handle import handle_all
from domain.conditions import And, Is
from projections.tables import Db
from queries import cases, contacts
from queries.listing import Count
from queries.rare import rare
from queries.search import CASES, FIRST, WORDS, words
from queries.sought import Asked
from tests.queries.office import Office
from tests.scenario import header

MORE = FIRST + 5


@pytest.fixture
def firm(office: Office, house: House) -> Office:
    """More cases and more contacts than are looked at; the first case has a number of one digit."""
    kind = office.type("Civil")
    office.case(name="Zorro the first", number="7")
    many = [OpenCase(type=kind, facts={"name": f"Zorro {n}"}) for n in range(MORE)]
    people = [AddContact(facts={"first_name": "Zoe", "last_name": f"Li{n}"}) for n in range(MORE)]
    asked = [Given(each, header()) for each in (*many, *people)]
    assert not any(isinstance(each, Exception) for each in handle_all(asked, house.ledger))
    house.catch_up()
    return office


@pytest.mark.parametrize("q", ["z", " Z ", "z z"])
def test_one_letter_finds_the_newest(firm: Office, db: Db, q: str) -> None:
    asked = Asked(q=q, limit=500)
    assert cases.count(db, asked) == Count(FIRST, exact=False)
    found = {row.id for row in cases.find(db, asked).cases}
    newest = "select id from read.case_line order by id desc limit %s"
    assert found == {each for (each,) in db.execute(newest, (FIRST,))}
    assert contacts.count(db, asked) == Count(FIRST, exact=False)
    assert len(contacts.find(db, asked).contacts) == FIRST


def test_more_letters_find_all(firm: Office, db: Db) -> None:
    asked = Asked(q="zo", limit=500)
    assert cases.count(db, asked) == Count(MORE + 1, exact=True)
    assert contacts.count(db, replace(asked, q="z li")) == Count(MORE, exact=True)


def test_a_letter_that_few_have_finds_all_of_them(firm: Office, db: Db) -> None:
    assert cases.count(db, Asked(q="t")) == Count(1, exact=True)
    assert contacts.count(db, Asked(q="x")) == Count(0, exact=True)


def test_a_number_of_one_digit_is_found_all_the_same(firm: Office, db: Db) -> None:
    first = cases.find(db, Asked(q="7")).cases[0]
    assert first.number == "7"


def test_a_word_that_all_have_is_not_looked_up_beside_a_rare_one(firm: Office, db: Db) -> None:
    db.execute("analyze")
    asked = words("zorro first", "US")
    rarer = rare(db, CASES, asked)
    assert rarer == And((Is(WORDS, "prefix", "first"),))
    for q, finds in (("zorro first", 1), ("other first", 0), ("zorro 304 first", 0)):
        assert cases.count(db, Asked(q=q)) == Count(finds, exact=True), q
        assert len(cases.find(db, Asked(q=q)).cases) == finds, q
    assert contacts.count(db, Asked(q="zoe li301")) == Count(1, exact=True)
