"""What the conditions of lists can be about, as terms.

It is the catalogue of the case list without its choices: a condition is kept by keys and ids. A
property test holds it to what the list itself shows.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace as restated
from typing import TypeAlias
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from domain.casetype.field import Definition
from domain.facts import Fact, facts_of
from domain.firm.firm import Settings
from domain.terms import CHECKED, Term
from domain.values import ValueKind
from projections.lines.case import CaseLine
from projections.lines.contact import ContactLine

# Facts of the clients of a case: the fact, its heading, and the contact's own fact.
OF_CLIENTS = (
    ("client_phone", "Client phone", "phones"),
    ("client_email", "Client e-mail", "emails"),
    ("client_city", "Client city", "city"),
    ("client_state", "Client state", "state"),
    ("client_postal_code", "Client postal code", "postal_code"),
)
ROLE, PRIMARY_OUT = "role", "primary_opted_out"


Bound: TypeAlias = Mapping[str, frozenset[UUID]]  # the types that have a field, by its key


class Known(Struct, frozen=True, kw_only=True):
    """What the firm had defined at a time, as far as conditions depend on it."""

    firm: Settings = Settings()
    fields: Mapping[str, Definition] = {}
    bound: Bound = {}


def terms(names: Iterable[str], known: Known) -> Mapping[str, Term]:
    """Those of these facts that there are."""
    return {name: term for name in names for term in _term(name, known)}


def _term(name: str, known: Known) -> Iterator[Term]:
    if fact := DECLARED.get(name):
        kind, ids = _kind(fact)
        raw, number = kind in CHECKED, name == "number"
        term = _worded(name, kind, known)
        yield replace(term, many=fact.many, ids=ids, raw=raw, number=number)
    elif it := known.fields.get(name):
        yield _worded(name, it.kind, known, it.currency)


def _kind(fact: Fact) -> tuple[ValueKind, bool]:
    """How a fact compares, and whether its values are ids."""
    if fact.each is UUID:
        return ValueKind.SELECT, True
    if fact.many and fact.kind is None:
        return ValueKind.MULTI_SELECT, False
    return fact.given_as or ValueKind.LONG_TEXT, False


def _worded(name: str, kind: ValueKind, known: Known, currency: str | None = None) -> Term:
    return Term(
        name=name,
        label=name,
        kind=kind,
        open=True,
        currency=currency or known.firm["currency"],
        country=known.firm["country"],
        zone=known.firm["time_zone"],
    )


DECLARED: Mapping[str, Fact] = {
    **facts_of(CaseLine),
    **{name: restated(facts_of(ContactLine)[of], name=name) for name, _, of in OF_CLIENTS},
    **{name: Fact(name, name=name, type=tuple[str, ...]) for name in (ROLE, PRIMARY_OUT)},
}
