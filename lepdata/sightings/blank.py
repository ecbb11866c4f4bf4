"""See lepdata.read.xlsx."""

from lepdata.read.xlsx import without_clock, write_new

__all__ = ["without_clock", "write_new"]
