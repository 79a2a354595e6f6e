"""The resources under /v1: thin faces over commands and queries."""
