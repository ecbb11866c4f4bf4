"""The words and shapes that every room shares."""

from lepdata.model.board import Board, PublishedCount
from lepdata.model.dates import interval, months_before, words
from lepdata.model.faults import Fault, InputFaults, UsageError, near_matches

__all__ = [
    "Board",
    "Fault",
    "InputFaults",
    "PublishedCount",
    "UsageError",
    "interval",
    "months_before",
    "near_matches",
    "words",
]
