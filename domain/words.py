"""Keys made from words: stable names for statuses, options, roles and fields."""

import re
import unicodedata
from collections.abc import Container, Sequence
from itertools import chain, count
from typing import Protocol, TypeVar

SIGNIFICANT = 500  # characters


def key_of(label: str, taken: Container[str] = ()) -> str:
    """`In Review` as `in-review`; made once from the first label and never renamed."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    key = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "choice"
    candidates = chain([key], (f"{key}-{n}" for n in count(2)))
    return next(candidate for candidate in candidates if candidate not in taken)


class Keyed(Protocol):
    @property
    def key(self) -> str: ...


K = TypeVar("K", bound=Keyed)


def in_order(things: Sequence[K], keys: Sequence[str]) -> tuple[K, ...]:
    """The things in the order of their keys; those that are not named come last, as they were."""
    place = {key: n for n, key in enumerate(keys)}
    return tuple(sorted(things, key=lambda thing: place.get(thing.key, len(place))))


def bare(number: str) -> str:
    """`33-RD-000899` and `33-rd-00899` alike: folded, no zeros before the digits of a part."""
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", folded(number).strip())[:SIGNIFICANT]


def folded(text: str) -> str:
    """Text as it is sorted and compared for people: without case and accents."""
    if text.isascii():  # by far the most, and nothing to take off
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def compared(text: str) -> str:
    """What texts are filtered and sorted by: no index takes longer ones, in any script."""
    return folded(text)[:SIGNIFICANT]
