"""The cluster on disk: made whole or not at all, and opened by its own major version alone."""

import shutil
from pathlib import Path
from pwd import struct_passwd

from caseledger.adapters.postgres.binaries import major
from caseledger.adapters.postgres.child import last_words, spawn
from caseledger.adapters.postgres.refusal import CannotRun

OWNER = "owner"
COMMON = ("-U", OWNER, "-E", "UTF8", "-A", "trust", "--data-checksums")

# With the C locale as ctype, pg_trgm drops every letter beyond ASCII though lower() works.
BUILTIN = (
    "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--lc-ctype=C.UTF-8", "--lc-collate=C",
)  # fmt: skip
BEFORE_17 = ("--locale=C.UTF-8",)


def make_cluster(home: Path, binaries: Path, user: struct_passwd) -> Path:
    """The folder of the cluster in `home`, made if it is not there."""
    data, version = home / "data", major(binaries)
    if not data.exists():
        _initdb(home, binaries, user, BUILTIN if version >= 17 else BEFORE_17)
    made_by = (data / "PG_VERSION").read_text().strip()
    if made_by != str(version):
        raise CannotRun(f"{data} was made by PostgreSQL {made_by}; {binaries} is {version}.")
    return data


def _initdb(home: Path, binaries: Path, user: struct_passwd, locale: tuple[str, ...]) -> None:
    partial = home / "data.partial"  # renamed when whole: a killed initdb leaves no half cluster
    shutil.rmtree(partial, ignore_errors=True)
    if spawn(home, user, binaries / "initdb", "-D", partial, *COMMON, *locale).wait():
        raise CannotRun(f"PostgreSQL could not make its files in {home}:\n{last_words(home)}")
    partial.rename(home / "data")
