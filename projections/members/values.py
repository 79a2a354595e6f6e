"""The values of a case that conditions are asked of, from a picture of it and everybody on it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias
from uuid import UUID

from msgspec import Struct, field

from domain.case.details import CUSTOM
from domain.case.picture import Picture
from domain.conditions import Values
from domain.contact.contact import Contact
from domain.contact.reach import Medium
from domain.terms import Term
from projections.members.facts import PRIMARY_OUT, ROLE, Bound

# A fact, the term that it is asked by, and the types that have it: the last two may become others.
Key: TypeAlias = tuple[str, int, frozenset[UUID] | None]


class Look(Struct, frozen=True):
    """A picture, and what was looked up in it already."""

    picture: Picture
    seen: dict[Key, Values] = field(default_factory=dict)


class Asked(Mapping[str, Values]):
    """Satisfies domain.conditions.Row: each value is looked up once, whoever asks for it."""

    def __init__(self, look: Look, terms: Mapping[str, Term], bound: Bound) -> None:
        self._look, self._terms, self._bound = look, terms, bound

    def __getitem__(self, name: str) -> Values:
        term, seen = self._terms[name], self._look.seen
        key = name, id(term), self._bound.get(name)
        if key not in seen:
            seen[key] = tuple(_values(self._look.picture, term, self._bound))
        return seen[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)


def _values(picture: Picture, term: Term, bound: Bound) -> Iterator[Any]:  # as terms compare
    said = _said(picture, term.name, bound)
    several = said if isinstance(said, (list, tuple)) else (said,)
    for each in several:
        if each is not None:
            plain = each if isinstance(each, (bool, Mapping)) else str(each)
            yield term.compared(plain)


def _said(picture: Picture, name: str, bound: Bound) -> Any:
    case = picture.case
    if name in SAID:
        return SAID[name](picture)
    if name.startswith(CUSTOM) and case.opening.type not in bound.get(name, ()):
        return None
    return case.details.facts.get(name)


def _client_name(picture: Picture) -> str | None:
    main = picture.contacts.get(picture.case.contacts.primary or UUID(int=0))
    return main.card.name if main else None


def _reached(picture: Picture, medium: Medium) -> list[str]:
    return [held.value for client in picture.clients for held in client.reach.of(medium)]


def _homes(picture: Picture, part: str) -> list[str]:
    homes = (_home(client) for client in picture.clients)
    return [home[part] for home in homes if part in home]


def _home(client: Contact) -> Mapping[str, str]:
    own, main = client.reach.addresses, client.reach.primary_address
    return next((each.parts for each in own if each.id == main), {})


def _out(picture: Picture, channel: str) -> bool:
    return channel in picture.opted_out


def _primary_out(picture: Picture) -> list[str]:
    main = picture.case.contacts.primary
    return [c for each in picture.clients if each.id == main for c in picture.opted_out_of(each)]


# What follows from the clients of a case: a condition about none of it needs no look at them.
OF_OTHERS: Mapping[str, Callable[[Picture], Any]] = {
    "name": lambda it: it.case.details.facts.get("name") or _client_name(it),
    "client_name": _client_name,
    "opted_out": lambda it: it.opted_out,
    "call_opted_out": lambda it: _out(it, "call"),
    "sms_opted_out": lambda it: _out(it, "sms"),
    "email_opted_out": lambda it: _out(it, "email"),
    "unreachable": lambda it: it.unreachable,
    "client_phone": lambda it: _reached(it, Medium.PHONE),
    "client_email": lambda it: _reached(it, Medium.EMAIL),
    "client_city": lambda it: _homes(it, "city"),
    "client_state": lambda it: _homes(it, "state"),
    "client_postal_code": lambda it: _homes(it, "postal_code"),
    PRIMARY_OUT: _primary_out,
}
SAID: Mapping[str, Callable[[Picture], Any]] = {
    **OF_OTHERS,
    "number": lambda it: it.case.opening.number,
    "type": lambda it: it.case.opening.type,
    "status": lambda it: it.case.status.current,
    "client": lambda it: it.case.contacts.primary,
    "clients": lambda it: it.case.contacts.clients,
    "contacts": lambda it: [link.contact for link in it.case.contacts.links],
    ROLE: lambda it: [link.role for link in it.case.contacts.links],
    "staff": lambda it: it.case.staff.people,
    "lead": lambda it: it.case.staff.lead,
    "archived": lambda it: it.case.life.archived,
    "lists": lambda it: it.case.lists.on,
    "is_obo": lambda it: bool(it.case.details.facts.get("is_obo")),
    "origin": lambda it: it.origin,
    "update_origin": lambda it: it.update_origin,
    "opened_at": lambda it: it.opened_at,
    "updated_at": lambda it: it.updated_at,
}
