"""Rows in, the same rows with their sector out: evidence, other sightings, hand decisions, then the settling."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd

from lepdata.distinct import marked, number
from lepdata.seating.describe import SEAT_COLUMNS, describe
from lepdata.sectors.decisions import decided, read_decisions
from lepdata.sectors.elsewhere import sighting_evidence
from lepdata.sectors.evidence import REASON_COLUMNS, Evidence, from_frame, no_evidence, own_evidence, together
from lepdata.sectors.near import fuzzy_evidence
from lepdata.sectors.registered import register_evidence
from lepdata.sectors.settling import settle_seats, with_answers
from lepdata.vocabulary import BOARD_COLUMNS

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


def find_evidence(
    rows: pd.DataFrame,
    *,
    decisions: bool = True,
    residual: bool = True,
    further_decisions: pd.DataFrame | None = None,
    registers: Path | None = None,
) -> pd.DataFrame:
    """Every reason to think that a seat is of some sector, or that its holder is published as a woman or a man.

    Parameters
    ----------
    rows : DataFrame
        Described rows (`lepdata.seating.describe`); other sightings of a person are looked for among them.
    decisions : bool
        Whether signed hand decisions speak.
    residual : bool
        Whether the one residual rule, that a bare trading name is a business, speaks.
    further_decisions : DataFrame, optional
        Signed decisions of one's own (`read_decisions`), which speak as loudly as the shipped ones.
    registers : Path, optional
        A folder with full registers as downloaded (docs/registers.md).

    Returns
    -------
    DataFrame
        One row per reason: seat_id, about, says, sector_kind, rule, kind, field, matched, strength, because, source.
    """
    rows = rows.reset_index(drop=True)
    return _gather(rows, decisions, residual, further_decisions, registers).frame(rows["seat_id"])


def _gather(
    rows: pd.DataFrame, decisions: bool, residual: bool, further_decisions: pd.DataFrame | None, registers: Path | None
) -> Evidence:
    """The same with every reason written once; the index of `rows` counts from 0."""
    rows = rows.astype(
        dict.fromkeys((*BOARD_COLUMNS, *SEAT_COLUMNS), "str")
    )  # columns of an empty frame have no type yet
    own = own_evidence(rows, residual=residual)
    own = together(own, _of_organisations(rows, own, fuzzy_evidence))
    if registers is not None:
        own = together(own, _of_organisations(rows, own, partial(register_evidence, folder=registers)))
    signed = [read_decisions()] if decisions else []
    signed += [further_decisions] if further_decisions is not None else []
    own = together(own, *(_signed(rows, table) for table in signed))
    return together(own, sighting_evidence(rows, own))


def _of_organisations(
    rows: pd.DataFrame, own: Evidence, read: Callable[[pd.DataFrame, pd.DataFrame], pd.DataFrame]
) -> Evidence:
    """What is read from the organisation alone: one row of each different cell is asked, and all its rows are told."""
    numbers, first = number(rows["organisation"])
    asked = rows[["organisation", "organisation_key"]].iloc[first].assign(seat_id=first.astype(str))
    no_employer = (own.reasons["kind"] == "not an employer") & (own.reasons["field"] == "organisation")
    own = own.only(no_employer)
    own = own.where(marked(first, len(rows))[own.seat])
    told = read(asked, own.reasons.take(own.reason).assign(seat_id=own.seat.astype(str)))
    return from_frame(told, pd.Index(asked["seat_id"])).spread(numbers) if len(told) else no_evidence()


def _signed(rows: pd.DataFrame, table: pd.DataFrame) -> Evidence:
    """What signed decisions say of the rows they name."""
    found = decided(rows, table)
    reasons = found[list(REASON_COLUMNS)].reset_index(drop=True)
    return Evidence(reasons, found.index.to_numpy(), reasons.index.to_numpy()) if len(found) else no_evidence()


def classify(
    frame: pd.DataFrame,
    *,
    decisions: bool = True,
    residual: bool = True,
    further_decisions: pd.DataFrame | None = None,
    registers: Path | None = None,
) -> pd.DataFrame:
    """Say of every row whom the person speaks for, and why.

    Parameters
    ----------
    frame : DataFrame
        Any of a board file's columns; a missing column counts as empty.
    decisions, residual : bool
        Whether signed hand decisions, and the rule for bare trading names, may speak.
    further_decisions : DataFrame, optional
        Signed decisions of one's own (`read_decisions`).
    registers : Path, optional
        A folder with full registers as downloaded (docs/registers.md); nothing changes without one.

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
    rows, told = _read(frame, decisions, residual, further_decisions, registers)
    members = with_answers(rows, settle_seats(told, len(rows)))
    kept = frame.drop(columns=[column for column in ADDED_COLUMNS if column in frame])
    added = members[list(ADDED_COLUMNS)].set_axis(frame.index)
    return pd.concat([kept, added], axis=1)


def settle_frame(
    frame: pd.DataFrame,
    *,
    decisions: bool = True,
    residual: bool = True,
    further_decisions: pd.DataFrame | None = None,
    registers: Path | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What `classify` works with: the described and settled rows, and the evidence that settled them.

    Its parameters are those of `classify`; `worklist` takes what it returns.

    Examples
    --------
    >>> members, evidence = settle_frame(pd.DataFrame({"organisation": ["University of Example"]}))
    >>> members.loc[0, "sector"], evidence.loc[0, "rule"]
    ('education', 'university-word')
    """
    rows, told = _read(frame, decisions, residual, further_decisions, registers)
    return with_answers(rows, settle_seats(told, len(rows))), told.frame(rows["seat_id"])


def _read(
    frame: pd.DataFrame, decisions: bool, residual: bool, further_decisions: pd.DataFrame | None, registers: Path | None
) -> tuple[pd.DataFrame, Evidence]:
    """The described rows, each with an id of its own, and what is known of them."""
    rows = describe(frame.reset_index(drop=True))
    if rows["seat_id"].duplicated().any():
        rows["seat_id"] = rows["seat_id"] + "#" + pd.Series(range(len(rows))).astype(str)
    return rows, _gather(rows, decisions, residual, further_decisions, registers)
