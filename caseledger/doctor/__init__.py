"""The doctor: which twin of each port is used, whether it answers, and what is wrong."""

from caseledger.doctor.examine import examine
from caseledger.doctor.finding import Finding

__all__ = ["Finding", "examine"]
