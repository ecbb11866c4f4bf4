"""TABLES -> the workbook and the formats that other people's software reads."""

from lepdata.exchange.board_file import board_file
from lepdata.exchange.board_note import board_note, write_board_note
from lepdata.exchange.case_note import case_note, write_case_note
from lepdata.exchange.exports import FORMATS, Format, export
from lepdata.exchange.plan_files import write_plan
from lepdata.exchange.popolo import as_popolo
from lepdata.exchange.tables import tables
from lepdata.exchange.workbook import workbook, write_workbook

__all__ = [
    "FORMATS",
    "Format",
    "as_popolo",
    "board_file",
    "board_note",
    "case_note",
    "export",
    "tables",
    "workbook",
    "write_board_note",
    "write_case_note",
    "write_plan",
    "write_workbook",
]
