"""The search index says what the lines say, whatever came late, twice or not at all."""

import os
from collections.abc import Sequence
from random import Random
from threading import Event, Thread
from uuid import UUID

import pytest
from msgspec import to_builtins
from msgspec.structs import replace

from commands.cases import ArchiveCase
from commands.fields import ReviseField
from commands.lists import AddToList, ChangeCaseListCondition, CreateCaseList
from domain.conditions import Is
from domain.values import ValueKind
from projections import checkpoints, due
from projections.documents.document import ON_LISTS, Document, documents
from projections.documents.indexer import NAME, Differs, Indexer, Stopped
from projections.rebuild import rebuild
from projections.tables import Db
from tests.projections.indexed import Indexed
from tests.projections.office import Office
from tests.running import until

ROUNDS = 50 * int(os.environ.get("CHAOS_TIMES", "1"))
LEEDS = Is("court_name", "any", ["Leeds"])
SEED = int(os.environ.get("CHAOS_SEED", "1"))


def test_news_of_a_client_reach_the_documents_of_its_cases(office: Office, index: Indexed) -> None:
    client = office.client("+12025550101", email="bo@example.com")
    office.case(client)
    index.settle()
    office.opt_out(client, "sms", "+12025550101")
    index.settle()
    assert index.differing() == []
    assert index.count({"term": {"opted_out": "sms"}}) == 1


def test_a_new_custom_field_is_mapped_as_what_it_is(office: Office, index: Indexed) -> None:
    index.settle()
    key = office.field("Fee", ValueKind.CURRENCY)
    office.case(**{key: "10.05"})
    index.settle()
    assert index.count({"range": {key: {"gte": 1005, "lte": 1005}}}) == 1
    assert index.differing() == []


def test_a_field_that_becomes_searched_is_searched(office: Office, index: Indexed) -> None:
    key = office.field("Nickname", ValueKind.TEXT)
    office.case(**{key: "Bluebird"})
    index.settle()
    assert index.count({"prefix": {"words": "bluebird"}}) == 0
    with office.house.pool.connection() as db:
        row = db.execute("select stream from read.state where kind = 'field'").fetchone()
    assert row
    office.do(ReviseField(field_id=row[0], searched=True))
    index.settle()
    assert index.count({"prefix": {"words": "bluebird"}}) == 1
    assert index.differing() == []


def test_an_archived_case_is_a_document(office: Office, index: Indexed) -> None:
    case = office.case()
    index.settle()
    office.do(ArchiveCase(case_id=case, reason="Twice"))
    index.settle()
    assert index.count({"term": {"archived": True}}) == 1


def test_what_comes_late_or_twice_never_overwrites_what_is_newer(index: Indexed) -> None:
    """R16: every order of delivery, in parts, leaves the newest."""
    chance = Random(SEED)
    index.settle()
    with index.house.pool.connection() as db:
        version = index.version(db)
    for _ in range(ROUNDS):
        news = [
            Document(UUID(int=n), at, {"id": str(UUID(int=n)), "digest": f"{n} at {at}"})
            for n in range(1, 6)
            for at in sorted(chance.sample(range(1, 1_000), 5))
        ]
        sent = [*news, *chance.sample(news, 10)]
        chance.shuffle(sent)
        while sent:
            some, sent = sent[:7], sent[7:]
            index.index.write(version, some)
        newest = {each.id: each.body["digest"] for each in sorted(news, key=lambda it: it.version)}
        index.index.refresh(version)
        assert dict(index.index.digests(version)) == newest
        index.index.drop(version)
        index.index.create(version, {"id": {"type": "keyword"}, "digest": {"type": "keyword"}})


def test_who_is_on_a_list_is_known_though_no_case_changed(
    office: Office, index: Indexed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By another condition, at once or in chunks, by hand, and by what a client says."""
    client = office.client("+12025550101")
    cases = [office.case(client, court_name=name) for name in ("Leeds", "York", "Leeds")]
    given = {"name": "In", "kind": "hybrid", "condition": to_builtins(LEEDS)}
    it = office.do(CreateCaseList.model_validate(given)).id
    index.settle()
    on = {"term": {ON_LISTS: str(it)}}
    assert (index.count(on), index.differing()) == (2, [])
    monkeypatch.setattr(due, "AT_ONCE", 0)
    monkeypatch.setattr(due, "CHUNK", 1)
    york = to_builtins(Is("court_name", "any", ["York"]))
    office.do(ChangeCaseListCondition(list_id=it, condition=york))
    index.settle()
    assert (index.count(on), index.differing()) == (1, [])
    office.do(AddToList(case_id=cases[0], list_id=it))
    silent = to_builtins(Is("opted_out", "any", ["sms"]))
    office.do(ChangeCaseListCondition(list_id=it, condition=silent))
    office.opt_out(client, "sms", "+12025550101")
    index.settle()
    assert (index.count(on), index.differing()) == (3, [])


def test_a_document_that_was_read_before_and_is_written_late_changes_nothing(
    office: Office, index: Indexed, db: Db
) -> None:
    """Also where no event came between: lines that were due, or were set aside."""
    case = office.case(court_name="Leeds")
    index.settle()
    (late,) = documents(db, checkpoints.serving(db), [case])
    given = {"name": "In", "kind": "dynamic", "condition": to_builtins(LEEDS)}
    office.do(CreateCaseList.model_validate(given))
    index.settle()
    (now,) = documents(db, checkpoints.serving(db), [case])
    assert (now.version > late.version, now.body[ON_LISTS] != late.body[ON_LISTS]) == (True, True)
    index.index.write(index.version(db), [late])
    assert index.differing() == []
    due.tell(db, "list_member", {case}, 1)
    office.house.catch_up()
    (settled,) = documents(db, checkpoints.serving(db), [case])
    assert settled.version > now.version


def test_two_indexers_of_one_index_leave_what_one_would(office: Office, index: Indexed) -> None:
    index.settle()
    cases = [office.case() for _ in range(10)]
    for n, case in enumerate(cases * 3):
        office.change_status(case, ("Active", "Closed", "New Lead")[n % 3])
    office.house.catch_up()
    threads = [Thread(target=_to_the_end, args=(index,)) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert index.differing() == []


def _to_the_end(index: Indexed) -> None:
    with index.house.pool.connection() as db:
        while index.indexer.step(db):
            pass


def test_a_rebuild_serves_when_it_is_equal_and_the_old_one_meanwhile(
    office: Office, index: Indexed
) -> None:
    office.case(office.client())
    index.settle()
    with office.house.pool.connection() as db:
        before = index.version(db)
        index.indexer.rebuild(db)
        assert index.version(db) == before + 1
    assert list(index.client.indices.get_alias(name=index.index.alias)) == [
        f"{index.index.alias}-{before + 1}"
    ]
    assert index.differing() == []


def test_what_differs_does_not_serve(office: Office, index: Indexed) -> None:
    office.case()
    index.settle()

    class Forgetful(type(index.index)):  # type: ignore[misc]  # a class of its own kind
        def write(self, version: int, documents: list[Document]) -> None:
            super().write(version, documents[1:])

    lame = Indexer(office.house.ledger, Forgetful(index.client, index.prefix))
    with office.house.pool.connection() as db:
        before = index.version(db)
        with pytest.raises(Differs):
            lame.rebuild(db)
        assert index.version(db) == before
        index.indexer.rebuild(db)  # goes on with the one that was begun
    assert index.differing() == []


def test_a_build_that_was_broken_off_goes_on(office: Office, index: Indexed) -> None:
    office.case()
    office.house.catch_up()
    stop = Event()
    stop.set()
    with office.house.pool.connection() as db:
        with pytest.raises(Stopped):
            Indexer(office.house.ledger, index.index, stop).install(db)
        begun = checkpoints.staged(db, "building")[NAME]
        office.case()
        index.settle()
        assert index.version(db) == begun
    assert index.differing() == []


def test_lines_that_were_rebuilt_call_for_another_index(office: Office, index: Indexed) -> None:
    office.case()
    index.settle()
    with office.house.pool.connection() as db:
        before = index.version(db)
        rebuild(db, office.house.ledger, {"case_line"})
        index.indexer.install(db)
        assert index.version(db) == before + 1


def test_what_is_due_without_news_is_written_again(office: Office, index: Indexed, db: Db) -> None:
    case = office.case()
    index.settle()
    made = documents(db, checkpoints.serving(db), [case])
    wrong = [replace(it, body={**it.body, "digest": "wrong"}) for it in made]
    index.index.write(index.version(db), wrong)
    assert index.differing() == [case]
    due.tell(db, NAME, {case}, 1)
    index.settle()
    assert index.differing() == []


def test_what_falls_due_while_it_is_written_stays_due(
    office: Office, index: Indexed, db: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = office.case()
    index.settle()
    due.tell(db, NAME, {case}, 1)
    write = index.index.write

    def told_again(version: int, documents: Sequence[Document]) -> None:
        write(version, documents)
        monkeypatch.undo()
        due.tell(db, NAME, {case}, 2)

    monkeypatch.setattr(index.index, "write", told_again)
    assert [index.indexer.step(db) for _ in range(3)] == [1, 1, 0]


def test_what_somebody_changed_in_the_index_is_found_and_put_right(
    office: Office, index: Indexed, db: Db
) -> None:
    cases = sorted(office.case() for _ in range(4))
    index.settle()
    assert index.indexer.verify(db) == []
    version, made = index.version(db), list(documents(db, checkpoints.serving(db), cases))
    wrong = [replace(it, body={**it.body, "digest": "wrong"}) for it in made[:2]]
    ahead = replace(wrong[1], version=10**6)  # newer than anything that could be written over it
    nobody = Document(UUID(int=1), 1, {**made[3].body, "id": str(UUID(int=1))})
    for spoilt in ([wrong[0]], [wrong[0], ahead, nobody]):
        index.index.write(version, spoilt)
        assert set(index.indexer.verify(db, repair=True)) == {each.id for each in spoilt}
        assert (index.indexer.verify(db), index.differing()) == ([], [])


def test_an_index_that_was_lost_is_built_anew(office: Office, index: Indexed) -> None:
    office.case()
    index.settle()
    index.client.indices.delete(index=f"{index.index.alias}-*")
    office.case()
    office.house.catch_up()
    with index.following():
        until(lambda: index.is_whole())
