"""The pages under /app: files that were built at install, or the reason why they were not."""

from html import escape
from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from caseledger.web import plain

router = APIRouter(include_in_schema=False)

STATIC = Path(str(files("caseledger.web"))) / "static"
FAILED = "BUILD_FAILED.txt"
FOR_EVER = "public, max-age=31536000, immutable"  # its name holds the hash of what is in it
AGAIN = "CASELEDGER_REQUIRE_UI=1 ./run up"


@router.get("/")
def home() -> Response:
    return RedirectResponse("/app/", 307)


@router.get("/app")
@router.get("/app/{path:path}")
def file(request: Request, path: str = "") -> Response:
    """A file, else the one page that knows all addresses below /app."""
    static: Path = request.app.state.static
    if not (static / "index.html").is_file():
        return _absent(static)
    found = (static / path).resolve()
    if found.is_file() and static.resolve() in found.parents and not found.name.startswith("."):
        hashed = path.startswith("assets/")
        return FileResponse(found, headers={"Cache-Control": FOR_EVER if hashed else "no-cache"})
    if path.startswith("assets/"):  # of an older build: no page could stand in for it
        raise HTTPException(404)
    return FileResponse(static / "index.html", headers={"Cache-Control": "no-cache"})


def _absent(static: Path) -> Response:
    told = static / FAILED
    why = told.read_text() if told.is_file() else "They were never built in this installation."
    inside = (
        "<p>The pages could not be built when Caseledger was installed. The API works without"
        " them, and nothing that is recorded is touched by this.</p>"
        f"<p>To try again:</p><pre>{escape(AGAIN)}</pre><p>What was said:</p>"
        f"<pre>{escape(why)}</pre>"
    )
    return plain.page("The pages are not here", inside, 503)
