"""Who may do what: one table of roles and permissions, and what keys can be given."""

from collections.abc import Mapping
from enum import StrEnum

READS = frozenset(
    {"cases.read", "contacts.read", "notes.read", "lists.read", "settings.read", "people.read"}
)
DAILY = READS | {
    "cases.create",
    "cases.edit",
    "cases.assign",
    "cases.archive",
    "contacts.edit",
    "contacts.consent",
    "notes.write",
    "bulk.read",
    "bulk.run",
    "cases.export",
    "views.edit",  # one's own
}
PASTS = "cases.past"  # needed to have cases made again as they were; who reads cases reads them
AUDIT = frozenset(
    {"audit.read", "ledger.read", "ledger.verify", "imports.read", "bulk.read", "keys.read", PASTS}
)
LARGE = "bulk.large"  # needed to change more cases at once than
MOST_AT_ONCE = 1_000
EXPORTS_ALL = "cases.export-all"  # needed to export more cases at once than
MOST_EXPORTED = 1_000
MANY = frozenset(
    {"imports.read", "imports.run", "lists.edit", "views.share", LARGE, EXPORTS_ALL, PASTS}
)


class Role(StrEnum):
    ADMIN = "admin"
    MANAGER = "manager"
    USER = "user"
    AUDITOR = "auditor"
    INTEGRATION = "integration"


ALL = DAILY | AUDIT | MANY | {
    "cases.override",
    "settings.edit",
    "people.manage",
    "keys.manage",
    "ledger.operate",
}  # fmt: skip

PERMISSIONS: Mapping[Role, frozenset[str]] = {
    Role.ADMIN: ALL,
    Role.MANAGER: DAILY | MANY | {"ledger.read"},
    Role.USER: DAILY,
    Role.AUDITOR: READS | AUDIT,
    Role.INTEGRATION: DAILY | MANY,
}

# What `caseledger key create --can read,write` stands for.
KEY_RIGHTS: Mapping[str, frozenset[str]] = {
    "read": READS | {"imports.read", "bulk.read"},
    "write": PERMISSIONS[Role.INTEGRATION],
}
