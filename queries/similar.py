"""Similar names: cases of clients who are called almost as was asked, the closest first.

Whichever finder names the candidates, how close they are is told here, by the names themselves.
"""

import re
from collections.abc import Sequence
from uuid import UUID

from domain.words import folded
from projections.near import LEAST, apart, apart_begun, typed
from projections.tables import Db
from queries.finding import Finder
from queries.sought import Sought

CANDIDATES, MOST = 300, 10
SHORT = 3  # letters: shorter words say too little
NAMES = (
    "select l.id, array_agg(c.name_key) from case_line l join contact_line c"
    " on c.id = any(l.clients) where l.id = any(%s) group by l.id"
)


def similar(db: Db, finder: Finder, sought: Sought) -> Sequence[UUID]:
    """A few; none where what is asked for can be no name."""
    plain = typed(folded(sought.q))
    asked = [word for word in re.findall(r"\w+", plain) if len(word) >= SHORT]
    if re.search(r"[0-9@]", plain) or not any(len(word) >= LEAST for word in asked):
        return ()
    found = finder.near(db, sought, asked, CANDIDATES)
    named = db.execute(NAMES, (list(found),)).fetchall() if found else []
    costs = [(distance(asked, " ".join(names)), -case.int, case) for case, names in named]
    close = sorted((cost, newer, case) for cost, newer, case in costs if cost is not None)
    return [case for _, _, case in close[:MOST]]


def distance(asked: Sequence[str], name: str) -> int | None:
    """How many letters are wrong in all; None: too many in one of the words."""
    words = re.findall(r"\w+", typed(name)) or [""]
    each = [min(_between(word, other) for other in words) for word in asked]
    close = all(cost <= _allowed(word) for word, cost in zip(asked, each, strict=True))
    return sum(each) if close else None


def _between(asked: str, word: str) -> int:
    """What is asked may also be how a word begins, though less likely."""
    return min(apart(asked, word), apart_begun(asked, word) + 1)


def _allowed(word: str) -> int:
    return 1 if len(word) <= LEAST else 2
