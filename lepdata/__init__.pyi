# What type checkers, editors and `lepdata` itself see of the front door; names are loaded when they are first used.
# Of a name imported as itself with "_" before it the signature stands below, with `data`; the tests compare them all.
# ruff: noqa: F401
import os
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from lepdata.actions.integration import progress as _progress
from lepdata.actions.survey import Survey
from lepdata.batch.parameters import check_parameters as check_parameters
from lepdata.change.action_plan import Plan as Plan
from lepdata.change.planning import Changes as Changes
from lepdata.change.planning import plan_changes as plan_changes
from lepdata.change.planning import standard_plans as standard_plans
from lepdata.collections.compared import compare as compare
from lepdata.dates import AskedDate
from lepdata.errors import Fault as Fault
from lepdata.errors import InputFaults as InputFaults
from lepdata.errors import UsageError as UsageError
from lepdata.export.note import case_page as case_page
from lepdata.judging.framework_files import frameworks as frameworks
from lepdata.judging.judgement import Judgement as Judgement
from lepdata.judging.verdicts import judge_counts as judge_counts
from lepdata.read.board import read_board as read_board
from lepdata.read.documents.review import confirm as confirm
from lepdata.read.documents.review import read_documents as read_documents
from lepdata.read.standard import Validation as Validation
from lepdata.read.standard import validate as validate
from lepdata.registers.whose import Collection as Collection
from lepdata.registers.whose import collection as collection
from lepdata.reviews.audit import review_accuracy as review_accuracy
from lepdata.reviews.board_page import cards as cards
from lepdata.reviews.board_page import facts as facts
from lepdata.reviews.boards import BoardReview as BoardReview
from lepdata.reviews.boards import board as _board
from lepdata.reviews.boards import find_area as _find_area
from lepdata.reviews.boards import review_board as _review_board
from lepdata.reviews.checking import as_json as as_json
from lepdata.reviews.checking import check as check
from lepdata.reviews.checking import check_many as check_many
from lepdata.reviews.checking import judge_many as _judge_many
from lepdata.reviews.engagement import Engagement, NationalEngagement
from lepdata.reviews.engagement import grade_engagement as _grade_engagement
from lepdata.reviews.engagement import review_engagement as _review_engagement
from lepdata.reviews.given import classify as classify
from lepdata.reviews.given import example_document as example_document
from lepdata.reviews.given import printed_place as printed_place
from lepdata.reviews.known import answers as _answers
from lepdata.reviews.known import boards as _boards
from lepdata.reviews.known import coverage as _coverage
from lepdata.reviews.known import members as _members
from lepdata.reviews.known import seats as _seats
from lepdata.reviews.known import verdicts as _verdicts
from lepdata.reviews.look import theme as theme
from lepdata.reviews.markup import show as show
from lepdata.reviews.nation import NationalReview as NationalReview
from lepdata.reviews.nation import review_national as _review_national
from lepdata.reviews.parts import caveats as caveats
from lepdata.reviews.parts import chart as chart
from lepdata.reviews.parts import finding as finding
from lepdata.reviews.parts import heading as heading
from lepdata.reviews.parts import sentences as sentences
from lepdata.reviews.parts import table as table
from lepdata.reviews.plans import plan as _plan
from lepdata.reviews.plans import review_draft as review_draft
from lepdata.reviews.plans import review_plan as review_plan
from lepdata.reviews.progress import PathLike, ProgressReview
from lepdata.reviews.progress import review_progress as _review_progress
from lepdata.reviews.stocktakes import Stocktake
from lepdata.reviews.stocktakes import review_stocktake as _review_stocktake
from lepdata.seating.boards import Board as Board
from lepdata.sectors.rulebook import rules as rules
from lepdata.voice.councils import council_coverage as council_coverage
from lepdata.voice.voluntary import voluntary_seats as voluntary_seats

__version__: str
FURTHER: tuple[str, ...]
_Data = str | os.PathLike[str] | Collection | None

def answers(*, data: _Data = None) -> pd.DataFrame:
    """One row per board, framework and criterion, over all definitions."""

def board(lep: str, as_at: AskedDate = None, body: str = "", *, data: _Data = None) -> Board:
    """The best published list of a LEP's main board."""

def boards(*, data: _Data = None) -> pd.DataFrame:
    """The boards: what was published of each, and which list a review reads."""

def coverage(*, data: _Data = None) -> pd.DataFrame:
    """Every published list of every body: when, how completely, how many seats."""

def find_area(name: str, *, data: _Data = None) -> str:
    """The area that a name, brand, acronym, slug or code stands for."""

def grade_engagement(
    lep: str, survey: str | os.PathLike[str] | Survey | None = None, as_at: AskedDate = None, *, data: _Data = None
) -> Engagement:
    """How one partnership engages with its voluntary sector."""

def judge_many(
    frame: pd.DataFrame, framework: str | Path | None = None, definition: str | None = None, *, data: _Data = None
) -> pd.DataFrame:
    """Judge every board of a frame, under every definition of private and every denominator."""

def members(*, data: _Data = None) -> pd.DataFrame:
    """Every seat of every list, its sector and why."""

def plan(
    lep: str,
    as_at: AskedDate = None,
    framework: str | Path | None = None,
    *,
    start: AskedDate = "",
    data: _Data = None,
) -> Plan:
    """The draft of a plan for one LEP's main board."""

def progress(as_at: AskedDate = "", *, data: _Data = None) -> pd.DataFrame:
    """What became of each partnership."""

def review_board(
    lep: str = "",
    as_at: AskedDate = None,
    framework: str | Path | None = None,
    body: str = "",
    *,
    data: _Data = None,
) -> BoardReview:
    """Review one LEP's main board."""

def review_engagement(
    survey: str | os.PathLike[str] | Survey | None = None, as_at: AskedDate = None, *, data: _Data = None
) -> NationalEngagement:
    """How all partnerships engage with their voluntary sectors."""

def review_national(
    as_at: AskedDate = None, framework: str | Path | None = None, *, data: _Data = None
) -> NationalReview:
    """Review every LEP's board."""

def review_progress(
    lep: str, as_at: AskedDate = "", health_check: PathLike = "", peer: PathLike = "", *, data: _Data = None
) -> ProgressReview:
    """Review one partnership after its integration."""

def review_stocktake(
    lep: str, answers: PathLike | Sequence[PathLike] = "", as_at: AskedDate = "", *, data: _Data = None
) -> Stocktake:
    """Review the stock-take of one partnership's councils."""

def seats(*, data: _Data = None) -> pd.DataFrame:
    """Every seat of every list: the line it is shown from, what was read of it, its sector and why."""

def verdicts(*, data: _Data = None) -> pd.DataFrame:
    """One row per criterion, definition and denominator for the best list of each board."""
