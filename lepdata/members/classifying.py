"""Rows in, the same rows with their sector out: evidence, other sightings, hand decisions, then the settling."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from lepdata.members.decisions import decided, read_decisions
from lepdata.members.full_registers import register_evidence
from lepdata.members.fuzzy import fuzzy_evidence
from lepdata.members.other_sightings import sighting_evidence
from lepdata.members.own_words import EVIDENCE_COLUMNS, own_evidence
from lepdata.members.settling import settle
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
        Described rows (`lepdata.seats.describe`); other sightings of a person are looked for among them.
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
    rows = rows.astype(
        dict.fromkeys((*BOARD_COLUMNS, *SEAT_COLUMNS), "str")
    )  # columns of an empty frame have no type yet
    own = own_evidence(rows, residual=residual)
    own = pd.concat([own, fuzzy_evidence(rows, own)], ignore_index=True)
    if registers is not None:
        own = pd.concat([own, register_evidence(rows, own, registers)], ignore_index=True)
    signed = [read_decisions()] if decisions else []
    signed += [further_decisions] if further_decisions is not None else []
    own = pd.concat([own, *(decided(rows, table) for table in signed)], ignore_index=True)
    elsewhere = sighting_evidence(rows, own)
    return pd.concat([own, elsewhere], ignore_index=True)[list(EVIDENCE_COLUMNS)]


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
    members, _ = settle_frame(
        frame, decisions=decisions, residual=residual, further_decisions=further_decisions, registers=registers
    )
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
    rows = describe(frame.reset_index(drop=True))
    if rows["seat_id"].duplicated().any():
        rows["seat_id"] = [f"{seat}#{position}" for position, seat in enumerate(rows["seat_id"])]
    evidence = find_evidence(
        rows, decisions=decisions, residual=residual, further_decisions=further_decisions, registers=registers
    )
    return settle(rows, evidence), evidence
