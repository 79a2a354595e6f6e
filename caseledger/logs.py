"""Logs: one line of JSON for each thing that is said, in the same form from every process.

No line has a word that anybody wrote: of an exception it says the kind and where, never the text,
which may hold what somebody sent. What is being done has a correlation, which stands in the header
of the events that come of it, too.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any, TypeAlias

import structlog
from structlog import contextvars, processors, stdlib

Said: TypeAlias = MutableMapping[str, Any]  # what a line will say, as structlog has it
OURS = ("caseledger", "projections", "reactions", "queries")
DEEP = 6  # frames

bound = contextvars.bound_contextvars  # all that is said in `with bound(correlation=…)` says it


def begin(level: int) -> None:
    """From here on this process writes its lines to standard error, and warnings of libraries."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    for each in OURS:
        logging.getLogger(each).setLevel(level)


def formatter() -> logging.Formatter:
    return stdlib.ProcessorFormatter(
        foreign_pre_chain=ALL,
        processors=[
            stdlib.ProcessorFormatter.remove_processors_meta,
            _without_words,
            processors.JSONRenderer(),
        ],
    )


def logger(name: str) -> Any:  # structlog types none of its own
    """One whose lines say more than a sentence: `log.info("answered", status=200)`."""
    return structlog.wrap_logger(
        logging.getLogger(name),
        processors=[*ALL, stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=stdlib.BoundLogger,
    )


def where(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)[-DEEP:]
    return " < ".join(f"{each.name} ({each.filename}:{each.lineno})" for each in frames[::-1])


def _without_words(_: Any, __: str, said: Said) -> Said:
    match said.pop("exc_info", None):
        case (type() as kind, _, trace):
            said.update(error=kind.__name__, where=where(trace))
        case BaseException() as why:
            said.update(error=type(why).__name__, where=where(why.__traceback__))
    return said


ALL: list[Any] = [
    contextvars.merge_contextvars,
    stdlib.add_logger_name,
    stdlib.add_log_level,
    processors.TimeStamper("iso"),
]
