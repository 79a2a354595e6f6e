"""Files that want to take the reader down, made when they are needed: none is kept."""

from collections.abc import Iterator
from itertools import chain

from tests.caseledger.tables import compound, packed, plain


def files() -> Iterator[tuple[str, bytes, str]]:
    """Each with the words of which one must be in the answer."""
    return chain(packed.files(), compound.files(), plain.files())
