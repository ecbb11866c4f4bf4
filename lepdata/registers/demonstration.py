"""See lepdata.registers.areas; until the importers are rewritten."""

from lepdata.registers.areas import DEMONSTRATION, demonstration_table, find_area, is_demonstration

__all__ = ["DEMONSTRATION", "demonstration_table", "find_area", "is_demonstration"]
