"""The audit: what the classifier answers beside what a careful reader wrote, and which reason decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from lepdata.dates import words
from lepdata.display import Record
from lepdata.english import choose, joined, plural
from lepdata.errors import UsageError
from lepdata.files import RAW, rule_file
from lepdata.read.board import read_board
from lepdata.registers.frozen import read_raw
from lepdata.reviews import known
from lepdata.reviews.markup import (
    SECTOR_WORDS,
    Caveats,
    Columns,
    Markup,
    Row,
    Sentences,
    Table,
    captioned,
    some,
    table_of,
)
from lepdata.seating.rows import describe
from lepdata.sectors.classifying import find_evidence
from lepdata.sectors.settling import NO_EVIDENCE, settle

CONFLICTING = "conflicting"
SEEN, UNSEEN = "seen", "unseen"
UNSEEN_FOLDER, LABELS, SCORES = "labels/unseen", "labels.csv", "labels/unseen_scores.csv"
_EVIDENCE_WORDS = {row["kind"]: row["name"] for row in rule_file("names/evidence.csv")}
_LABEL_KINDS = {  # those that are scored
    "own-text": "The row's own words allow an answer",
    "other-sighting": "Another source about the person was needed",
}


@dataclass(frozen=True, repr=False)
class AccuracyReview(Record):
    """All that the audit's page says; `rows`, `scored` and `unsettled` are tidy frames to work on."""

    decisions: bool  # whether signed decisions were allowed to speak
    residual: bool  # whether the rule for bare trading names was
    rows: pd.DataFrame
    text: str = SEEN  # whether the rules' authors had read these lines

    @cached_property
    def scored(self) -> pd.DataFrame:
        """The labelled rows that a source allows an answer for: `outcome` is "right", "not settled" or "wrong"."""
        rows = self.rows[self.rows["label_kind"].isin(_LABEL_KINDS)]
        settled = rows["sector"] != "unknown"
        right = settled & (rows["sector"] == rows["label"])
        outcome = right.map({True: "right", False: "wrong"}).where(settled, "not settled")
        return rows.assign(
            settled=settled,
            right=right,
            outcome=pd.Categorical(outcome, ["right", "not settled", "wrong"], ordered=True),
            labelled=_in_words(rows["label"], SECTOR_WORDS),
            answered=_in_words(rows["sector"], SECTOR_WORDS),
            reason=_in_words(rows["evidence_kind"], _EVIDENCE_WORDS),
        )

    @cached_property
    def unsettled(self) -> pd.DataFrame:
        """The rows that stay unknown, with `why_open`, and whether they are `scored`."""
        rows = self.rows[self.rows["sector"] == "unknown"]
        return rows.assign(why_open=_why_open(rows), scored=rows["label_kind"].isin(_LABEL_KINDS))


def _in_words(codes: pd.Series, names: dict[str, str]) -> pd.CategoricalIndex:
    found = codes.map(lambda code: names.get(code, code.capitalize()))
    return pd.CategoricalIndex(found, list(dict.fromkeys([*names.values(), *found])), ordered=True)


def review_accuracy(decisions: bool = False, residual: bool = True, text: str | Path = SEEN) -> AccuracyReview:
    """Compare the classifier with the open labels: for `sentences`, `caveats` and `table`, and with frames to work on.

    Parameters
    ----------
    decisions : bool
        Whether signed hand decisions may speak; without them the rules stand alone.
    residual : bool
        Whether the one rule for bare trading names may speak.
    text : str or Path
        "seen": the shipped seats, which the rules' authors had read. "unseen": boards that nobody had read when the
        rules were first scored on them. Or a folder of your own: board files, and `labels.csv` with `row_id`,
        `sector_label`, `kind` and `label_reason`; score a fresh board before any rule changes.

    Examples
    --------
    >>> review = review_accuracy()
    >>> bool(review.scored["right"].mean() > 0.9)
    True
    """
    files, labels = _labelled_files(text)
    answers = [_answers(lines, decisions, residual).assign(part=part) for part, lines in files.items()]
    labels = labels.rename(columns={"sector_label": "label", "kind": "label_kind"})
    read = ["label", "label_kind", "label_reason"]
    found = pd.concat(answers, ignore_index=True)
    rows = found.merge(labels[["row_id", *read]], on="row_id", how="left", validate="one_to_one")
    shown = text if text == SEEN else UNSEEN
    return AccuracyReview(decisions, residual, rows.fillna(dict.fromkeys(read, "")), str(shown))


def _labelled_files(text: str | Path) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """The lines to classify, each file by itself, and a reader's labels of them."""
    if text == SEEN:
        return {"shipped boards": known.read_table("sightings")}, read_raw("labels/sector_labels.csv")
    if text == UNSEEN:
        names = sorted(path.name for path in (RAW / UNSEEN_FOLDER).glob("*.csv"))
        tables = {name: read_raw(f"{UNSEEN_FOLDER}/{name}") for name in names}
        labels = tables.pop(LABELS)
        return {Path(name).stem: table for name, table in tables.items()}, labels
    folder = Path(text)
    if not (folder / LABELS).is_file():
        raise UsageError(f"{folder / LABELS} is missing. Fix: put a label for each row beside the board files.")
    boards = {path.stem: read_board(path) for path in sorted(folder.glob("*.csv")) if path.name != LABELS}
    return boards, pd.read_csv(folder / LABELS, dtype=str, keep_default_na=False)


def _answers(lines: pd.DataFrame, decisions: bool, residual: bool) -> pd.DataFrame:
    lines = describe(lines)
    evidence = find_evidence(lines, decisions=decisions, residual=residual)
    return _with_deciding_kind(settle(lines, evidence), evidence)


def _with_deciding_kind(answers: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    """Each row with the kind and the strength of the reason that decided; "" where none did."""
    about = evidence[evidence["about"] == "sector"]
    strongest = about.sort_values("strength", ascending=False, kind="stable")
    strongest = strongest.rename(columns={"rule": "sector_rule", "says": "sector", "kind": "evidence_kind"})
    keys = ["seat_id", "sector_rule", "sector"]
    decided = strongest.drop_duplicates(keys)[[*keys, "evidence_kind", "strength"]]
    found = answers.merge(decided, on=keys, how="left", validate="one_to_one")
    kinds = found["evidence_kind"].fillna("").mask(found["sector_status"] == CONFLICTING, CONFLICTING)
    return found.assign(evidence_kind=kinds, strength=found["strength"].fillna(0).astype(int))


def likely_range(right: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % range of a share: what the true share may well be, judged from so many rows."""
    from scipy.stats import binomtest

    if not of:
        return 0.0, 1.0
    found = binomtest(right, of).proportion_ci(method="wilson")
    return float(found.low), float(found.high)


def heading(review: AccuracyReview) -> Markup:
    return Markup("<h1>How far to trust the sectors</h1><p>The classifier beside a careful reader.</p>")


def sentences(review: AccuracyReview) -> Sentences:
    """The page's opening: how much is settled, how much of it is right, where it goes wrong, what stays open."""
    return Sentences((*_settled(review), _voluntary(review.scored), _residual(review), _open(review)))


def caveats(review: AccuracyReview) -> Caveats:
    scored = review.scored
    repeated = len(scored) - len(scored[["lep", "person_key"]].drop_duplicates())
    guesses = _some(review.rows["label_kind"] == "low").capitalize()
    read = {
        SEEN: "those who wrote its rules could read them, and the lines of every board here: boards from elsewhere may "
        "fare worse.",
        UNSEEN: "rules were corrected after these lines were first scored: the first score of each part, written down, "
        "is the honest one.",
    }
    return Caveats(
        (
            f"The labels never feed the classifier, but {read[review.text]}",
            f"The labels are one reader's. {guesses} that the reader held to be guesses, and those where no source "
            "gave an answer, are not scored.",
            f"Labelled lines repeat people: {repeated} of {len(scored)} {choose(repeated, 'is', 'are')} a person's "
            "second line or a later one, so the likely ranges are narrower than they should be.",
            f"Signed decisions had {'their' if review.decisions else 'no'} say here. The rule for bare trading names "
            f"{'may' if review.residual else 'may not'} speak.",
        )
    )


def _settled(review: AccuracyReview) -> tuple[str, str]:
    labelled, scored = review.rows[review.rows["label"] != ""], review.scored
    settled, right = int(scored["settled"].sum()), int(scored["right"].sum())
    lowest, highest = map(_percent, likely_range(right, settled))
    return (
        f"A careful reader judged {len(labelled)} of {plural(len(review.rows), 'published line')}, on "
        f"{plural(labelled['lep'].nunique(), 'board')}; for {len(scored)} of them a source allows an answer, "
        "and these are scored.",
        f"The classifier settles or guesses {settled} of {choose(len(scored), 'this', 'these')} "
        f"{plural(len(scored), 'line')} and is right on {right}, {_percent(right / max(settled, 1))} "
        f"of those it settles; judged from so many lines, the true share "
        f"may well be anything from {lowest} to {highest}.",
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%"


def _voluntary(scored: pd.DataFrame) -> str:
    own = scored.loc[scored["label"] == "voluntary", "outcome"]
    false = (scored["sector"] == "voluntary") & ~scored["right"]
    found, taken, still = (_some(own == outcome) for outcome in ("right", "wrong", "not settled"))
    return (
        f"Of {plural(len(own), 'labelled line')} about voluntary members {plural(found, 'is', 'are')} found, "
        f"{plural(taken, 'is', 'are')} taken for another sector and {plural(still, 'stays', 'stay')} open; "
        f"{plural(_some(false), 'is', 'are')} taken for voluntary wrongly."
    )


def _some(rows: pd.Series) -> str:
    return some(int(rows.sum()))


def _residual(review: AccuracyReview) -> str:
    if not review.residual:
        return "The rule for bare trading names is switched off."
    lines = int((review.rows["evidence_kind"] == "residual").sum())
    own = review.scored.loc[review.scored["evidence_kind"] == "residual", "right"]
    return (
        "The guesses, that a bare trading name is a business’s and a museum, gallery or theatre a charity’s, decide "
        f"{plural(lines, 'line')}; of the {len(own)} labelled among them it is right on {own.sum()}."
    )


def _open(review: AccuracyReview) -> str:
    missed = review.scored.loc[~review.scored["settled"], "label"]
    sectors = [f"{n} {SECTOR_WORDS[str(label)].lower()}" for label, n in missed.value_counts().items()]
    found = f"; the reader found an answer for {len(missed)} of these ({joined(sectors)})" if sectors else ""
    open_lines = plural(len(review.rows), "line stays", "lines stay")
    return f"{len(review.unsettled)} of all {open_lines} unknown{found}."


def _where(review: AccuracyReview, caption: str) -> str:
    return caption + (", on unseen boards" if review.text == UNSEEN else "")


def accuracy(review: AccuracyReview) -> Table:
    scored = review.scored
    groups = {name: scored[scored["label_kind"] == kind] for kind, name in _LABEL_KINDS.items()} | {"Both": scored}
    rows = []
    for name, own in groups.items():
        settled = f"{own['settled'].sum()} ({_share(own['settled'])})"
        rows.append({"Labelled rows": name, "Rows": len(own), "Settled": settled, **_right_of(own[own["settled"]])})
    return captioned(pd.DataFrame(rows), _where(review, "How much is settled, and how much of that is right"))


def _right_of(settled: pd.DataFrame) -> dict[str, Any]:
    right = int(settled["right"].sum())
    between = " to ".join(map(_percent, likely_range(right, len(settled)))) if len(settled) else ""
    return {"Right": right, "Right, of settled": _share(settled["right"]), "Likely range": between}


def _share(answers: pd.Series) -> str:
    return _percent(answers.mean()) if len(answers) else ""


def evidence(review: AccuracyReview) -> Table:
    lines, scored = review.rows[review.rows["sector"] != "unknown"], review.scored
    rows = []
    for reason, own in lines.groupby(_in_words(lines["evidence_kind"], _EVIDENCE_WORDS)):
        labelled = scored[scored["settled"] & (scored["reason"] == reason)]
        counts = {"Reason that decided": reason, "All lines": len(own), "Labelled": len(labelled)}
        share = _percent(len(labelled) / len(scored))
        rows.append({**counts, "Share of labelled": share, **_right_of(labelled)})
    return captioned(pd.DataFrame(rows), _where(review, "Accuracy and coverage by the kind of reason that decided"))


def mistakes(review: AccuracyReview) -> Table:
    wrong = review.scored[review.scored["outcome"] == "wrong"]
    surest = wrong.sort_values("strength", ascending=False, kind="stable")
    return _lines(surest, ["Why open"], _where(review, "The wrong answers, those with the strongest reason first"))


def beyond(review: AccuracyReview) -> Table:
    own = review.rows[(review.rows["label_kind"] == "unknown") & (review.rows["sector"] != "unknown")]
    return _lines(
        own, ["Label", "Why open"], _where(review, "Answered although the reader found no answer"), folded=True
    )


def missed(review: AccuracyReview) -> Table:
    own = review.unsettled[review.unsettled["scored"]]
    without = ["Answer", "Why so answered"]
    return _lines(own, without, _where(review, "Not settled although the reader found an answer"), folded=True)


def _lines(rows: pd.DataFrame, without: list[str], caption: str, folded: bool = False) -> Table:
    columns: Columns = {
        "Line": "row_id",
        "Name": lambda row: row["person"] or "(holder not named)",
        "As printed": _as_printed,
        "Date": lambda row: words(row["snapshot_date"]),
        "Label": lambda row: SECTOR_WORDS[row["label"]],
        "Answer": lambda row: SECTOR_WORDS[row["sector"]],
        "Why so answered": "sector_because",
        "Why open": "why_open",
        "The reader's reason": "label_reason",
        "Source": "source_title",
        "Source address": "source_url",
    }
    return table_of(rows, {name: cell for name, cell in columns.items() if name not in without}, caption, folded)


def _as_printed(row: Row) -> str:
    printed = (row["job_title"], row["organisation_shown"], row["capacity_as_published"], row["sector_as_published"])
    return ", ".join(dict.fromkeys(filter(None, printed))) or "(nothing but the name)"


def _why_open(rows: pd.DataFrame) -> pd.Series:
    """One plain reason for each line that stays unknown."""
    silent = (rows["organisation"] + rows["job_title"]).str.strip() == ""
    reasons = pd.Series("An organisation or title that no rule knows", index=rows.index)
    reasons = reasons.mask(silent, "Only a name, a role or a seat that names no sector is printed")
    chairs = silent & (rows["role_read"] == "chair")
    reasons = reasons.mask(chairs, "A chair of whom nothing else is printed: chairing is no evidence of business")
    no_employer = rows["sector_because"] != NO_EVIDENCE
    reasons = reasons.mask(no_employer, "What is printed names the LEP, a partnership or a seat, not an employer")
    reasons = reasons.mask(rows["place"] != "person", "A vacancy, or a seat whose holder is not named")
    return reasons.mask(rows["sector_status"] == CONFLICTING, "Equally strong reasons disagree")


def parts(review: AccuracyReview) -> Table:
    return captioned(_headed(score(review)), "The score, part by part")


def _headed(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.rename(columns=lambda name: name.replace("_", " ").capitalize())


def score(review: AccuracyReview) -> pd.DataFrame:
    """One row for each part and one for all: the figures that `labels/unseen_scores.csv` keeps of earlier rules."""
    parts = {str(part): own for part, own in review.rows.groupby("part")}
    parts |= {"all": review.rows} if len(parts) > 1 else {}
    return pd.DataFrame([{"part": part, **_score(own)} for part, own in parts.items()])


def _score(rows: pd.DataFrame) -> dict[str, int]:
    own = rows[rows["label_kind"].isin(_LABEL_KINDS)]
    answered, right = own["sector"] != "unknown", own["sector"] == own["label"]
    voluntary, answers = own["label"] == "voluntary", own["sector"] == "voluntary"
    guessed, open_rows = own["evidence_kind"] == "residual", rows[rows["label_kind"] == "unknown"]
    lists = _private_by_list(rows)
    counts = {
        "own_text": len(own),
        "answered": answered.sum(),
        "right": right.sum(),
        "voluntary": voluntary.sum(),
        "voluntary_found": (voluntary & right).sum(),
        "voluntary_answers": answers.sum(),
        "guesses": guessed.sum(),
        "guesses_right": (guessed & right).sum(),
        "open": len(open_rows),
        "open_answered": (open_rows["sector"] != "unknown").sum(),
        "lists": len(lists),
        "private_over": (lists["answered"] > lists["labelled"]).sum(),
        "private_under": (lists["answered"] < lists["labelled"]).sum(),
    }
    return {name: int(count) for name, count in counts.items()}


def _private_by_list(rows: pd.DataFrame) -> pd.DataFrame:
    """The private members of each list, as answered and as labelled, guesses of the reader among them."""
    members = rows[(rows["counts_as_member"] != "no") & (rows["label"] != "")]
    private = members.assign(answered=members["sector"] == "private", labelled=members["label"] == "private")
    lists = private.groupby(["lep", "body", "snapshot_date"], as_index=False)
    return lists.agg(members=("label", "size"), answered=("answered", "sum"), labelled=("labelled", "sum"))


def direction(review: AccuracyReview) -> Table:
    lists = _private_by_list(review.rows)
    lists = lists.assign(over=lists["answered"] - lists["labelled"])
    lists = lists.sort_values(["over", "members"], ascending=False, kind="stable")
    return captioned(_headed(lists), "Private members list by list: as answered, as labelled, and how far over")


def earlier(review: AccuracyReview) -> Table:
    return captioned(_headed(read_raw(SCORES)), "Scores written down on unseen boards, rules by rules")


_TABLES: list[Callable[[AccuracyReview], Table]] = [
    *(accuracy, parts, earlier, direction, evidence, mistakes, beyond, missed),
]
TABLES = {make.__name__: make for make in _TABLES}
