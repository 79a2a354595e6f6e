"""A type of case leaves as a file, and comes in elsewhere as it was."""

import json
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseledger.type_file import read
from commands.fields import BindField, DefineField, RenameOption, RetireField
from commands.people import AddPerson
from commands.typefiles.form import NOTE
from commands.typefiles.telling import STAY
from commands.types import (
    ChangeDefaultStaff,
    ChangeInitialStatus,
    DefineCaseType,
    RenameCaseType,
)
from domain.casetype.casetype import CaseType
from domain.casetype.field import Field
from domain.casetype.status import Category, Colour
from domain.people.roles import Role
from domain.refusals import TypeFileUnusable
from domain.values import ValueKind
from domain.words import folded, key_of
from tests.caseledger.type_files import (
    FIELD,
    MARITIME,
    OTHER,
    TYPE,
    changed,
    did,
    exported,
    firm,
    importing,
    reported,
    told,
)


def test_a_type_leaves_whole_and_comes_in_as_it_was() -> None:
    field = DefineField(field_id=FIELD, label="Offer", kind=ValueKind.SELECT, options=("A", "B"))
    rae = AddPerson(name="Rae", email="rae@example.com", role=Role.USER)
    with firm(importing(MARITIME), field, BindField(type_id=TYPE, field_id=FIELD), rae) as ledger:
        did(ledger, ChangeDefaultStaff(type_id=TYPE, staff=(rae.person_id,)))
        did(ledger, RenameOption(field_id=FIELD, option="a", label="Alpha"))
        file = exported(ledger)
        assert str(rae.person_id) not in file.decode()
        assert str(FIELD) not in file.decode()
        with firm() as elsewhere:
            did(elsewhere, importing(file))
            assert exported(elsewhere) == file
            assert elsewhere.load(CaseType, TYPE).life.staff == ()
            did(elsewhere, importing(file, type_id=OTHER, name="Ships"))
            assert exported(elsewhere, OTHER) == file.replace(b"Maritime", b"Ships").replace(
                b'"code": "MA"', b'"code": "S"'
            )


def test_a_file_is_the_same_for_the_same_type_and_has_one_thing_a_line() -> None:
    with firm(importing(MARITIME)) as ledger:
        before = exported(ledger).decode().splitlines()
        did(ledger, RenameCaseType(type_id=TYPE, name="Admiralty"))
        did(ledger, ChangeInitialStatus(type_id=TYPE, status="lost"))
        after = exported(ledger).decode().splitlines()
    pairs = zip(before, after, strict=True)
    assert [(b.strip(), a.strip()) for b, a in pairs if a != b] == [
        ('"name": "Maritime",', '"name": "Admiralty",'),
        ('"initial": true,', '"initial": false,'),
        ('"initial": false,', '"initial": true,'),
    ]


def test_the_report_is_what_happens() -> None:
    offer = DefineField(field_id=FIELD, label="Flag", kind=ValueKind.SELECT, options=("British",))
    with firm(offer) as ledger:
        report = reported(ledger, MARITIME)
        assert ledger.load(CaseType, TYPE).exists is False  # nothing was written
        assert [(line.at, line.says, line.more) for line in report.lines] == [
            ("name", "Makes the case type Maritime.", "Its case numbers begin with MA."),
            ("file", STAY, None),
            ("statuses[0]", "Makes the status New.", "New cases begin in it. Next: Won, Lost."),
            ("statuses[1]", "Makes the status Won.", "Nothing follows it."),
            ("statuses[2]", "Makes the status Lost.", "Any may follow."),
            ("fields[0]", "Makes the field Vessel.", None),
            (
                "fields[1]",
                "Binds the field Flag, which the firm has.",
                "3 options. Required from Won on.",
            ),
            (
                "fields[1].options[1]",
                "Adds the option Panama to the field Flag, for all its types.",
                None,
            ),
            (
                "fields[1].options[2]",
                "Leaves out the option Liberia, which is retired in the file.",
                None,
            ),
            ("fields[2]", "Makes the field Claim.", None),
        ]  # fmt: skip
        did(ledger, importing(MARITIME))
        kind, flag = ledger.load(CaseType, TYPE), ledger.load(Field, FIELD)
        assert [binding.key for binding in kind.fields.bindings] == [
            "x_vessel",
            "x_flag",
            "x_claim",
        ]
        assert kind.fields.bindings[1].field == FIELD
        assert [option.key for option in flag.definition.options] == ["british", "pa"]
        assert kind.statuses.initial == "new"
        assert kind.transitions.allowed == {"new": ("won", "lost"), "won": ()}


def test_a_field_of_the_firm_is_known_by_its_key_or_else_by_its_name_and_kind() -> None:
    offer = DefineField(field_id=FIELD, label="Vessel", kind=ValueKind.TEXT)
    said = changed(fields__0__key="x_boat")
    with firm(offer, RetireField(field_id=FIELD)) as ledger:
        report = reported(ledger, said)
        assert told(report, "binds") == [
            ("fields[0]", "Binds the field Vessel, which the firm has.")
        ]
        assert told(report, "warns") == [
            ("fields[0]", "Vessel is retired in this firm: bring it back to use it.")
        ]
        other = changed(fields__0__key="x_boat", fields__0__kind="date")
        assert told(reported(ledger, other), "binds", "refuses") == []


def test_what_the_firm_words_otherwise_stays_and_is_said() -> None:
    flag = DefineField(field_id=FIELD, label="Flag", kind=ValueKind.SELECT, options=("GB", "PA"))
    said = changed(fields__1__label="Banner")
    with firm(flag) as ledger:
        assert told(reported(ledger, said), "warns") == [
            ("fields[1].label", "The firm calls Banner “Flag”, and it stays so."),
            ("fields[1].options[0].label", "The firm calls British “GB”, and it stays so."),
            ("fields[1].options[1].label", "The firm calls Panama “PA”, and it stays so."),
        ]


def test_what_the_firm_has_may_stand_in_the_way() -> None:
    flag = DefineField(label="Flag", kind=ValueKind.TEXT)
    claim = DefineField(label="Claim", kind=ValueKind.CURRENCY)
    types = (DefineCaseType(name="maritime", code="MA"), DefineCaseType(name="Maritime (2)"))
    with firm(flag, claim, *types) as ledger:
        report = reported(ledger, MARITIME)
        assert (report.free_name, report.code) == ("Maritime (3)", "MX")
        assert report.problems == {
            "name": "Another type is called Maritime: give this one another name.",
            "fields[1].kind": "The firm's field x_flag is of the kind text, and this is select.",
            "fields[2].currency": "The firm's field x_claim counts USD, and this one EUR.",
        }
        assert reported(ledger, MARITIME, name="Ships", code="ma").problems.keys() > {"code"}
        head = ledger.recorder.max_notification_id()
        with pytest.raises(TypeFileUnusable):
            did(ledger, importing(MARITIME))
        assert ledger.recorder.max_notification_id() == head  # all or nothing


def test_two_fields_of_a_file_are_never_one_of_the_firm() -> None:
    twins = changed(fields__1={"key": "x_boat", "label": "Vessel", "kind": "text"})
    twins["fields"][0]["key"] = "x_ship"
    with firm(DefineField(label="Vessel", kind=ValueKind.TEXT)) as ledger:
        says = "This field belongs to this type already."
        assert reported(ledger, twins).problems == {"fields[1]": says}


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12)
LABELS = WORDS.map(lambda said: f"L{said}")


def keyed(draw: st.DrawFn, least: int) -> list[tuple[str, str]]:
    """Names, and keys that are made of them but need not be their own: names change."""
    names = st.lists(LABELS, min_size=least, max_size=4, unique_by=(key_of, folded))
    labels = draw(names)
    return list(zip(draw(st.permutations([key_of(each) for each in labels])), labels, strict=True))


def after(draw: st.DrawFn, key: str, keys: list[str]) -> list[str] | None:
    """Which of them may follow one, in their order; None: any."""
    if draw(st.booleans()):
        return None
    return [each for each in keys if each != key and draw(st.booleans())]


@st.composite
def files(draw: st.DrawFn) -> dict[str, Any]:
    keys = keyed(draw, 1)
    known = st.sampled_from([key for key, _ in keys])
    first = draw(known)
    statuses = [
        {"key": key, "name": name, "initial": key == first,
         "category": draw(st.sampled_from(get_args(Category))),
         "colour": draw(st.sampled_from(get_args(Colour))),
         "client_text": draw(st.none() | LABELS),
         "next": after(draw, key, [key for key, _ in keys])}
        for key, name in keys
    ]  # fmt: skip
    fields = [
        {"key": f"x_{key.replace('-', '_')}", "label": label,
         "kind": draw(st.sampled_from(ValueKind)), "group": draw(st.none() | LABELS),
         "help": draw(st.none() | LABELS), "searched": draw(st.booleans()),
         "currency": draw(st.sampled_from([None, "USD", "EUR"])), "retired": draw(st.booleans()),
         "required": draw(st.booleans()), "required_from": draw(st.none() | known),
         "options": [{"key": k, "label": each, "retired": draw(st.booleans())}
                     for k, each in keyed(draw, 1)]}
        for key, label in keyed(draw, 0)
    ]  # fmt: skip
    code = draw(st.text("AEIOU123", min_size=1, max_size=8))  # none that a new firm has
    return {
        **MARITIME, "name": draw(LABELS), "code": code, "statuses": statuses, "fields": fields
    }  # fmt: skip


@settings(max_examples=40)
@given(files())
def test_whatever_a_type_is_it_comes_back_as_it_was(said: dict[str, Any]) -> None:
    with firm(importing(said)) as ledger, firm() as elsewhere:
        file = exported(ledger)
        assert read(file) == read(json.dumps(said).encode()).model_copy(update={"note": NOTE})
        assert told(reported(elsewhere, file), "refuses") == []
        did(elsewhere, importing(file))
        assert exported(elsewhere) == file
        did(elsewhere, importing(file, type_id=OTHER, name="Another"))
        its = [elsewhere.load(CaseType, each).fields for each in (TYPE, OTHER)]
        assert its[0] == its[1]  # the same fields, not others of the same key
        one, two = json.loads(exported(elsewhere, OTHER)), json.loads(file)
        assert {**one, "name": "", "code": ""} == {**two, "name": "", "code": ""}
