"""The command line."""

from caseledger.cli.app import main

__all__ = ["main"]
