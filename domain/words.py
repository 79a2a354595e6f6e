"""Keys made from words: stable names for statuses, options, roles and fields."""

import re
import unicodedata
from collections.abc import Container
from itertools import chain, count


def key_of(label: str, taken: Container[str] = ()) -> str:
    """`In Review` as `in-review`; made once from the first label and never renamed."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    key = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "choice"
    candidates = chain([key], (f"{key}-{n}" for n in count(2)))
    return next(candidate for candidate in candidates if candidate not in taken)


def folded(text: str) -> str:
    """Text as it is sorted and compared for people: without case and accents."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()
