"""Processes of our own: started by `up`, ended with it, started again when one dies."""

import ctypes
import os
import signal
import subprocess
import sys
from contextlib import suppress
from time import monotonic

PR_SET_PDEATHSIG = 1
LONGEST_PAUSE = 5.0  # seconds
STEADY = 10.0  # who lived so long is started again at once
FAREWELL = 8.0


class Process:
    """`caseledger NAME …` as a child, in a session of its own: Ctrl-C reaches us alone."""

    def __init__(self, name: str, *arguments: str, inherit: tuple[int, ...] = ()) -> None:
        self.name = name
        self._command = [sys.executable, "-m", "caseledger", name, *arguments]
        self._inherit = inherit
        self._child: subprocess.Popen[bytes] | None = None
        self._began = self._pause = 0.0

    @property
    def pid(self) -> int | None:
        return self._child.pid if self._child else None

    def keep(self) -> int | None:
        """Start it if it does not run. Returns the code with which it has just ended, if it has."""
        if self._child is None:
            if monotonic() >= self._began + self._pause:
                self._start()
            return None
        code = self._child.poll()
        if code is not None:
            self._child, lived = None, monotonic() - self._began
            self._pause = 0.0 if lived > STEADY else min(LONGEST_PAUSE, lived + 2 * self._pause)
        return code

    def end(self) -> None:
        if self._child is None:
            return
        self._child.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._child.wait(FAREWELL)
            return
        self._child.kill()
        self._child.wait()

    def _start(self) -> None:
        command = [*self._command, "--under", str(os.getpid())]
        self._began = monotonic()
        self._child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, start_new_session=True, pass_fds=self._inherit
        )


def live_under(parent: int) -> None:
    """End this process when its parent ends, however that ends."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # it was gone before we asked
        sys.exit("the parent is gone")
