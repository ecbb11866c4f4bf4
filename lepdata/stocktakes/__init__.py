"""COUNCILS' ANSWERS -> where they agree and differ, who has not answered, and what the published lists say to it."""

from lepdata.stocktakes.asking import LAST_LOOKUP, form_head, write_forms
from lepdata.stocktakes.evidence import beside_evidence
from lepdata.stocktakes.facts import council_facts, seated_on
from lepdata.stocktakes.rules import FORM, asked, is_forum
from lepdata.stocktakes.stock import Stocktake, take_stock

__all__ = [
    "FORM",
    "LAST_LOOKUP",
    "Stocktake",
    "asked",
    "beside_evidence",
    "council_facts",
    "form_head",
    "is_forum",
    "seated_on",
    "take_stock",
    "write_forms",
]
