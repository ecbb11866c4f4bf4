"""What a drafted plan says of itself, in sentences."""

from __future__ import annotations

from html import escape

from lepdata.reviews.drafts import DraftReview
from lepdata.reviews.show import Caveats, Markup, Sentences
from lepdata.words_by_id import say


def sentences(review: DraftReview) -> Sentences:
    """What the draft asks for, and the stage at which the board stands."""
    if review.draft is None or review.stage is None:
        return Sentences((say("plan_draft", "no-list", lep=review.board.lep),))
    return Sentences((review.draft.message, review.stage.reason))


def caveats(review: DraftReview) -> Caveats:
    """What the draft rests on."""
    return Caveats(review.draft.notes if review.draft else ())


def heading(review: DraftReview) -> Markup:
    """The page's heading."""
    title = review.draft.plan.title if review.draft else review.board.lep
    return Markup(f"<h1>{escape(title)}</h1>")
