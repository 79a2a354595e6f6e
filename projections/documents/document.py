"""A case's document: all that lists filter, search and sort by, made whole from its line.

Fields are called as the line's columns are, and custom ones as their facts. A text is kept as the
key it compares by, a long one only as there or not, a day as a count of days, an instant of
microseconds, money of minor units: what sorts and compares here as it does in PostgreSQL.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any, LiteralString, TypeAlias
from uuid import UUID

from msgspec import Struct, json
from psycopg.rows import dict_row

from domain.case.details import CUSTOM
from domain.casetype.field import Definition
from domain.facts import facts_of
from domain.terms import FAMILIES, Family
from domain.values import ADDRESS_PARTS, ValueKind
from projections import checkpoints
from projections.lines.case import CASE_LINES, CaseLine
from projections.lines.contact import CONTACT_LINES
from projections.lines.lines import Definitions, definitions
from projections.lines.values import typed
from projections.members.facts import OF_CLIENTS as CLIENTS_FACTS
from projections.members.facts import PRIMARY_OUT
from projections.near import all_near
from projections.shape import KEY
from projections.tables import Db, Tables
from projections.words import split

FOLD = 2  # raised when the same lines make other documents
OF_CLIENTS, OF_LINKS, ON_LISTS = "of_clients", "of_links", "on_lists"
CLIENTS = [
    name + KEY if name in CONTACT_LINES.table.keyed else name for _, _, name in CLIENTS_FACTS
]
KEYWORD: Mapping[str, Any] = {"type": "keyword"}
TYPES: Mapping[str, str] = {  # by the type of the column
    "text": "keyword", "text[]": "keyword", "uuid": "keyword", "uuid[]": "keyword",
    "boolean": "boolean", "bigint": "long", "date": "long", "timestamptz": "long",
}  # fmt: skip
OF_FAMILY: Mapping[Family, tuple[str, str]] = {  # of custom values: the type, and the typed column
    Family.WORDS: ("keyword", "text_key"),
    Family.PROSE: ("boolean", "text"),
    Family.CHOICE: ("keyword", "text"),
    Family.NUMBER: ("double", "number"),
    Family.DAY: ("long", "day"),
    Family.INSTANT: ("long", "at"),
    Family.YES_NO: ("boolean", "number"),
}
# What documents are read from.
READ = (
    "case_line", "case_search", "case_contact", "case_value", "contact_line",
    "list_member", "state",
)  # fmt: skip
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
Line: TypeAlias = Mapping[str, Any]  # a row of the line's table, by column


class Document(Struct, frozen=True):
    """`version` is the age that the read model had before it was read: what is late is older."""

    id: UUID
    version: int
    body: Mapping[str, Any]  # plain, as JSON


def mapping(fields: Definitions) -> Mapping[str, Any]:
    """The type of every field of a document, custom ones among them."""
    own = {name: {"type": TYPES[_type(name)]} for name in _columns()}
    prose = {name: {"type": "boolean"} for name in _prose()}
    clients = dict.fromkeys(CLIENTS, KEYWORD)
    custom = {key: {"type": _custom_type(it)} for key, it in fields.items()}
    return {
        **own,
        **prose,
        **custom,
        OF_CLIENTS: {"properties": clients},
        OF_LINKS: {"properties": {"roles": KEYWORD}},
        **dict.fromkeys(("id", PRIMARY_OUT, ON_LISTS, "words", "near", "digest"), KEYWORD),
    }


class Lines(Struct, frozen=True):
    """Lines of cases, each with what is kept beside it, and those of their clients."""

    cases: Sequence[Line]
    contacts: Mapping[UUID, Line]

    def clients(self, case: Line) -> Sequence[Line]:
        return [self.contacts[each] for each in case["clients"] if each in self.contacts]


def lines(db: Db, ids: Sequence[UUID]) -> Lines:
    """In the order of their ids."""
    with db.cursor(row_factory=dict_row, binary=True) as cursor:
        cases = cursor.execute(_sql(), (list(ids),)).fetchall()
        clients = {client for line in cases for client in line["clients"]}
        query = "select * from read.contact_line where id = any(%s)"
        contacts = {each["id"]: each for each in cursor.execute(query, (list(clients),))}
    return Lines(cases, contacts)


def documents(db: Db, tables: Tables, ids: Sequence[UUID]) -> Iterator[Document]:
    """Of those of these cases that have a line, in the order of their ids."""
    version = checkpoints.age(db, *READ)  # first: what is read then is no older
    fields, found = definitions(db, tables), lines(db, ids)
    for line in found.cases:
        clients = _of_clients(line, found.clients(line))
        body = {**_own(line), **_custom(line, fields), **clients}
        body |= {OF_LINKS: {"roles": line["roles"]}, ON_LISTS: plain(line[ON_LISTS])}
        body["words"] = line["words"] or []
        yield Document(line["id"], version, {**body, "digest": digest(body)})


def digest(body: Mapping[str, Any]) -> str:
    return blake2b(json.encode(body, order="sorted"), digest_size=16).hexdigest()


def plain(value: Any) -> Any:
    """A value of a column in JSON, as it compares."""
    match value:
        case datetime():
            return (value - BEGINNING) // timedelta(microseconds=1)
        case date():
            return (value - BEGINNING.date()).days
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case UUID():
            return str(value)
        case list() | tuple():
            return [plain(each) for each in value]
    return value


@cache
def _columns() -> Sequence[str]:
    """Those of the line that lists ask for: texts by their keys, but numbers also as they are."""
    types, keys = CASE_LINES.table.types, CASE_LINES.table.keyed
    named = [each for each in facts_of(CaseLine) if each not in _prose()]
    asked = [name + KEY if name in keys else name for name in named]
    return [*(name for name in asked if types[name] != "jsonb"), "number", "number_key"]


@cache
def _prose() -> Sequence[str]:
    facts = facts_of(CaseLine).values()
    return [fact.name for fact in facts if fact.given_as is ValueKind.LONG_TEXT]


def _type(column: str) -> str:
    return CASE_LINES.table.types[column].partition(" ")[0]


def _custom_type(it: Definition) -> str:
    return "long" if it.kind is ValueKind.CURRENCY else OF_FAMILY[_family(it)][0]


def _family(it: Definition) -> Family:
    return FAMILIES.get(it.kind, Family.WORDS)


def _own(line: Line) -> dict[str, Any]:
    there = {name: plain(line[name]) for name in _columns()}
    prose = {name: True for name in _prose() if line[name] is not None}
    return {**there, **prose, "id": str(line["id"])}


def _custom(line: Line, fields: Definitions) -> dict[str, Any]:
    there = {key: it for key, it in (line["custom"] or {}).items() if key in fields}
    return {key: _values(fields[key], it) for key, it in there.items() if key.startswith(CUSTOM)}


def _values(it: Definition, value: Any) -> Any:
    family = _family(it)
    found = [each[OF_FAMILY[family][1]] for each in typed(it.kind, in_order(value))]
    match family:
        case Family.PROSE:
            return True
        case Family.YES_NO:
            return bool(found[0])
        case Family.INSTANT:
            return plain(datetime.fromisoformat(found[0]))
        case Family.DAY:
            return plain(date.fromisoformat(found[0]))
        case Family.CHOICE:
            return found
    return plain(found[0])


def in_order(value: Any) -> Any:
    """An address with its parts in their order, which jsonb has forgotten."""
    if not isinstance(value, dict):
        return value
    return {part: value[part] for part in ADDRESS_PARTS if part in value}


def _of_clients(line: Line, clients: Sequence[Line]) -> dict[str, Any]:
    held = {name: [v for c in clients for v in _listed(c[name])] for name in CLIENTS}
    main = next((each for each in clients if each["id"] == line["client"]), None)
    return {
        OF_CLIENTS: held,
        PRIMARY_OUT: opted_out(main, line["type"]) if main else [],
        "near": all_near(word for each in clients for word in split(each["name"])),
    }


def _listed(value: Any) -> Sequence[str]:
    return value if isinstance(value, list) else [] if value is None else [value]


def opted_out(client: Line, type: UUID) -> Sequence[str]:
    """By which channels a client of a case of this type must not be reached."""
    about_it = ["call"] if type in client["call_types"] else []
    return sorted({*client["opted_out"], *about_it})


@cache
def _sql() -> LiteralString:
    # The package's own files are as literal as its code.
    return (files("projections.documents") / "documents.sql").read_text()
