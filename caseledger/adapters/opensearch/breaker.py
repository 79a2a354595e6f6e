"""A circuit breaker: who does not answer is not asked for a while, so that nobody waits for it."""

from collections.abc import Callable
from threading import Lock
from time import monotonic

FIRST, MOST = 1.0, 15.0  # seconds


class Breaker:
    """After a failure, one caller tries again when the pause is over; each failure doubles it."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._pause, self._until = 0.0, 0.0

    def lets(self) -> bool:
        """Whether the caller may ask: it must then say how that went."""
        with self._lock:
            now = self._clock()
            if not self._pause:
                return True
            if now < self._until:
                return False
            self._until = now + self._pause  # whoever comes meanwhile does not try, too
            return True

    def failed(self) -> None:
        with self._lock:
            self._pause = min(MOST, 2 * self._pause or FIRST)
            self._until = self._clock() + self._pause

    def succeeded(self) -> None:
        with self._lock:
            self._pause = 0.0
