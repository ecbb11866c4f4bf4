"""Rows in, the same rows with their sector out: evidence, other sightings, hand decisions, then the settling."""

from __future__ import annotations

import pandas as pd

from lepdata.members.decisions import decided, read_decisions
from lepdata.members.evidence import Evidence, from_frame, together
from lepdata.members.other_sightings import sighting_evidence
from lepdata.members.own_words import own_evidence
from lepdata.members.settling import settle_seats, with_answers
from lepdata.model.vocabulary import BOARD_COLUMNS
from lepdata.seats import SEAT_COLUMNS, describe

ADDED_COLUMNS = (
    "sector",
    "seat_sector",
    "sector_status",
    "sector_kind",
    "national_accounts_sector",
    "sector_rule",
    "sector_because",
    "sector_source",
    "counts_as_member",
    "gender",
    "gender_because",
)


def find_evidence(rows: pd.DataFrame, *, decisions: bool = True, residual: bool = True) -> pd.DataFrame:
    """Every reason to think that a seat is of some sector, or that its holder is published as a woman or a man.

    Parameters
    ----------
    rows : DataFrame
        Described rows (`lepdata.seats.describe`); other sightings of a person are looked for among them.
    decisions : bool
        Whether signed hand decisions speak.
    residual : bool
        Whether the one residual rule, that a bare trading name is a business, speaks.

    Returns
    -------
    DataFrame
        One row per reason: seat_id, about, says, sector_kind, rule, kind, field, matched, strength, because, source.
    """
    rows = rows.reset_index(drop=True)
    return _gather(rows, decisions, residual).frame(rows["seat_id"])


def _gather(rows: pd.DataFrame, decisions: bool, residual: bool) -> Evidence:
    """The same with every reason written once; the index of `rows` counts from 0."""
    rows = rows.astype(
        dict.fromkeys((*BOARD_COLUMNS, *SEAT_COLUMNS), "str")
    )  # columns of an empty frame have no type yet
    own = own_evidence(rows, residual=residual)
    signed = decided(rows, read_decisions()) if decisions else None
    if signed is not None and len(signed):
        own = together(own, from_frame(signed, pd.Index(rows["seat_id"])))
    return together(own, sighting_evidence(rows, own))


def classify(frame: pd.DataFrame, *, decisions: bool = True, residual: bool = True) -> pd.DataFrame:
    """Say of every row whom the person speaks for, and why.

    Parameters
    ----------
    frame : DataFrame
        Any of a board file's columns; a missing column counts as empty.
    decisions, residual : bool
        Whether signed hand decisions, and the rule for bare trading names, may speak.

    Returns
    -------
    DataFrame
        The input's columns unchanged and the added ones; index and order kept. A column of the input that has the name
        of an added one is replaced.

    Examples
    --------
    >>> board = pd.DataFrame({"person_name": ["Ada Example"], "organisation": ["University of Example"]})
    >>> classify(board).loc[0, ["sector", "sector_kind", "sector_status"]].tolist()
    ['education', 'university', 'settled']
    """
    rows = describe(frame.reset_index(drop=True))
    if rows["seat_id"].duplicated().any():
        rows["seat_id"] = rows["seat_id"] + "#" + pd.Series(range(len(rows))).astype(str)
    answers = settle_seats(_gather(rows, decisions, residual), len(rows))
    members = with_answers(rows, answers)
    kept = frame.drop(columns=[column for column in ADDED_COLUMNS if column in frame])
    added = members[list(ADDED_COLUMNS)].set_axis(frame.index)
    return pd.concat([kept, added], axis=1)
