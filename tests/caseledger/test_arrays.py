"""Arrays that we pack ourselves arrive as the driver's own would."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseledger.adapters.ledger import arrays
from caseledger.wiring import House
from projections.tables import Db

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
KINDS: dict[str, tuple[Any, st.SearchStrategy[Any]]] = {
    "int": (arrays.ints, st.integers(-(2**31), 2**31 - 1)),
    "text": (arrays.texts, TEXT),
    "bytea": (arrays.blobs, st.binary()),
    "uuid": (arrays.ids, st.builds(UUID, int=st.integers(0, 2**128 - 1))),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_packed_arrives(house: House, kind: str) -> None:
    pack, elements = KINDS[kind]
    with house.pool.connection() as db:
        arrays.teach(db)

        @given(st.lists(st.none() | elements))
        @settings(max_examples=50)
        def arrives(items: list[object]) -> None:
            assert came_back(db, kind, pack(items)) == items

        arrives()


def came_back(db: Db, kind: str, packed: arrays.Packed) -> list[object]:
    row = db.cursor(binary=True).execute(f"select %b::{kind}[]", (packed,)).fetchone()
    assert row
    found: list[object] = row[0]
    return found
