"""Why PostgreSQL could not be run or reached, in one sentence."""

from psycopg import Error, InterfaceError, OperationalError
from psycopg_pool import PoolTimeout

# What the driver raises while the server is away. It comes back: wait, then try again.
AWAY = (OperationalError, InterfaceError, PoolTimeout)

# All that it raises: a command that meets one can only say so.
TROUBLE = (Error, PoolTimeout)


class CannotRun(Exception):
    """Says what is in the way and what to do about it."""


class InUse(CannotRun):
    """Somebody else runs the server of this folder."""


class Unreachable(CannotRun):
    """The server is not there, not ready, or about to stop."""
