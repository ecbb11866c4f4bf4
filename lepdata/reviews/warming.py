"""What every board's page needs, loaded and made once, for a process that others are about to be forked from."""

from __future__ import annotations

from importlib import import_module

from lepdata.reviews import parts
from lepdata.reviews.boards import review_board
from lepdata.reviews.drafts import review_draft
from lepdata.reviews.engagement import grade_engagement
from lepdata.reviews.known import boards

_LATE = ("rapidfuzz.fuzz", "scipy.optimize")  # loaded by what needs them, which one board's page may not reach


def warm() -> None:
    """Make one board's page and show it to nobody: tables read, libraries loaded and rules compiled then stay so."""
    for module in _LATE:
        import_module(module)
    known = boards().sort_values("members", kind="stable")
    full = known["lep"][known["completeness"] == "full"]  # the page of such a list has every part
    review = review_board((full if len(full) else known["lep"]).iloc[0])
    others = (grade_engagement(review.lep), review_draft(review))
    every = [part for one in (review, *others) for part in parts.every_part(one)]
    for part in (*every, parts.facts(review), parts.cards(review)):
        for form in ("_repr_mimebundle_", "_repr_html_"):
            if hasattr(part, form):
                getattr(part, form)()
                break
