"""The file of a type that cannot come in: each fault is said in a sentence, with its place."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseledger.type_file import MOST_BYTES, read
from commands.typefiles.form import FileField, FileStatus
from domain.refusals import TypeFileUnusable
from tests.caseledger.type_files import MARITIME, changed, did, firm, importing, reported

FAULTS: list[tuple[dict[str, Any], str, str]] = [
    ({"format": "something/else"}, "format",
     "This is no file of a case type: its format would be “caseledger/case-type”."),
    ({"version": 2}, "version", "This is another version of the format: here version 1 is read."),
    ({"name": " "}, "name", "This cannot be blank."),
    ({"name": "x" * 201}, "name", "This is longer than 200 characters."),
    ({"code": "M A"}, "code", "A code is made of letters and digits."),
    ({"colour": "red"}, "colour", "There is nothing called colour here."),
    ({"statuses": []}, "statuses", "A type needs at least one status."),
    ({"statuses": {}}, "statuses", "This must be a list."),
    ({"statuses__0": "New"}, "statuses[0]", "This must be an object with named values."),
    ({"statuses__0__initial": False}, "statuses",
     "One status must be initial: the one in which new cases begin."),
    ({"statuses__2__initial": True}, "statuses[2].initial",
     "statuses[0] is initial already, and new cases begin in one status."),
    ({"statuses__1__category": "finished"}, "statuses[1].category",
     "Choose one of 'open', 'waiting', 'active', 'done' or 'closed'."),
    ({"statuses__1__colour": "#fff"}, "statuses[1].colour", "Choose one of 'cyan', 'violet',"
     " 'blue', 'teal', 'amber', 'orange', 'green' or 'gray'."),
    ({"statuses__1__key": "Won!"}, "statuses[1].key", "This is not spelt as it must be."),
    ({"statuses__2__key": "won"}, "statuses[2].key", "statuses[1] has the key “won” already."),
    ({"statuses__2__name": "WON"}, "statuses[2].name", "statuses[1] has the name “WON” already."),
    ({"statuses__0__next__1": "won-over"}, "statuses[0].next[1]",
     "No status of this file has the key “won-over”."),
    ({"statuses__0__next": "won"}, "statuses[0].next", "This must be a list."),
    ({"statuses": [{**MARITIME["statuses"][2], "key": f"s{n}", "name": f"S{n}", "initial": not n}
                   for n in range(101)]}, "statuses",
     "There are too many of these: 101, and 100 at most."),
    ({"fields__0__key": "vessel"}, "fields[0].key", "This is not spelt as it must be."),
    ({"fields__1__key": "x_vessel"}, "fields[1].key", "fields[0] has the key “x_vessel” already."),
    ({"fields__0__kind": "colour"}, "fields[0].kind", "Choose one of 'text', 'long_text',"
     " 'number', 'currency', 'percentage', 'date', 'date_time', 'yes_no', 'select',"
     " 'multi_select', 'phone', 'email', 'address' or 'url'."),
    ({"fields__1__options": []}, "fields[1].options",
     "A field to choose from needs at least one option."),
    ({"fields__1__options__1__key": "gb"}, "fields[1].options[1].key",
     "fields[1].options[0] has the key “gb” already."),
    ({"fields__1__options__1__label": "british"}, "fields[1].options[1].label",
     "fields[1].options[0] has the label “british” already."),
    ({"fields__1__options__1": {"key": "pa"}}, "fields[1].options[1].label", "This is needed."),
    ({"fields__1__options": [{"key": f"o{n}", "label": f"O{n}"} for n in range(1_001)]},
     "fields[1].options", "There are too many of these: 1,001, and 1,000 at most."),
    ({"fields__1__required_from": "sunk"}, "fields[1].required_from",
     "No status of this file has the key “sunk”."),
    ({"fields__2__currency": "Euro"}, "fields[2].currency", "This is not spelt as it must be."),
    ({"fields__0__help": "a\0b"}, "fields[0].help",
     "This has a character that cannot be kept, such as NUL."),
    ({"fields__0__help": "\ud800"}, "fields[0].help",
     "This has a character that cannot be kept, such as NUL."),
    ({"fields__0__help": [[[[[[[[[]]]]]]]]]}, "fields[0].help[0][0][0][0][0]",
     "Nothing in the file of a type is nested so deep."),
    ({"fields": [{"key": f"x_{n}", "label": "F", "kind": "text"} for n in range(501)]}, "fields",
     "There are too many of these: 501, and 500 at most."),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "at", "says"), FAULTS, ids=lambda it: str(it)[:40])
def test_each_fault_is_said_with_its_place(changes: dict[str, Any], at: str, says: str) -> None:
    with firm() as ledger, pytest.raises(TypeFileUnusable) as why:
        did(ledger, importing(changed(**changes)))
    assert why.value.why[at] == says


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "This is not JSON that can be read: line 1, column 1."),
        (b'{"format":\n oops}', "This is not JSON that can be read: line 2, column 2."),
        (b'{"name": "A", "name": "B"}',
         "This is not JSON that can be read: “name” is said twice of one thing."),
        (b"\xff\xfe{", "This is not JSON that can be read: it is not written in UTF-8."),
        (b'{"version": NaN}', "This is not JSON that can be read: NaN is no number."),
        (b'{"version": ' + b"9" * 5_000 + b"}",
         "This is not JSON that can be read: it has a number that is too long."),
        (b"[" * 100_000, "This is not JSON that can be read: it is nested too deep."),
        (b'{"a":' * 100_000, "This is not JSON that can be read: it is nested too deep."),
        (b"[]", "This is no file of a case type: it must be an object."),
        (b" " * (MOST_BYTES + 1), "This is larger than 1 MB, and no type of case is."),
    ],
    ids=lambda it: str(it)[:24],
)  # fmt: skip
def test_what_is_no_file_of_a_type_is_refused_in_a_sentence(content: bytes, says: str) -> None:
    with pytest.raises(TypeFileUnusable) as why:
        read(content)
    assert why.value.why == {"file": says}


def test_a_file_may_begin_with_a_byte_order_mark() -> None:
    assert read(b"\xef\xbb\xbf" + json.dumps(MARITIME).encode()).name == "Maritime"


WORD = st.text(max_size=5)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | WORD,
    lambda each: st.lists(each, max_size=3) | st.dictionaries(WORD, each, max_size=3),
)


@given(st.binary(max_size=60) | ANYTHING.map(lambda said: json.dumps(said).encode()))
def test_whatever_is_sent_is_refused_in_sentences(content: bytes) -> None:
    with pytest.raises(TypeFileUnusable) as why:
        read(content)
    assert all(says.endswith(".") for says in why.value.why.values())


PLACES = [
    "format", "version", "note", "name", "code", "statuses", "fields", "statuses__0",
    *(f"statuses__0__{name}" for name in FileStatus.model_fields),
    *(f"fields__1__{name}" for name in FileField.model_fields),
    "fields__1__options__0", "fields__1__options__0__key", "statuses__0__next__0",
]  # fmt: skip


@given(st.sampled_from(PLACES), ANYTHING)
def test_whatever_stands_in_a_place_is_read_or_refused(place: str, value: Any) -> None:
    """By a report or by a refusal with sentences, and by nothing else."""
    with firm() as ledger:
        try:
            said = reported(ledger, changed(**{place: value})).problems
        except TypeFileUnusable as refused:
            said = refused.why
    assert all(says.endswith(".") for says in said.values())
