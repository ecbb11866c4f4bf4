"""PUBLISHED DOCUMENTS -> sightings: one row per published line, every published word kept."""

from lepdata.sightings.blank import template
from lepdata.sightings.board import read_board, read_published
from lepdata.sightings.days import read_date
from lepdata.sightings.private import private_columns
from lepdata.sightings.shipped import read_raw_boards
from lepdata.sightings.standard import Validation, validate
from lepdata.sightings.words import read_attendance, read_completeness, read_date_basis, read_role, read_status

__all__ = [
    "Validation",
    "private_columns",
    "read_attendance",
    "read_board",
    "read_completeness",
    "read_date",
    "read_date_basis",
    "read_published",
    "read_raw_boards",
    "read_role",
    "read_status",
    "template",
    "validate",
]
