"""The feed for other programs: one contract, kept by the API and by Kafka."""

import psycopg
import pytest
from msgspec import json

from caseledger.wiring import House
from domain.case.life import CaseArchived
from domain.contact.card import ContactAdded, ContactDetailsRevised, ContactKind
from reactions.relay.integration import CloudEvent
from tests.chaos.ledger import write
from tests.chaos.seed import chance
from tests.chaos.test_forgery import INSERT, ITSELF
from tests.reactions.relay.told import Feed, OverHttp, OverKafka
from tests.scenario import ADDED, BO, CASE, LEDGER, OPENED, TYPE, append

CANARY = "Zephyrine-Quillfeather"


@pytest.fixture(
    params=[OverHttp, pytest.param(OverKafka, marks=pytest.mark.real)], ids=["API", "Kafka"]
)
def feed(request: pytest.FixtureRequest, house: House) -> Feed:
    if request.param is OverHttp:
        return OverHttp(house)
    kafka, prefix = (request.getfixturevalue(each) for each in ("kafka", "prefix"))
    return OverKafka(house, kafka, prefix)


def in_order(told: list[CloudEvent]) -> bool:
    """Whether the events of each subject come by position."""
    return all(
        [each.position for each in told if each.subject == subject]
        == sorted(each.position for each in told if each.subject == subject)
        for subject in {each.subject for each in told}
    )


def ours(feed: Feed, after: int) -> list[CloudEvent]:
    """What was told of what a test wrote: not of a key that it made to read with."""
    return [each for each in feed.all() if each.position > after and "key." not in each.type]


def test_every_event_is_told_once_and_in_the_order_of_its_subject(house: House, feed: Feed) -> None:
    last = write(house.ledger, chance("the feed"), 40)
    told = ours(feed, 0)
    assert sorted(each.position for each in told) == list(range(1, last + 1))
    assert in_order(told)
    recorded = {each.position: each for each in house.ledger.read(0, last)}
    assert all(each.id == recorded[each.position].event_id for each in told)
    assert {each.source for each in told} == {f"/ledgers/{LEDGER}"}


def test_what_came_later_is_told_later_and_what_was_told_stays_the_same(
    house: House, feed: Feed
) -> None:
    append(house.ledger, CASE, 0, OPENED)
    before = ours(feed, 0)
    append(house.ledger, CASE, 1, CaseArchived("settled"))
    after = ours(feed, 0)
    assert after[:1] == before
    assert [each.type for each in after] == ["caseledger.case.opened", "caseledger.case.archived"]


def test_data_are_ids_and_choices(house: House, feed: Feed) -> None:
    append(house.ledger, CASE, 0, OPENED)
    (told,) = ours(feed, 0)
    assert json.decode(bytes(told.data)) == {
        "record": str(CASE),
        "version": 1,
        "type": str(TYPE),
        "changed": ["court_name", "name"],
    }
    assert told.subject == CASE


def test_no_word_that_anybody_wrote_is_told(house: House, feed: Feed) -> None:
    facts = {"first_name": CANARY, "last_name": CANARY}
    added = ContactAdded(ContactKind.INDIVIDUAL, facts)
    append(house.ledger, BO, 0, added, ContactDetailsRevised({"first_name": (CANARY, "Bo")}))
    told = ours(feed, 0)
    assert len(told) == 2
    assert CANARY.encode() not in json.encode(told)


def test_a_row_that_was_not_written_here_is_told_to_nobody(
    house: House, feed: Feed, owner_dsn: str
) -> None:
    last = write(house.ledger, chance("forged and told"), 20, streams=2)
    with psycopg.connect(owner_dsn, autocommit=True) as db:
        db.execute(INSERT.format(**{**ITSELF, "mac": "''::bytea"}))
    append(house.ledger, BO, 0, ADDED)
    assert [each.position for each in sorted(ours(feed, 0), key=lambda it: it.position)] == [
        *range(1, last + 1),
        last + 2,
    ]
