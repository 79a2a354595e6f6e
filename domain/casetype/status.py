"""A status as a type words it: what it is called, and what it counts as."""

from typing import Literal, TypeAlias

from msgspec import Struct

from domain.words import key_of

Category: TypeAlias = Literal["open", "waiting", "active", "done", "closed"]
Colour: TypeAlias = Literal["cyan", "violet", "blue", "teal", "amber", "orange", "green", "gray"]


class Status(Struct, frozen=True, kw_only=True):
    """The key is stored with cases and never renamed; all else is how it is shown."""

    key: str
    name: str
    category: Category = "open"
    colour: Colour = "gray"
    client_text: str | None = None  # what clients read instead of the name


def preset(name: str, category: Category, colour: Colour) -> Status:
    return Status(key=key_of(name), name=name, category=category, colour=colour)


DEFAULTS = (
    preset("New Lead", "open", "blue"),
    preset("In Review", "open", "violet"),
    preset("Active", "active", "teal"),
    preset("Awaiting Documents", "waiting", "amber"),
    preset("In Negotiation", "active", "orange"),
    preset("Settled", "done", "green"),
    preset("Closed", "closed", "gray"),
)
