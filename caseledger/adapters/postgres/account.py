"""Who the server runs as, and what that user can reach: PostgreSQL refuses to be root."""

import os
from pathlib import Path
from pwd import getpwall, getpwuid, struct_passwd

from caseledger.adapters.postgres.refusal import CannotRun


def account(data: Path) -> struct_passwd:
    """The owner of existing data; else ourselves or, for root, an account without rights."""
    known = {entry.pw_uid: entry for entry in getpwall()}
    uid = data.stat().st_uid if data.exists() else os.geteuid() or _quiet().pw_uid
    if os.geteuid() not in (0, uid):
        raise CannotRun(f"{data} belongs to user {uid}: run caseledger as that user, or as root.")
    if uid not in known:
        raise CannotRun(f"User {uid} has no entry in /etc/passwd, which PostgreSQL needs.")
    return getpwuid(uid)


def give(folder: Path, user: struct_passwd) -> None:
    """Make a folder that this user alone can enter."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    if os.geteuid() == 0:
        os.chown(folder, user.pw_uid, user.pw_gid)


def check_reachable(home: Path) -> None:
    """Refuse a folder that initdb would trip over, or that the server's user cannot pass."""
    if set(str(home)) & set('"$`\\\n'):  # initdb calls postgres through sh
        raise CannotRun(f'Choose a folder without " $ ` \\ in its name: {home}')
    closed = [above for above in home.parents if above.exists() and not above.stat().st_mode & 1]
    if os.geteuid() == 0 and closed:
        raise CannotRun(
            "As root choose a folder such as /var/lib/caseledger: PostgreSQL, which never runs as"
            f" root, cannot pass {closed[0]}."
        )


def _quiet() -> struct_passwd:
    known = {entry.pw_name: entry for entry in getpwall()}
    names = (os.environ.get("CASELEDGER_PG_USER"), "postgres", "nobody")
    for name in names:
        if name in known:
            return known[name]
    raise CannotRun("PostgreSQL never runs as root: name an account in CASELEDGER_PG_USER.")
