"""Which indexes a table has, in one place: each is paid for with every row that is written.

CASELEDGER_LIST_INDEXES=few leaves out those that only lists without a search server need.
"""

import os
from collections.abc import Sequence
from typing import LiteralString

FEW = os.environ.get("CASELEDGER_LIST_INDEXES") == "few"

# Each look first scans what waits to be indexed: 10 times slower where a line is looked up by it,
# and with PostgreSQL's 4 MB of it a search of a million cases took twice as long.
_CASE_KEYS: Sequence[LiteralString] = (
    "create index on {table} using gin (clients) with (fastupdate = off)",
    "create index on {table} (number_key)",
)
_SORTS = ("updated_at", "opened_at", "created_date", "name", "client_name", "number", "status")
# The orders of the whole list that PostgreSQL walks an index for.
WALKED: Sequence[str] = () if FEW else _SORTS
CONTACTS_WALKED = ("updated_at", "name")
# Of filters that few cases pass, each by itself or together, the lines are collected by this one.
_CASE_FILTERS: LiteralString = (
    "create index on {table} using gin (type, status, lead, staff, opted_out, unreachable, lists,"
    " court_name_key, jurisdiction_key) with (fastupdate = off)"
)
# Walked either way: lines without a value are asked for by a statement of their own.
_CASE_SORTS: Sequence[LiteralString] = (
    "create index on {table} (updated_at, id)",
    "create index on {table} (opened_at, id)",
    "create index on {table} (created_date, id)",
    "create index on {table} (name_key, id)",
    "create index on {table} (client_name_key, id)",
    "create index on {table} (number, id)",
    "create index on {table} (status, id)",
    "create index on {table} (type, status)",
)
CASE_LINE: Sequence[LiteralString] = (
    _CASE_KEYS if FEW else (*_CASE_KEYS, *_CASE_SORTS, _CASE_FILTERS)
)
# Words are written 6 % slower so than with 4 MB, and 19 % slower if none of them may wait.
_LITTLE_WAITS: LiteralString = " with (gin_pending_list_limit = 256)"  # kB
_WORDS: LiteralString = (
    "create index on {table} using gin (array_to_tsvector(words))" + _LITTLE_WAITS
)
CASE_SEARCH: Sequence[LiteralString] = (_WORDS,)
CASE_CONTACT: Sequence[LiteralString] = ("create index on {table} (contact, case_id)",)
CASE_VALUE: Sequence[LiteralString] = (
    "create index on {table} (field, case_id)",
    "create index on {table} (field, text_key, case_id) where text_key is not null",
    "create index on {table} (field, number, case_id) where number is not null",
    "create index on {table} (field, day, case_id) where day is not null",
    "create index on {table} (field, at, case_id) where at is not null",
)
CONTACT_LINE: Sequence[LiteralString] = (
    "create index on {table} using gin (points) with (fastupdate = off)",
    _WORDS,
    "create index on {table} (updated_at, id)",
    "create index on {table} (name_key, id)",
)
CONTACT_NEAR: Sequence[LiteralString] = (
    "create index on {table} using gin (near)" + _LITTLE_WAITS,
)
NOTE_LINE: Sequence[LiteralString] = ("create index on {table} (case_id, at desc)",)
LIST_MEMBER: Sequence[LiteralString] = (
    "create index on {table} (list, case_id) where until is null",
    "create index on {table} (case_id)",
)
LOG_LINE: Sequence[LiteralString] = (
    "create index on {table} (event_id)",
    "create index on {table} (correlation)",
    "create index on {table} (causation)",
    "create index on {table} (actor, position)",
)
