"""Reference facts, and the door to every frozen file: LEPs, councils, districts, universities, populations."""

from lepdata.registers.charities import charity_names
from lepdata.registers.companies import company_names
from lepdata.registers.demonstration import (
    DEMONSTRATION,
    MADE_UP,
    demonstration_table,
    find_area,
    is_demonstration,
)
from lepdata.registers.extracts import RegisteredName, require_extracts
from lepdata.registers.frames import councils, districts, lep_names, leps, populations, tiles, universities
from lepdata.registers.frozen import manifest, read_raw, verify
from lepdata.registers.one_lep import StrategyWave, Successor, find_lep, lis_wave, slug, strategy_wave, successor

__all__ = [
    "DEMONSTRATION",
    "MADE_UP",
    "RegisteredName",
    "StrategyWave",
    "Successor",
    "charity_names",
    "company_names",
    "councils",
    "demonstration_table",
    "districts",
    "find_area",
    "find_lep",
    "is_demonstration",
    "lep_names",
    "leps",
    "lis_wave",
    "manifest",
    "populations",
    "read_raw",
    "require_extracts",
    "slug",
    "strategy_wave",
    "successor",
    "tiles",
    "universities",
    "verify",
]
