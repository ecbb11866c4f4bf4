"""Evidence -> one answer per seat: the strongest reason wins, a tie of different answers is a conflict."""

from __future__ import annotations

import pandas as pd

from lepdata.members.national_accounts import national_accounts_sector

SETTLED_COLUMNS = (
    "sector",
    "seat_sector",
    "sector_status",
    "sector_kind",
    "national_accounts_sector",
    "sector_rule",
    "sector_because",
    "sector_source",
    "gender",
    "gender_because",
)
NOT_PUBLISHED = "not published"
NO_EVIDENCE = "no published word, and no other line in these data, says whom this person speaks for"
_TIED = "tied"


def settle(rows: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    """Add the settled answers to described rows.

    Parameters
    ----------
    rows : DataFrame
        Described rows (`seat_id` and the dates are used).
    evidence : DataFrame
        What `find_evidence` returned for them.

    Returns
    -------
    DataFrame
        A copy of `rows` with `SETTLED_COLUMNS`, index and order kept.
    """
    sector = _strongest(evidence, "sector")
    seat = _strongest(evidence, "seat_sector")
    gender = _strongest(evidence, "gender")
    settled = rows.copy()
    ids = rows["seat_id"]
    answer = _looked_up(ids, sector, "says", "unknown")
    clash = answer == _TIED
    settled["sector"] = answer.mask(clash, "unknown")
    settled["seat_sector"] = _looked_up(ids, seat, "says", "").replace(_TIED, "")
    settled["sector_status"] = (answer != "unknown").map({True: "settled", False: "unknown"}).mask(clash, "conflicting")
    open_ = settled["sector"] == "unknown"
    settled["sector_kind"] = _looked_up(ids, sector, "sector_kind", "").mask(open_, "")
    settled["sector_rule"] = _looked_up(ids, sector, "rule", "").mask(open_ & ~clash, "")
    settled["sector_because"] = _looked_up(ids, sector, "because", NO_EVIDENCE)
    settled["sector_source"] = _looked_up(ids, sector, "source", "")
    settled["national_accounts_sector"] = national_accounts_sector(settled)
    settled["gender"] = _looked_up(ids, gender, "says", NOT_PUBLISHED).replace(_TIED, NOT_PUBLISHED)
    settled["gender_because"] = _looked_up(ids, gender, "because", "").mask(settled["gender"] == NOT_PUBLISHED, "")
    return settled[[*rows.columns.drop(list(SETTLED_COLUMNS), errors="ignore"), *SETTLED_COLUMNS]]


def _looked_up(ids: pd.Series, winners: pd.DataFrame, column: str, otherwise: str) -> pd.Series:
    found = dict(zip(winners.index.tolist(), winners[column].tolist(), strict=True))
    return pd.Series([found.get(seat, otherwise) for seat in ids.tolist()], index=ids.index, dtype="str")


def _strongest(evidence: pd.DataFrame, about: str) -> pd.DataFrame:
    """The winning reason of each seat; where the strongest disagree, one row that tells of both."""
    reasons = evidence[evidence["about"] == about]
    reasons = _leave_out_blanks(reasons).reset_index(drop=True)
    reasons = reasons[reasons["strength"] == reasons.groupby("seat_id", sort=False)["strength"].transform("max")]
    winners = reasons.drop_duplicates("seat_id").set_index("seat_id")
    tied = reasons[reasons.groupby("seat_id", sort=False)["says"].transform("nunique") > 1]
    if tied.empty:
        return winners
    clashes = tied.drop_duplicates(["seat_id", "says"]).groupby("seat_id", sort=False)
    ids = list(clashes.groups)
    winners.loc[ids, "says"] = _TIED
    winners.loc[ids, "rule"] = clashes["rule"].agg(" / ".join)
    winners.loc[ids, "because"] = "equally strong reasons disagree: " + clashes["because"].agg("; but ".join)
    winners.loc[ids, "source"] = clashes["source"].agg("; ".join).str.strip("; ")
    return winners


def _leave_out_blanks(reasons: pd.DataFrame) -> pd.DataFrame:
    """A reason that only says "not an employer" speaks where no other reason does."""
    said = reasons.loc[reasons["says"] != "unknown", "seat_id"]
    return reasons[(reasons["says"] != "unknown") | ~reasons["seat_id"].isin(said)]
