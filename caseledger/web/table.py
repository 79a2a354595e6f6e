"""Tables that are downloaded: what they are, and what a browser calls them."""

from typing import Any
from urllib.parse import quote

CSV = "text/csv; charset=utf-8"
TABLE: Any = {200: {"description": "A table.", "content": {"text/csv": {}}}}  # as FastAPI takes it


def attached(name: str) -> dict[str, str]:
    """What a browser calls the file: RFC 6266 in plain ASCII, and as it is (RFC 5987)."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_. ") else "_" for c in name)
    return {
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    }
