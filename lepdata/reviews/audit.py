"""The audit: what the classifier answers beside what a careful reader wrote, and which reason decided."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from lepdata.dates import words
from lepdata.english import choose, joined, plural
from lepdata.registers.frozen import read_raw
from lepdata.reviews import known
from lepdata.reviews.show import Caveats, Markup, Sentences, Table, table_of
from lepdata.reviews.wording import SECTOR_WORDS, some
from lepdata.seating.rows import describe
from lepdata.sectors.classifying import find_evidence
from lepdata.sectors.settling import NO_EVIDENCE, settle
from lepdata.words_by_id import phrases, say

SCORED_KINDS = ("own-text", "other-sighting")
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


def sentences(review: AccuracyReview) -> Sentences:
    """The page's opening: how much is settled, how much of it is right, where it goes wrong, what stays open."""
    return Sentences((_asked(review), _right(review), _voluntary(review), _residual(review), _open(review)))


def caveats(review: AccuracyReview) -> Caveats:
    """What a reader must know before quoting an accuracy."""
    rows, scored = review.rows, review.scored
    repeated = len(scored) - len(scored[["lep", "person_key"]].drop_duplicates())
    guesses = _some(rows["label_kind"] == "low").capitalize()
    residual = say("audit", "may" if review.residual else "may-not")
    return Caveats(
        (
            (
                "The labels never feed the classifier, but those who wrote its rules could read them, "
                "and the lines of every board here: boards from elsewhere may fare worse."
            ),
            (
                f"The labels are one reader's. {guesses} that the reader held to be guesses, and those "
                "where no source gave an answer, are not scored."
            ),
            (
                f"Labelled lines repeat people: {repeated} of {len(scored)} "
                f"{choose(repeated, 'is', 'are')} a person's second line or a later one, so the likely "
                "ranges are narrower than they should be."
            ),
            say("audit", "decisions-on" if review.decisions else "decisions-off", residual=residual),
        )
    )


def _asked(review: AccuracyReview) -> str:
    labelled = review.rows[review.rows["label"] != ""]
    return (
        f"A careful reader judged {len(labelled)} of {plural(len(review.rows), 'published line')}, "
        f"on {plural(labelled['lep'].nunique(), 'board')}; for {len(review.scored)} of them a "
        "source allows an answer, and these are scored."
    )


def _right(review: AccuracyReview) -> str:
    scored = review.scored
    settled, right = int(scored["settled"].sum()), int(scored["right"].sum())
    lowest, highest = likely_range(right, settled)
    return (
        f"The classifier settles {settled} of {choose(len(scored), 'this', 'these')} "
        f"{plural(len(scored), 'line')} and is right on {right}, "
        f"{_percent(right / max(settled, 1))} of those it settles; judged from so many lines, the "
        f"true share may well be anything from {_percent(lowest)} to {_percent(highest)}."
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%"


def _voluntary(review: AccuracyReview) -> str:
    scored = review.scored
    own = scored[scored["label"] == "voluntary"]
    false = (scored["sector"] == "voluntary") & ~scored["right"]
    return (
        f"Of {plural(len(own), 'labelled line')} about voluntary members "
        f"{plural(_some(own['right']), 'is', 'are')} found, "
        f"{plural(_some(own['settled'] & ~own['right']), 'is', 'are')} taken for another sector "
        f"and {plural(_some(~own['settled']), 'stays', 'stay')} open; "
        f"{plural(_some(false), 'is', 'are')} taken for voluntary wrongly."
    )


def _some(rows: pd.Series) -> str:
    return some(int(rows.sum()))


def _residual(review: AccuracyReview) -> str:
    if not review.residual:
        return "The rule for bare trading names is switched off."
    scored = review.scored
    own = scored[scored["evidence_kind"] == "residual"]
    lines = int((review.rows["evidence_kind"] == "residual").sum())
    return (
        "The residual rule, that a bare trading name is a business, decides "
        f"{plural(lines, 'line')}; of the {len(own)} labelled among them it is right on "
        f"{int(own['right'].sum())}."
    )


def _open(review: AccuracyReview) -> str:
    open_ = int((review.rows["sector"] == "unknown").sum())
    missed = review.scored[~review.scored["settled"]]
    told = [f"{n} {SECTOR_WORDS[str(label)].lower()}" for label, n in missed["label"].value_counts().items()]
    return say(
        "audit",
        "open-missed" if told else "open",
        open=open_,
        lines=len(review.rows),
        missed=len(missed),
        sectors=joined(told),
    )


def heading(review: AccuracyReview) -> Markup:
    """The page's heading."""
    return Markup(f"<h1>{escape(say('audit', 'title'))}</h1><p>{escape(say('audit', 'about'))}</p>")


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
        "Share of labelled": _tables_percent(len(own), len(scored)),
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
        "Settled": f"{settled} ({_tables_percent(settled, len(rows))})",
        "Right": right,
        "Right, of settled": _tables_percent(right, settled),
        "Likely range": f"{lowest} to {highest}" if settled else "",
    }


def _tables_percent(part: int, whole: int) -> str:
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
