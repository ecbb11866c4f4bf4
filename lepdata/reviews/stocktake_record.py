"""A stock-take for other programs: one record, or one row for each council and question."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lepdata.forms.questions import form
from lepdata.reviews.stocktake_review import StocktakeReview
from lepdata.reviews.stocktake_words import caveats, sentences
from lepdata.stocktakes.rules import FORM, asked

ROW_COLUMNS = (
    *("lep", "made_up", "council", "question_id", "section", "question", "about", "answer", "note", "answered_on"),
    *("together", "fact", "body", "list_date", "outcome", "reason"),
)


def stocktake_record(review: StocktakeReview) -> dict[str, Any]:
    """A stock-take as plain values, ready for JSON.

    Examples
    --------
    >>> from lepdata.reviews.stocktake_review import review_stocktake
    >>> stocktake_record(review_stocktake("Exampleshire"))["not_answered"]
    ['Eastvale Borough Council']
    """
    stock = review.stock
    return {
        "lep": review.lep,
        "made_up": review.made_up,
        "as_at": review.as_at,
        "strategy": review.wave._asdict() if review.wave else {},
        "councils": list(stock.councils),
        "not_answered": list(stock.missing),
        "no_longer_of_the_area": list(stock.gone),
        "questions": stock.questions.to_dict("records"),
        "answers": stock.answers[stock.answers["answer"] != ""]
        .drop(columns=["section", "question"])
        .to_dict("records"),
        "answered_two_ways": stock.twice.to_dict("records"),
        "known": stock.facts.to_dict("records"),
        "evidence": stock.evidence.to_dict("records"),
        "sentences": list(sentences(review)),
        "caveats": list(caveats(review)),
    }


def question_rows() -> pd.DataFrame:
    """The questions themselves: a row for each, with whom it is about and where it comes from."""
    rows = [
        (one.question_id, asked()[one.question_id].about, one.section, one.text, one.source)
        for one in form(FORM).questions
    ]
    return pd.DataFrame(rows, columns=["question_id", "about", "section", "question", "source"], dtype="str")


def stocktake_rows(review: StocktakeReview) -> pd.DataFrame:
    """A row for each council and question: the answer, what all say together, and what the lists show.

    Returns
    -------
    DataFrame
        Text throughout; `fact` to `reason` are "" where no list speaks to the question.
    """
    stock = review.stock
    beside = stock.evidence.rename(columns={"as_at": "list_date"}).drop(columns=["answer", "answered_on"])
    rows = stock.answers.merge(beside, on=["council", "question_id"], how="left", validate="one_to_one").fillna("")
    together = stock.questions.set_index("question_id")["says"]
    rows = rows.assign(
        lep=review.lep, made_up="yes" if review.made_up else "no", together=rows["question_id"].map(together)
    )
    return rows[list(ROW_COLUMNS)].astype("str")
