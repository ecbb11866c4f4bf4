"""What the audit's page says in sentences. Every number in them is computed."""

from __future__ import annotations

from html import escape

import pandas as pd

from lepdata.english import choose, plural
from lepdata.model.phrases import joined, say
from lepdata.reviews.audit import AccuracyReview, likely_range
from lepdata.reviews.show import Caveats, Markup, Sentences
from lepdata.reviews.words import SECTOR_WORDS, some


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
