"""Files that want to take the reader down, made when they are needed: none is kept."""

from collections.abc import Iterator
from itertools import chain

from tests.caseledger.tables import compound, hostile_zips, plain


def files() -> Iterator[tuple[str, bytes, str]]:
    """Each with the words of which one must be in the answer."""
    return chain(hostile_zips.files(), compound.files(), plain.files())
