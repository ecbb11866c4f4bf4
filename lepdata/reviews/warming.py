"""What every board's page needs, loaded and made once, for a process that others are about to be forked from."""

from __future__ import annotations

import rapidfuzz.fuzz  # noqa: F401 - loaded by what needs it, which one board's page may not reach
import scipy.optimize  # noqa: F401

from lepdata.reviews.boards import review_board
from lepdata.reviews.drafts import review_draft
from lepdata.reviews.engagement import grade_engagement
from lepdata.reviews.known import boards
from lepdata.reviews.parts import tables_and_charts


def warm() -> None:
    """Make one board's page and show it to nobody: tables read, libraries loaded and rules compiled then stay so."""
    known = boards().sort_values("completeness", key=lambda kind: kind != "full")  # whose page has every part
    review = review_board(known["lep"].iloc[0])
    for one in (review, grade_engagement(review.lep), review_draft(review)):
        for part in tables_and_charts(one):
            part._repr_mimebundle_()
