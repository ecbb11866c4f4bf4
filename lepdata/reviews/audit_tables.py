"""The tables of the audit's page."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import pandas as pd

from lepdata.members.accuracy import SCORED_KINDS
from lepdata.members.settling import NO_EVIDENCE
from lepdata.model.dates import words
from lepdata.model.phrases import phrases
from lepdata.reviews.audit import CONFLICTING, NOTHING, AccuracyReview, likely_range
from lepdata.reviews.show import Table, table_of
from lepdata.reviews.words import SECTOR_WORDS

EVIDENCE_WORDS = phrases("evidence_kinds")
Row = dict[str, Any]


def accuracy(review: AccuracyReview) -> Table:
    """Settled and right by kind of label."""
    scored = review.scored
    groups = [(phrases("audit_kinds")[kind], scored[scored["label_kind"] == kind]) for kind in SCORED_KINDS]
    rows = [{"Labelled rows": name, **_shares(group)} for name, group in [*groups, ("Both", scored)]]
    return table_of(rows, ["Labelled rows", *_SHARES], "How much is settled, and how much of that is right")


def sectors(review: AccuracyReview) -> Table:
    """What each sector loses to others and wins from them: found, missed, false."""
    scored = review.scored
    rows = [_of_sector(scored, sector, word) for sector, word in SECTOR_WORDS.items()]
    found = [row for row in rows if row["Labelled so"] or row["False"]]
    columns = ["Sector", "Labelled so", "Found", "Answered otherwise", "Not settled", "False"]
    return table_of(found, columns, "What becomes of each sector's members")


def _of_sector(scored: pd.DataFrame, sector: str, word: str) -> Row:
    own = scored[scored["label"] == sector]
    found, settled = int(own["right"].sum()), int(own["settled"].sum())
    answered = (scored["sector"] == sector) & scored["settled"]
    return {
        "Sector": word,
        "Labelled so": len(own),
        "Found": found,
        "Answered otherwise": settled - found,
        "Not settled": len(own) - settled,
        "False": int((answered & ~scored["right"]).sum()),
    }


def confusion(review: AccuracyReview) -> Table:
    """Labels down, answers across, over both scored kinds."""
    scored = review.scored
    counted = pd.crosstab(scored["label"], scored["sector"])
    across = [sector for sector in SECTOR_WORDS if sector in counted]
    rows = [
        {"Label": SECTOR_WORDS[label], **{SECTOR_WORDS[s]: int(counted[s][label]) for s in across}}
        for label in SECTOR_WORDS
        if label in counted.index
    ]
    columns = ["Label", *(SECTOR_WORDS[sector] for sector in across)]
    return table_of(rows, columns, "A careful reader's label down, the answer across, in rows")


def evidence(review: AccuracyReview) -> Table:
    """Accuracy and coverage by the kind of reason that decided; the residual rule has its own line."""
    scored = review.scored
    kinds = [kind for kind in _kinds(review) if kind not in (CONFLICTING, NOTHING)]
    rows = [_of_kind(review, scored, kind) for kind in kinds]
    columns = ["Reason that decided", "All lines", "Labelled", "Share of labelled", *_SHARES[2:]]
    return table_of(rows, columns, "Accuracy and coverage by the kind of reason that decided")


def _kinds(review: AccuracyReview) -> list[str]:
    met = set(review.rows["evidence_kind"])
    return [kind for kind in EVIDENCE_WORDS if kind in met] + sorted(met - set(EVIDENCE_WORDS))


def _of_kind(review: AccuracyReview, scored: pd.DataFrame, kind: str) -> Row:
    own = scored[(scored["evidence_kind"] == kind) & scored["settled"]]
    settled = (review.rows["evidence_kind"] == kind) & (review.rows["sector"] != "unknown")
    return {
        "Reason that decided": EVIDENCE_WORDS.get(kind, kind.capitalize()),
        "All lines": int(settled.sum()),
        "Labelled": len(own),
        "Share of labelled": _percent(len(own), len(scored)),
        **_shares(own),
    }


def mistakes(review: AccuracyReview) -> Table:
    """The settled answers that are wrong, the most certain first, with the reason that misled."""
    scored = review.scored
    wrong = scored[scored["settled"] & ~scored["right"]].sort_values("strength", ascending=False, kind="stable")
    rows = [
        {**_line(row), "Label": SECTOR_WORDS[row["label"]], "Answer": SECTOR_WORDS[row["sector"]], **_whys(row)}
        for row in wrong.to_dict("records")
    ]
    columns = [*_LINE, "Label", "Answer", "Why so answered", "The reader's reason", *_SOURCE]
    return table_of(rows, columns, "The wrong answers, those with the strongest reason first")


def beyond(review: AccuracyReview) -> Table:
    """Lines answered although the reader found nothing in any source seen: the boldest answers, right or wrong."""
    own = review.rows[(review.rows["label_kind"] == "unknown") & (review.rows["sector"] != "unknown")]
    rows = [{**_line(row), "Answer": SECTOR_WORDS[row["sector"]], **_whys(row)} for row in own.to_dict("records")]
    columns = [*_LINE, "Answer", "Why so answered", "The reader's reason", *_SOURCE]
    return table_of(rows, columns, "Answered although the reader found no answer", True)


def unsettled(review: AccuracyReview) -> Table:
    """Why lines stay unknown: over all lines, and over the labelled ones a source could have answered."""
    scored, open_ = review.scored, review.rows[review.rows["sector"] == "unknown"]
    why, why_scored = (_why_open(frame) for frame in (open_, scored[~scored["settled"]]))
    rows = [
        {"Why": reason, "All lines": int(n), "Labelled": int((why_scored == reason).sum())}
        for reason, n in why.value_counts().items()
    ]
    return table_of(rows, ["Why", "All lines", "Labelled"], "What stays unknown, and why")


def missed(review: AccuracyReview) -> Table:
    """The labelled lines that stay unknown although the reader found an answer."""
    scored = review.scored
    open_ = scored[~scored["settled"]]
    rows = [
        {**_line(row), "Label": SECTOR_WORDS[row["label"]], "Why open": reason, **_whys(row)}
        for row, reason in zip(open_.to_dict("records"), _why_open(open_), strict=True)
    ]
    columns = [*_LINE, "Label", "Why open", "The reader's reason", *_SOURCE]
    return table_of(rows, columns, "Not settled although the reader found an answer", True)


def _why_open(rows: pd.DataFrame) -> pd.Series:
    """One plain reason for each line that stays unknown."""
    silent = (rows["organisation"] + rows["job_title"]).str.strip() == ""
    reasons = pd.Series("An organisation or title that no rule knows", index=rows.index)
    reasons = reasons.mask(silent, "Only a name, a role or a seat that names no sector is printed")
    chairs = silent & (rows["role_read"] == "chair")
    reasons = reasons.mask(chairs, ("A chair of whom nothing else is printed: chairing is no evidence of business"))
    no_employer = rows["sector_because"] != NO_EVIDENCE
    reasons = reasons.mask(no_employer, ("What is printed names the LEP, a partnership or a seat, not an employer"))
    reasons = reasons.mask(rows["place"] != "person", "A vacancy, or a seat whose holder is not named")
    return reasons.mask(rows["sector_status"] == CONFLICTING, "Equally strong reasons disagree")


_SHARES = ["Rows", "Settled", "Right", "Right, of settled", "Likely range"]
_LINE = ["Line", "Name", "As printed", "Date"]
_SOURCE = ["Source", "Source address"]


def _shares(rows: pd.DataFrame) -> Row:
    settled, right = int(rows["settled"].sum()), int(rows["right"].sum())
    lowest, highest = (f"{100 * share:.1f}%" for share in likely_range(right, settled))
    return {
        "Rows": len(rows),
        "Settled": f"{settled} ({_percent(settled, len(rows))})",
        "Right": right,
        "Right, of settled": _percent(right, settled),
        "Likely range": f"{lowest} to {highest}" if settled else "",
    }


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else ""


def _line(row: dict[Hashable, Any]) -> Row:
    printed = (row["job_title"], row["organisation_shown"], row["capacity_as_published"], row["sector_as_published"])
    return {
        "Line": row["row_id"],
        "Name": row["person"] or "(holder not named)",
        "As printed": ", ".join(dict.fromkeys(filter(None, printed))) or "(nothing but the name)",
        "Date": words(row["snapshot_date"]),
    }


def _whys(row: dict[Hashable, Any]) -> Row:
    return {
        "Why so answered": row["sector_because"],
        "The reader's reason": row["label_reason"],
        "Source": row["source_title"],
        "Source address": row["source_url"],
    }


TABLES: dict[str, Callable[[AccuracyReview], Table]] = {
    "accuracy": accuracy,
    "sectors": sectors,
    "confusion": confusion,
    "evidence": evidence,
    "mistakes": mistakes,
    "beyond": beyond,
    "unsettled": unsettled,
    "missed": missed,
}
