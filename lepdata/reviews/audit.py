"""The audit: what the classifier answers beside what a careful reader wrote, and which reason decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from pathlib import Path
from statistics import NormalDist

import pandas as pd

from lepdata import dates, display, errors
from lepdata.english import choose, how_many, joined, plural
from lepdata.files import RAW, rule_file
from lepdata.read.board import read_board
from lepdata.registers.frozen import read_raw
from lepdata.reviews import known
from lepdata.reviews.markup import SECTOR_WORDS, Markup
from lepdata.seating.rows import describe
from lepdata.sectors import classifying, settling

SEEN, UNSEEN, LABELS = "seen", "unseen", "labels.csv"
_PRINTED = ["job_title", "organisation_shown", "capacity_as_published", "sector_as_published"]
_EVIDENCE_WORDS = {row["kind"]: row["name"] for row in rule_file("names/evidence.csv")}


@dataclass(frozen=True, repr=False)
class AccuracyReview(display.Record):
    """All that the audit's page says; `rows`, `scored` and `unsettled` are tidy frames to work on."""

    decisions: bool  # whether signed decisions were allowed to speak
    residual: bool  # whether the rule for bare trading names was
    rows: pd.DataFrame
    text: str = SEEN  # whether the rules' authors had read these lines

    @cached_property
    def lines(self) -> pd.DataFrame:
        """The rows in words; `outcome` is "right", "not settled" or "wrong", and `reason` the kind that decided."""
        rows, settled = self.rows, self.rows["sector"] != "unknown"
        right = settled & (rows["sector"] == rows["label"])
        outcome = right.map({True: "right", False: "wrong"}).where(settled, "not settled")
        graded = pd.Categorical(outcome, ["right", "not settled", "wrong"], ordered=True)
        scored = rows["label_kind"].isin(("own-text", "other-sighting"))  # by the row's own words, or another source
        labelled, answered = (_in_words(rows[name], SECTOR_WORDS) for name in ("label", "sector"))
        reason = _in_words(rows["evidence_kind"], _EVIDENCE_WORDS)
        texts = rows[_PRINTED].itertuples(index=False)
        printed = [", ".join(dict.fromkeys(filter(None, own))) or "(nothing but the name)" for own in texts]
        name, date = rows["person"].replace("", "(holder not named)"), rows["snapshot_date"].map(dates.words)
        rows = rows.assign(name=name, as_printed=printed, date=date, labelled=labelled, answered=answered)
        return rows.assign(reason=reason, settled=settled, right=right, outcome=graded, scored=scored)

    # those that a source allows an answer for, those that have one, and those that stay unknown
    scored = cached_property[pd.DataFrame](lambda self: self.lines[self.lines["scored"]])
    answered = cached_property[pd.DataFrame](lambda self: self.lines[self.lines["settled"]])
    unsettled = cached_property[pd.DataFrame](lambda self: self.lines[~self.lines["settled"]])


def _in_words(codes: pd.Series, names: dict[str, str]) -> pd.CategoricalIndex:
    words = names | {code: code.capitalize() for code in codes.unique() if code and code not in names}
    return pd.CategoricalIndex(codes.map(words), list(dict.fromkeys(words.values())), ordered=True)


def review_accuracy(decisions: bool = False, residual: bool = True, text: str | Path = SEEN) -> AccuracyReview:
    """Compare the classifier with the open labels: for `sentences` and `caveats`, and with frames to work on.

    Parameters
    ----------
    decisions : bool
        Whether signed hand decisions may speak; without them the rules stand alone.
    residual : bool
        Whether the one rule for bare trading names may speak.
    text : str or Path
        "seen": the shipped seats, which the rules' authors had read. "unseen": boards that nobody had read when the
        rules were first scored on them. Or a folder of your own: board files, and `labels.csv` with `row_id`,
        `sector_label`, `kind` and `label_reason` for each row; score a fresh board before any rule changes.

    Examples
    --------
    >>> review = review_accuracy()
    >>> bool(review.scored["right"].mean() > 0.9)
    True
    """
    if text == SEEN:
        files, labels = {"shipped boards": known.read_table("sightings")}, read_raw("labels/sector_labels.csv")
    else:
        folder = RAW / "labels/unseen" if text == UNSEEN else Path(text)
        if not (folder / LABELS).is_file():
            fix = "put a label for each row beside the board files"
            raise errors.UsageError(f"{folder / LABELS} is missing. Fix: {fix}.")
        files = {path.stem: read_board(path) for path in sorted(folder.glob("*.csv")) if path.name != LABELS}
        labels = pd.read_csv(folder / LABELS, dtype=str, keep_default_na=False)
    answers = [_answers(describe(lines), decisions, residual).assign(part=part) for part, lines in files.items()]
    labels = labels.rename(columns={"sector_label": "label", "kind": "label_kind"})
    read = ["label", "label_kind", "label_reason"]
    found = pd.concat(answers, ignore_index=True)
    rows = found.merge(labels[["row_id", *read]], on="row_id", how="left", validate="many_to_one")
    shown = text if text == SEEN else UNSEEN
    return AccuracyReview(decisions, residual, rows.fillna(dict.fromkeys(read, "")), str(shown))


def _answers(lines: pd.DataFrame, decisions: bool, residual: bool) -> pd.DataFrame:
    """Each row's answer with the kind and the strength of the reason that decided; "" where none did."""
    reasons = classifying.find_evidence(lines, decisions=decisions, residual=residual)
    strongest = reasons[reasons["about"] == "sector"].sort_values("strength", ascending=False, kind="stable")
    strongest = strongest.rename(columns={"rule": "sector_rule", "says": "sector", "kind": "evidence_kind"})
    keys = ["seat_id", "sector_rule", "sector"]
    decided = strongest.drop_duplicates(keys)[[*keys, "evidence_kind", "strength"]]
    found = settling.settle(lines, reasons).merge(decided, on=keys, how="left", validate="one_to_one")
    kinds = found["evidence_kind"].fillna("").mask(found["sector_status"] == "conflicting", "conflicting")
    return found.assign(evidence_kind=kinds, strength=found["strength"].fillna(0).astype(int))


def likely_range(right: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % range of a share: what the true share may well be, judged from so many rows."""
    if not of:
        return 0.0, 1.0
    z, share = NormalDist().inv_cdf(0.975), right / of
    middle, half = share + z * z / (2 * of), z * sqrt(share * (1 - share) / of + (z / (2 * of)) ** 2)
    whole = 1 + z * z / of
    return max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole)


def in_per_cent(right: int, of: int) -> tuple[str, str]:
    """The share that is right, and between which two the true one may well lie; "" where there is none."""
    lowest, highest = likely_range(right, of)
    return (f"{right / of:.1%}", f"{lowest:.1%} to {highest:.1%}") if of else ("", "")


def heading(review: AccuracyReview) -> Markup:
    return Markup("<h1>How far to trust the sectors</h1><p>The classifier beside a careful reader.</p>")


def sentences(review: AccuracyReview) -> Iterator[str]:
    rows, scored = review.rows, review.scored
    labelled, settled = rows[rows["label"] != ""], scored.loc[scored["settled"], "right"]
    yield (
        f"A careful reader judged {len(labelled):,} of {len(rows):,} published lines, in "
        f"{plural(labelled['lep'].nunique(), 'area')}; for {len(scored)} of them a source allows an answer, "
        "and these are scored."
    )
    share, likely = in_per_cent(int(settled.sum()), len(settled))
    of = "all" if len(settled) == len(scored) else f"{len(settled)} of these"
    sure = f"Judged from so many lines, the true share may well be anything from {likely}."
    lines = plural(len(scored), "line")
    right = f", and is right on {settled.sum()}, {share}. {sure}" if share else "."
    yield f"The classifier answers {of} {lines}, surely or as a guess{right}"
    voluntary = scored.loc[scored["label"] == "voluntary", "outcome"]
    found, taken, still = (how_many(int((voluntary == one).sum())) for one in ("right", "wrong", "not settled"))
    false = how_many(int(((scored["sector"] == "voluntary") & ~scored["right"]).sum()))
    told = f"{plural(found, 'is', 'are')} found, {plural(taken, 'is', 'are')} taken for another sector and "
    told += f"{plural(still, 'is', 'are')} not settled"
    if len(voluntary) and (voluntary == "right").all():
        told = "all are found"
    wrongly = f"of the other lines {plural(false, 'is', 'are')} wrongly taken for voluntary"
    yield f"Of {plural(len(voluntary), 'labelled line')} about voluntary members {told}; {wrongly}."
    guessed = scored.loc[scored["evidence_kind"] == "residual", "right"]
    guesses = (
        "A bare trading name is guessed to be a business’s, and the name of a museum, gallery or theatre a charity’s. "
        f"Such guesses decide {plural((rows['evidence_kind'] == 'residual').sum(), 'line')}; "
        f"{plural(len(guessed), 'was', 'were')} scored, and {plural(guessed.sum(), 'was', 'were')} right."
    )
    yield guesses if review.residual else "Bare trading names are not guessed at: that rule is switched off."
    missed = scored.loc[~scored["settled"], "label"]
    sectors = joined([f"{n} {SECTOR_WORDS[str(label)].lower()}" for label, n in missed.value_counts().items()])
    answered = f"; the reader found an answer for {len(missed)} of these ({sectors})" if sectors else ""
    yield f"Of all {len(rows):,} lines {plural(len(review.unsettled), 'stays', 'stay')} unknown{answered}."


def caveats(review: AccuracyReview) -> Iterator[str]:
    read = {
        SEEN: "those who wrote its rules could read them, and the lines of every board here: boards from elsewhere may "
        "fare worse.",
        UNSEEN: "rules were corrected after these lines were first scored: the first score of each part, below, is the "
        "honest one.",
    }
    yield f"The labels never feed the classifier, but {read[review.text]}"
    guesses = how_many(int((review.rows["label_kind"] == "low").sum())).capitalize()
    yield (
        f"The labels are one reader’s. {guesses} that the reader held to be guesses, and those where no source gave an "
        "answer, are not scored."
    )
    scored = review.scored
    repeated = int(scored.duplicated(["lep", "person_key"]).sum())
    yield (
        f"Labelled lines repeat people: {repeated} of {len(scored)} {choose(repeated, 'is', 'are')} a person’s second "
        "line or a later one, so the likely ranges are narrower than they should be."
    )
    yield (
        f"Decisions signed by hand are {'heeded' if review.decisions else 'left aside'} in these scores; guesses, such "
        f"as that a bare trading name is a business’s, are {'among' if review.residual else 'not among'} the answers."
    )


def score(review: AccuracyReview) -> pd.DataFrame:
    """One row for each part and one for all: the figures that `labels/unseen_scores.csv` keeps of earlier rules."""
    rows, whole = review.lines, review.lines.assign(part="all")
    rows = pd.concat([rows, whole]) if rows["part"].nunique() > 1 else rows
    own, answered, voluntary = rows["scored"], rows["settled"], rows["scored"] & (rows["label"] == "voluntary")
    right = own & rows["right"]
    guessed, open_rows = own & (rows["evidence_kind"] == "residual"), rows["label_kind"] == "unknown"
    counted = {
        **{"own_text": own, "answered": own & answered, "right": right},
        **{"voluntary": voluntary, "voluntary_found": voluntary & right},
        **{"voluntary_answers": own & (rows["sector"] == "voluntary"), "guesses": guessed},
        **{"guesses_right": guessed & right, "open": open_rows, "open_answered": open_rows & answered},
    }
    over = private_by_list(rows, "part").set_index("part")["over"]
    lists = pd.DataFrame({"lists": over.notna(), "private_over": over > 0, "private_under": over < 0})
    sums = [pd.DataFrame(counted).groupby(rows["part"]).sum(), lists.groupby("part").sum()]
    found = pd.concat(sums, axis="columns").fillna(0).astype(int)
    return found.loc[sorted(found.index, key=lambda part: (part == "all", part))].rename_axis("part").reset_index()


def private_by_list(rows: pd.DataFrame, *by: str) -> pd.DataFrame:
    """The private members of each list, as answered and as labelled, guesses of the reader among them."""
    members = rows[(rows["counts_as_member"] != "no") & (rows["label"] != "")]
    private = members.assign(answered=members["sector"] == "private", labelled=members["label"] == "private")
    lists = private.groupby([*by, "lep", "body", "snapshot_date"], as_index=False)
    found = lists.agg(members=("label", "size"), answered=("answered", "sum"), labelled=("labelled", "sum"))
    return found.assign(over=found["answered"] - found["labelled"])
