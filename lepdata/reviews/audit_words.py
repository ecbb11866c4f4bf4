"""What the audit's page says in sentences. Every number in them is computed."""

from __future__ import annotations

from html import escape

import pandas as pd

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
            say("audit", "not-fed"),
            say("audit", "one-reader", guesses=guesses),
            say("audit", "repeated", repeated=repeated, scored=len(scored)),
            say("audit", "decisions-on" if review.decisions else "decisions-off", residual=residual),
        )
    )


def _asked(review: AccuracyReview) -> str:
    labelled = review.rows[review.rows["label"] != ""]
    return say(
        "audit",
        "asked",
        labelled=len(labelled),
        lines=len(review.rows),
        boards=labelled["lep"].nunique(),
        scored=len(review.scored),
    )


def _right(review: AccuracyReview) -> str:
    scored = review.scored
    settled, right = int(scored["settled"].sum()), int(scored["right"].sum())
    lowest, highest = likely_range(right, settled)
    return say(
        "audit",
        "right",
        settled=settled,
        scored=len(scored),
        right=right,
        share=_percent(right / max(settled, 1)),
        lowest=_percent(lowest),
        highest=_percent(highest),
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%"


def _voluntary(review: AccuracyReview) -> str:
    scored = review.scored
    own = scored[scored["label"] == "voluntary"]
    false = (scored["sector"] == "voluntary") & ~scored["right"]
    return say(
        "audit",
        "voluntary",
        n=len(own),
        found=_some(own["right"]),
        otherwise=_some(own["settled"] & ~own["right"]),
        open=_some(~own["settled"]),
        false=_some(false),
    )


def _some(rows: pd.Series) -> str:
    return some(int(rows.sum()))


def _residual(review: AccuracyReview) -> str:
    if not review.residual:
        return say("audit", "residual-off")
    scored = review.scored
    own = scored[scored["evidence_kind"] == "residual"]
    lines = int((review.rows["evidence_kind"] == "residual").sum())
    return say("audit", "residual", lines=lines, labelled=len(own), right=int(own["right"].sum()))


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
