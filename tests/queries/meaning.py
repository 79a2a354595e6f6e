"""What conditions are about, in Python: the values of a case, by a fold of its history alone."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from domain.case.picture import Picture
from domain.conditions import Row, Values, checked, holds
from domain.contact.reach import Medium
from domain.lists.caselist import CaseList
from domain.terms import Term
from queries.catalogue import LIST, Catalogue, terms
from queries.names import Names
from queries.rows import row


def meant(
    picture: Picture, names: Names, catalogue: Catalogue, lists: Iterable[CaseList] | None = None
) -> Row:
    """By the names of the facts, in the form that values compare; `lists`: as they were then."""
    facts = {**_own(picture, names), **_of_clients(picture), **_custom(picture, names)}
    row = {name: _compared(it.term, facts.get(name)) for name, it in catalogue.items()}
    there = names.lists.values() if lists is None else lists
    return {**row, LIST: tuple(_lists(picture, row, there, catalogue))}


def _lists(
    picture: Picture, row: Row, lists: Iterable[CaseList], catalogue: Catalogue
) -> Iterator[UUID]:
    """Those that the case is on: put there, or because it fits."""
    case = picture.case
    for it in lists:
        asked, kind = it.rule.condition, it.card.type
        by_hand, fits = it.id in case.lists.on, asked is not None and not case.life.archived
        if asked is not None and fits:
            its = kind in (None, case.opening.type)
            fits = its and holds(checked(asked, terms(catalogue)), row)
        if (by_hand or fits) and it.id not in case.lists.off:
            yield it.id


def _own(picture: Picture, names: Names) -> Mapping[str, Any]:
    shown = row(picture, names)
    own = {name: getattr(shown, name) for name in shown.__struct_fields__}
    return {**own, "name": shown.own_name or shown.client_name}


def _of_clients(picture: Picture) -> Mapping[str, Any]:
    clients, main = picture.clients, picture.case.contacts.primary
    homes = [
        address.parts
        for client in clients
        for address in client.reach.addresses
        if address.id == client.reach.primary_address
    ]
    alone = [client for client in clients if client.id == main]
    return {
        "client_phone": [p.value for c in clients for p in c.reach.of(Medium.PHONE)],
        "client_email": [p.value for c in clients for p in c.reach.of(Medium.EMAIL)],
        "client_city": [home["city"] for home in homes if "city" in home],
        "client_state": [home["state"] for home in homes if "state" in home],
        "client_postal_code": [h["postal_code"] for h in homes if "postal_code" in h],
        "role": [link.role for link in picture.case.contacts.links],
        "primary_opted_out": [c for client in alone for c in picture.opted_out_of(client)],
    }


def _custom(picture: Picture, names: Names) -> Mapping[str, Any]:
    kind = names.types[picture.case.opening.type]
    return {key: picture.case.details.facts.get(key) for key in kind.fields.keys}


def _compared(term: Term, value: Any) -> Values:
    several = value if isinstance(value, (list, tuple)) else (value,)
    plain = (each if each is None or isinstance(each, bool) else _plain(each) for each in several)
    return tuple(term.compared(each) for each in plain if each is not None)


def _plain(value: Any) -> Any:
    return value if isinstance(value, Mapping) else str(value)
