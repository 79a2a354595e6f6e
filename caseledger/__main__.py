"""`python -m caseledger`."""

from caseledger.cli import main

main()
