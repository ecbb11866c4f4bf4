"""The audit: what the classifier answers beside what a careful reader wrote, and which reason decided."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from lepdata.members import find_evidence, settle
from lepdata.members.accuracy import SCORED_KINDS
from lepdata.registers import read_raw
from lepdata.reviews import known
from lepdata.seats import describe

LABELS = "labels/sector_labels.csv"
CONFLICTING, NOTHING = "conflicting", ""


@dataclass(frozen=True)
class AccuracyReview:
    """All that the audit's page says.

    Attributes
    ----------
    decisions, residual : bool
        Whether signed decisions, and the rule for bare trading names, were allowed to speak.
    rows : DataFrame
        Every published line with its answer: `sector`, `sector_status`, `sector_because`, `evidence_kind` and
        `strength` of the reason that decided; `label`, `label_kind` and `label_reason` where a reader judged the line,
        else "".
    """

    decisions: bool
    residual: bool
    rows: pd.DataFrame

    @property
    def scored(self) -> pd.DataFrame:
        """The labelled rows that count: those a source allows an answer for. `settled` and `right` are added."""
        rows = self.rows[self.rows["label_kind"].isin(SCORED_KINDS)]
        settled = rows["sector"] != "unknown"
        return rows.assign(settled=settled, right=settled & (rows["sector"] == rows["label"]))


def review_accuracy(decisions: bool = False, residual: bool = True) -> AccuracyReview:
    """Compare the classifier with the open labels.

    Parameters
    ----------
    decisions : bool
        Whether signed hand decisions may speak; without them the rules stand alone.
    residual : bool
        Whether the one rule for bare trading names may speak.

    Returns
    -------
    AccuracyReview
        Hand it to `heading`, `sentences`, `caveats`, `table` and `chart`.

    Examples
    --------
    >>> review = review_accuracy()
    >>> bool(review.scored["right"].mean() > 0.9)
    True
    """
    lines = describe(known.sightings())
    evidence = find_evidence(lines, decisions=decisions, residual=residual)
    answers = _with_deciding_kind(settle(lines, evidence), evidence)
    labels = read_raw(LABELS)[["row_id", "sector_label", "kind", "label_reason"]]
    labels = labels.rename(columns={"sector_label": "label", "kind": "label_kind"})
    rows = answers.merge(labels, on="row_id", how="left", validate="one_to_one")
    told = ["label", "label_kind", "label_reason"]
    return AccuracyReview(decisions, residual, rows.assign(**rows[told].fillna("")))


def _with_deciding_kind(answers: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    """Each row with the kind and the strength of the reason that decided; "" where none did."""
    about = evidence[evidence["about"] == "sector"]
    strongest = about.sort_values("strength", ascending=False, kind="stable")
    decided = strongest.drop_duplicates(["seat_id", "rule", "says"])[["seat_id", "rule", "says", "kind", "strength"]]
    decided = decided.rename(columns={"rule": "sector_rule", "says": "sector", "kind": "evidence_kind"})
    joined = answers.merge(decided, on=["seat_id", "sector_rule", "sector"], how="left", validate="one_to_one")
    clash = joined["sector_status"] == CONFLICTING
    kinds = joined["evidence_kind"].fillna(NOTHING).mask(clash, CONFLICTING)
    return joined.assign(evidence_kind=kinds, strength=joined["strength"].fillna(0).astype(int))


def likely_range(right: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % range of a share: what the true share may well be, judged from so many rows.

    Examples
    --------
    >>> tuple(round(share, 3) for share in likely_range(98, 100))
    (0.93, 0.994)
    >>> likely_range(0, 0)
    (0.0, 1.0)
    """
    if not of:
        return 0.0, 1.0
    z, share = 1.959964, right / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    reach = z / (1 + z * z / of) * (share * (1 - share) / of + z * z / (4 * of * of)) ** 0.5
    return max(0.0, middle - reach), min(1.0, middle + reach)
