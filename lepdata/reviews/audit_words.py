"""What the audit's page says in sentences. Every number in them is computed."""

from __future__ import annotations

from lepdata.reviews.audit import AccuracyReview, likely_range
from lepdata.reviews.show import Caveats, Markup, Sentences
from lepdata.reviews.words import SECTOR_WORDS, count, listing, some


def sentences(review: AccuracyReview) -> Sentences:
    """The page's opening: how much is settled, how much of it is right, where it goes wrong, what stays open."""
    return Sentences((_asked(review), _right(review), _voluntary(review), _residual(review), _open(review)))


def caveats(review: AccuracyReview) -> Caveats:
    """What a reader must know before quoting an accuracy."""
    rows, scored = review.rows, review.scored
    repeated = len(scored) - len(scored[["lep", "person_key"]].drop_duplicates())
    off = "Signed decisions had no say here." if not review.decisions else "Signed decisions had their say here."
    return Caveats(
        (
            "The labels never feed the classifier, but those who wrote its rules could read them, and the lines of "
            "every board here: boards from elsewhere may fare worse.",
            f"The labels are one reader's. {some(int((rows['label_kind'] == 'low').sum())).capitalize()} that the "
            "reader held to be guesses, and those where no source gave an answer, are not scored.",
            f"Labelled lines repeat people: {repeated} of {len(scored)} are a person's second line or a later one, so "
            "the likely ranges are narrower than they should be.",
            f"{off} The rule for bare trading names {'may' if review.residual else 'may not'} speak.",
        )
    )


def _asked(review: AccuracyReview) -> str:
    labelled = review.rows[review.rows["label"] != ""]
    return (
        f"A careful reader judged {len(labelled)} of {len(review.rows)} published lines, on "
        f"{count(labelled['lep'].nunique(), 'board')}; for {len(review.scored)} of them a source allows an answer, and "
        "these are scored."
    )


def _right(review: AccuracyReview) -> str:
    scored = review.scored
    settled, right = int(scored["settled"].sum()), int(scored["right"].sum())
    lowest, highest = likely_range(right, settled)
    return (
        f"The classifier settles {settled} of these {len(scored)} lines and is right on {right}, "
        f"{100 * right / max(settled, 1):.1f}% of those it settles; judged from so many lines, the true share may well "
        f"be anything from {100 * lowest:.1f}% to {100 * highest:.1f}%."
    )


def _voluntary(review: AccuracyReview) -> str:
    scored = review.scored
    own = scored[scored["label"] == "voluntary"]
    false = (scored["sector"] == "voluntary") & ~scored["right"]
    return (
        f"Of {count(len(own), 'labelled line')} about voluntary members {some(int(own['right'].sum()))} are found, "
        f"{some(int((own['settled'] & ~own['right']).sum()))} are taken for another sector and "
        f"{some(int((~own['settled']).sum()))} stay open; {some(int(false.sum()))} are taken for voluntary wrongly."
    )


def _residual(review: AccuracyReview) -> str:
    if not review.residual:
        return "The rule for bare trading names is switched off."
    scored = review.scored
    own = scored[scored["evidence_kind"] == "residual"]
    everywhere = int((review.rows["evidence_kind"] == "residual").sum())
    return (
        f"The residual rule, that a bare trading name is a business, decides {everywhere} lines; of the {len(own)} "
        f"labelled among them it is right on {int(own['right'].sum())}."
    )


def _open(review: AccuracyReview) -> str:
    open_ = review.rows[review.rows["sector"] == "unknown"]
    missed = review.scored[~review.scored["settled"]]
    sectors = missed["label"].value_counts()
    told = [f"{n} {SECTOR_WORDS[str(label)].lower()}" for label, n in sectors.items()]
    tail = f"; the reader found an answer for {len(missed)} of these ({listing(told)})" if told else ""
    return f"{len(open_)} of all {len(review.rows)} lines stay unknown{tail}."


def heading(review: AccuracyReview) -> Markup:
    """The page's heading."""
    return Markup("<h1>How far to trust the sectors</h1><p>The classifier beside a careful reader.</p>")
