"""The stock-take of one partnership's councils: their answers beside what lepdata knows itself."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from lepdata.dates import interval
from lepdata.errors import UsageError
from lepdata.files import RAW
from lepdata.forms.places import councils_on
from lepdata.forms.questions import form
from lepdata.forms.reading import answer_columns, read_form
from lepdata.registers import geography
from lepdata.reviews import known
from lepdata.reviews.boards import day
from lepdata.seating.assembly import assemble
from lepdata.seating.boards import Board
from lepdata.stocktakes.asking import LAST_LOOKUP
from lepdata.stocktakes.facts import council_facts
from lepdata.stocktakes.rules import FORM, is_forum
from lepdata.stocktakes.stock import Stocktake, take_stock
from lepdata.voice.demonstration import demonstration_seats

_MADE_UP = ("board_before", "joint_committee")
_MADE_UP_ANSWERS = RAW / "demonstration" / "stocktake_answers.csv"


@dataclass(frozen=True)
class StocktakeReview:
    """All that a stock-take's page says.

    Attributes
    ----------
    lep, as_at, last_day : str
        The partnership, the date asked about ("" for no limit), and the last ISO day that date may mean.
    made_up : bool
        Whether it is the invented area, of which nothing is true.
    board : Board or None
        The list of its own board that is looked at.
    forums : tuple of Board
        The lists of bodies in which its councils meet.
    stock : Stocktake
        The answers brought together, and beside the evidence.
    wave : StrategyWave or None
        When its Local Industrial Strategy was announced; None where it is made up.
    others : int
        Forms of other partnerships among those given.
    """

    lep: str
    as_at: str
    last_day: str
    made_up: bool
    board: Board | None
    forums: tuple[Board, ...]
    stock: Stocktake
    wave: geography.StrategyWave | None
    others: int


PathLike = str | os.PathLike[str]


def review_stocktake(lep: str, answers: PathLike | Sequence[PathLike] = "", as_at: str = "") -> StocktakeReview:
    """Take stock of one partnership's councils.

    Parameters
    ----------
    lep : str
        Its name, brand or slug, in any case; "Exampleshire" is the made-up area, whose answers are shipped.
    answers : path-like or several, optional
        Filled-in forms: files or folders of them. "" shows what is known without any.
    as_at : str, optional
        A date: later answers and lists are left out. "" takes the latest of each council.

    Returns
    -------
    StocktakeReview
        Hand it to `sentences`, `table` and `chart`.

    Raises
    ------
    InputFaults
        If a form has faults: all of them, with their cells.
    UsageError
        If nobody knows the LEP, the date cannot be read, or no form is for this LEP.

    Examples
    --------
    >>> review = review_stocktake("Exampleshire")
    >>> review.stock.missing, len(review.stock.disagreements)
    (('Eastvale Borough Council',), 6)
    """
    name = geography.find_area(lep)
    last_day = day(as_at)
    given = _given(name, answers)
    evidence_day = last_day or _newest(given)
    made_up = name == geography.DEMONSTRATION
    seats = demonstration_seats(_MADE_UP) if made_up else known.seats()
    board = _assembled(seats, name, evidence_day, last_day, "main board")
    forums = _forums(seats, name, evidence_day, last_day)
    councils = councils_on(name, evidence_day or (board.as_at if board else LAST_LOOKUP))
    facts = council_facts(councils, board, forums)
    return StocktakeReview(
        lep=name,
        as_at=as_at,
        last_day=last_day,
        made_up=made_up,
        board=board,
        forums=forums,
        stock=take_stock(name, given, councils, facts, last_day),
        wave=None if made_up else geography.strategy_wave(name),
        others=len(given.loc[given["lep"] != name, ["lep", "council", "answered_on"]].drop_duplicates()),
    )


def _given(lep: str, answers: PathLike | Sequence[PathLike]) -> pd.DataFrame:
    path = answers or (_MADE_UP_ANSWERS if lep == geography.DEMONSTRATION else "")
    if not path:
        return pd.DataFrame(columns=answer_columns(form(FORM)), dtype="str")
    given = read_form(FORM, path)
    if lep not in set(given["lep"]):
        found = ", ".join(sorted(set(given["lep"])))
        raise UsageError(f"None of these forms is for {lep}; they are for {found}. Name that one, or other forms.")
    return given


def _newest(given: pd.DataFrame) -> str:
    """The last day on which anybody answered; "" where nobody did."""
    spans = (interval(text) for text in given["answered_on"])
    return max((span[1] for span in spans if span), default="")


def _assembled(seats: pd.DataFrame, lep: str, near: str, last: str, body: str) -> Board | None:
    """The best list up to the answers, else the best of all that the date asked about allows."""
    return assemble(seats, lep, near, body) or assemble(seats, lep, last, body)


def _forums(seats: pd.DataFrame, lep: str, near: str, last: str) -> tuple[Board, ...]:
    bodies = sorted({body for body in seats.loc[seats["lep"] == lep, "body"] if is_forum(body)})
    found = (_assembled(seats, lep, near, last, body) for body in bodies)
    return tuple(one for one in found if one is not None)
