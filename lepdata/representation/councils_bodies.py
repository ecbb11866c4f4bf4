"""SEATS -> council representation on a LEP's other bodies, each apart and never mixed into the main board."""

from __future__ import annotations

import pandas as pd

from lepdata.model.dates import interval
from lepdata.model.vocabulary import MAIN_BOARD
from lepdata.representation.councils_summary import CouncilSummary, summarise_councils
from lepdata.representation.voluntary_rules import place_of
from lepdata.seats import assemble


def other_bodies(seats: pd.DataFrame, lep: str, as_at: str = "") -> list[tuple[str, CouncilSummary]]:
    """Council representation on every other body of a LEP of which a dated list is published.

    Parameters
    ----------
    seats : DataFrame
        Seats with sectors, such as `lepdata.seats` at the front door.
    lep : str
        The LEP as the register has it.
    as_at : str, optional
        An ISO day; later lists are not looked at.

    Returns
    -------
    list of (str, CouncilSummary)
        What each body is to the partnership ("joint body", "sub-board", ...) and its numbers, in the order of their
        names. They count the districts of the whole LEP, also where a body serves only a part of it.
    """
    own = seats[(seats["lep"] == lep) & (seats["body"] != MAIN_BOARD)]
    boards = (assemble(own, lep, as_at, body) for body in sorted(set(own["body"])))
    return [(place_of(one.body, _last_day(one.as_at)), summarise_councils(one)) for one in boards if one is not None]


def _last_day(as_at: str) -> str:
    span = interval(as_at)
    return span[1] if span else ""
