"""See lepdata.dates."""

from lepdata.dates import MONTHS, DateError, read_date

__all__ = ["MONTHS", "DateError", "read_date"]
