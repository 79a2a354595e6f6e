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
}
AUDIT = frozenset({"audit.read", "ledger.read", "ledger.verify", "imports.read", "keys.read"})


class Role(StrEnum):
    ADMIN = "admin"
    MANAGER = "manager"
    USER = "user"
    AUDITOR = "auditor"
    INTEGRATION = "integration"


ALL = DAILY | AUDIT | {
    "cases.override",
    "imports.run",
    "lists.edit",
    "settings.edit",
    "people.manage",
    "keys.manage",
    "ledger.operate",
}  # fmt: skip

PERMISSIONS: Mapping[Role, frozenset[str]] = {
    Role.ADMIN: ALL,
    Role.MANAGER: DAILY | {"imports.read", "imports.run", "ledger.read", "lists.edit"},
    Role.USER: DAILY,
    Role.AUDITOR: READS | AUDIT,
    Role.INTEGRATION: DAILY | {"imports.read", "imports.run", "lists.edit"},
}

# What `caseledger key create --can read,write` stands for.
KEY_RIGHTS: Mapping[str, frozenset[str]] = {
    "read": READS | {"imports.read"},
    "write": PERMISSIONS[Role.INTEGRATION],
}
