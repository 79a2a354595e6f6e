"""`python -m tests.services up|fetch|status|down [NAME …]`."""

import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

from caseledger.adapters.postgres.refusal import CannotRun
from tests import services
from tests.services.programs import fetched, needed
from tests.services.recipes import COMPOSE, RECIPES, Recipe
from tests.services.server import Server
from tests.services.shared import drop, keep, seen


def up(name: str) -> str:
    fetch(name)
    return _where(keep(name))


def fetch(name: str) -> str:
    """Only its programs. What is lacking is said, and no failure: the tests say it again."""
    recipe = PROGRAMS[name]
    if missing := [each.what for each in needed(recipe) if not each.there]:
        raise CannotRun(f"needs {', '.join(missing)}")
    fetched(recipe)
    return "fetched"


def status(name: str) -> str:
    server = seen(name)
    if not server.pid or not server.serves():
        raise CannotRun("does not run")
    return _where(server)


def down(name: str) -> str:
    drop(name)
    return "does not run"


ACTIONS: Mapping[str, Callable[[str], str]] = {
    each.__name__: each for each in (up, fetch, status, down)
}


PROGRAMS: Mapping[str, Recipe] = {**RECIPES, COMPOSE.name: COMPOSE}  # what can be fetched


def _where(server: Server) -> str:
    return " ".join(f"{name}={port}" for name, port in server.ports.items())


def main() -> int:
    action, *names = sys.argv[1:] or ["help"]
    known = PROGRAMS if action == "fetch" else RECIPES
    if action not in ACTIONS or set(names) - known.keys():
        print(services.__doc__, file=sys.stderr)  # noqa: T201  # a program's answer
        return 2

    def said(name: str) -> tuple[bool, str]:
        try:
            return True, ACTIONS[action](name)
        except (CannotRun, OSError) as why:
            return False, str(why)

    wanted = names or list(known)
    with ThreadPoolExecutor() as threads:
        answers = dict(zip(wanted, threads.map(said, wanted), strict=True))
    for name, (_, what) in answers.items():
        print(f"{name}: {what}")  # noqa: T201
    return int(not all(well for well, _ in answers.values()))


if __name__ == "__main__":
    sys.exit(main())
