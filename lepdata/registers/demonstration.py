"""See lepdata.registers.geography; until the importers are rewritten."""

from lepdata.registers.geography import DEMONSTRATION, demonstration_table, find_area, is_demonstration

__all__ = ["DEMONSTRATION", "demonstration_table", "find_area", "is_demonstration"]
