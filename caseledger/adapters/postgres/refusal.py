"""Why PostgreSQL could not be run here, in one sentence."""


class CannotRun(Exception):
    """Says what is in the way and what to do about it."""


class InUse(CannotRun):
    """Somebody else runs the server of this folder."""
