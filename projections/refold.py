"""Folding anew in place: an update that changed only small records leaves all others alone."""

from logging import getLogger

from domain.ledger import History
from projections import checkpoints, quarantine
from projections.parts import AWAY
from projections.states import SHAPES, States
from projections.tables import Db

# Nothing else is made of these, so that nothing else need be made again with them.
ALONE = frozenset(
    {"view", "arrangement", "key", "import", "import-preset", "bulk", "export", "past"}
)
log = getLogger(__name__)


def fold_anew(db: Db, history: History, states: States) -> bool:
    """Give the serving states the shape of this code. False: that takes a rebuild.

    It does where lines are made of what changed, and where a state is set aside or would be.
    """
    try:
        with db.transaction():
            return _fold_anew(db, history, states)
    except AWAY:
        raise
    except Exception as error:  # a rebuild sets aside whatever it is
        log.warning("States cannot be folded anew in place: %s", type(error).__name__)
        return False


def _fold_anew(db: Db, history: History, states: States) -> bool:
    tables = checkpoints.serving(db)
    held = checkpoints.lock(db, tables, tables.versions.keys() & {states.name})
    was = checkpoints.parts(db, tables, states.name) if held else {}
    if not was or quarantine.all_aside(db, tables, [states.name]):
        return False
    changed = {kind for kind, shape in SHAPES.items() if was.get(kind) != shape}
    if any(states.streams(db, tables, kind, 1) for kind in changed - ALONE):
        return False
    for kind in changed & ALONE:
        ids = states.streams(db, tables, kind)
        states.fold(db, tables, history, ids, held[states.name])
    checkpoints.reshape(db, tables, states.name, states.shape, SHAPES)
    checkpoints.touch(db, tables, [states.name])
    return True
