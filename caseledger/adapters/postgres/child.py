"""Starting a program that never outlives us, as a user without rights."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from pwd import struct_passwd

# A fresh interpreter between fork and exec, for preexec_fn can deadlock a threaded parent.
# Becoming another user clears the parent-death signal, so it is set after; a parent that died
# before that is noticed by its id. SIGINT is PostgreSQL's fast and clean shutdown.
STUB = """import ctypes, os, sys
parent, uid, gid = map(int, sys.argv[1:4])
os.umask(0o077)
if os.geteuid() == 0:
    os.setgroups([])
    os.setresgid(gid, gid, gid)
    os.setresuid(uid, uid, uid)
ctypes.CDLL(None).prctl(1, 2)
if os.getppid() != parent:
    sys.exit("the parent is gone")
os.execve(sys.argv[4], sys.argv[4:], {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"})
"""


def spawn(
    home: Path, user: struct_passwd, *command: str | Path, inherit: tuple[int, ...] = ()
) -> subprocess.Popen[bytes]:
    """Start it with its output in `home`/postgres.log. It ends when the calling *thread* does."""
    ids = (os.getpid(), user.pw_uid, user.pw_gid)
    stub = [sys.executable, "-I", "-S", "-c", STUB, *map(str, ids), *map(str, command)]
    with (home / "postgres.log").open("ab") as log:  # a pipe would fill up and block it
        return subprocess.Popen(
            stub,
            cwd=home,  # a folder that its user can read
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # so that Ctrl-C reaches us alone, and we end it in order
            pass_fds=inherit,
        )


def stop(process: subprocess.Popen[bytes]) -> None:
    """First politely, then not."""
    for number, patience in ((signal.SIGINT, 30), (signal.SIGQUIT, 10), (signal.SIGKILL, 10)):
        process.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(patience)
            return


def last_words(home: Path) -> str:
    return (home / "postgres.log").read_text(errors="replace")[-2000:]
