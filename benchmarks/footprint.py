"""What a firm takes: GB of each table and index, and the memory of every process at work.

`BENCH_SHELF=… python -m benchmarks.footprint [CASES]`.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, LiteralString

from httpx2 import Client

from benchmarks.shelf import kept, shelf
from benchmarks.stage import say, size
from caseledger.wiring import House
from tests.e2e.stack import OURS, Stack
from tests.running import up

CASES, ASKED = 10_000, 200
MB = 1 << 20
SIZES: LiteralString = """
    select n.nspname || '.' || coalesce(t.relname, c.relname) as of, c.relname, c.relkind,
           pg_relation_size(c.oid) + coalesce(pg_relation_size(nullif(c.reltoastrelid, 0)), 0),
           coalesce(pg_get_indexdef(x.indexrelid), '')
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      left join pg_index x on x.indexrelid = c.oid
      left join pg_class t on t.oid = x.indrelid
     where n.nspname in ('ledger', 'read') and c.relkind in ('r', 'i')
     order by 1, c.relkind desc, 4 desc"""


def sizes(house: House) -> int:
    """Said by table, the indexes below it. Returns the number of cases."""
    with house.pool.connection() as db:
        rows = db.execute(SIZES).fetchall()
        found = db.execute("select count(*) from read.case_line").fetchone()
    total = 0
    for _, name, kind, bytes_, index in rows:
        total += bytes_
        if bytes_ > MB:
            what = index.partition(" USING ")[2] if kind == "i" else name
            say(f"{'    ' * (kind == 'i')}{what[:80]:84}{bytes_ / 1e9:8.3f} GB")
    cases = int(found[0]) if found else 0
    each = total / max(cases, 1)
    say(f"{total / 1e9:.2f} GB for {cases:,} cases: {each / 1000:.1f} GB a million")
    return cases


def at_work(folder: Path) -> None:
    """Lists, searches and commands for a while, and then what each process holds."""
    with (
        up(folder) as running,
        Client(base_url=running.address, headers=OURS, timeout=60) as api,
    ):
        stack = Stack(folder, running, api)
        api.get(stack.link().replace("localhost", "127.0.0.1"))
        for n in range(ASKED):
            row = stack.get("/v1/cases", limit=50)["cases"][n % 50]
            stack.get("/v1/cases", q=row["number"], limit=20)
            given = {"case_id": row["id"], "changes": {"court_name": f"Court {n}"}}
            assert api.post("/v1/commands/revise-case-details", json=given).status_code == 200
        for name, pid in processes(running.process.pid):
            rss, pss, own = (memory(pid)[each] for each in ("Rss", "Pss", "Private_Dirty"))
            say(f"{name[:70]:72}{rss:8.0f}{pss:8.0f}{own:8.0f} MB of RSS, PSS, its own")


def processes(pid: int) -> Iterator[tuple[str, int]]:
    yield Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " "), pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from processes(int(child))


def memory(pid: int) -> Mapping[str, float]:
    """In MB."""
    rolled = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    parts: list[Any] = [line.split() for line in rolled]
    return {name.rstrip(":"): int(kb) / 1024 for name, kb, *_ in parts}


def main() -> None:
    folder = kept()
    with shelf(size(CASES), folder) as house:
        sizes(house)
    if folder:
        at_work(folder)
    say(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
