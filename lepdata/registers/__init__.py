"""Reference facts, and the door to every frozen file: LEPs, councils, districts, universities, populations."""

from lepdata.registers.frames import councils, districts, lep_names, leps, populations, universities
from lepdata.registers.frozen import manifest, read_raw, verify
from lepdata.registers.one_lep import Successor, find_lep, lis_wave, slug, successor

__all__ = [
    "Successor",
    "councils",
    "districts",
    "find_lep",
    "lep_names",
    "leps",
    "lis_wave",
    "manifest",
    "populations",
    "read_raw",
    "slug",
    "successor",
    "universities",
    "verify",
]
