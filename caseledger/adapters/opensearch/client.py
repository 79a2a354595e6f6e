"""A client of an OpenSearch server, and what its silence and its refusals mean to us."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConnectionError as Unreachable
from opensearchpy.exceptions import NotFoundError, RequestError, SerializationError, TransportError

from projections.documents.index import IndexAway

BUSY = 429
CLOSED = "index_closed_exception"  # refused with a 400, as what is asked wrongly
WHOLE = {"allow_partial_search_results": "false"}  # what a search of a part finds is no answer
PAUSES = (0.05, 0.2, 0.8, 2.0, 5.0)  # seconds before what was refused for now is sent again


def connect(url: str, seconds: float) -> OpenSearch:
    """Nothing is asked yet. `seconds` is the patience with each answer."""
    return OpenSearch(url, timeout=seconds, max_retries=0, pool_maxsize=32, http_compress=False)


@contextmanager
def answering() -> Iterator[None]:
    """Raises IndexAway for whatever is no answer, but lets through what we asked wrongly."""
    try:
        yield
    except RequestError as why:
        if why.error != CLOSED:
            raise
        raise IndexAway("The index is closed.") from why
    except (NotFoundError, Unreachable, SerializationError, TransportError) as why:
        raise IndexAway(f"{type(why).__name__} {getattr(why, 'status_code', '')}".strip()) from why


def is_busy(why: TransportError) -> bool:
    return str(why.status_code) == str(BUSY)


def pause(seconds: float) -> None:
    Event().wait(seconds)
