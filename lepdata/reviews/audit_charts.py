"""The chart of the audit's page, with the finding it states."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import altair as alt
import pandas as pd

from lepdata.english import joined, plural
from lepdata.reviews.audit import EVIDENCE_WORDS, AccuracyReview
from lepdata.reviews.look import WIDTH, Chart, styled
from lepdata.reviews.wording import SECTOR_WORDS, some
from lepdata.words_by_id import say

ANSWERS = {"right": "#12436D", "not settled": "#B1B4B6", "wrong": "#F46A25"}


def sectors(review: AccuracyReview) -> Any:
    """Of each sector's labelled members: how many are found, left open, or taken for another sector."""
    scored = review.scored
    frame = _counted(scored, scored["label"].map(SECTOR_WORDS), "Sector", list(SECTOR_WORDS.values()))
    others = frame[frame["Answer"] != "right"].to_dict("records")
    lost = joined([f"{row['Sector'].lower()} {row['Rows']} {row['Answer']}" for row in others])
    right = int(scored["right"].sum())
    finding = say(
        "charts", "audit-sectors-lost" if lost else "audit-sectors-alt", n=len(scored), right=right, lost=lost
    )
    return styled(_bars(frame, "Sector"), finding, "Labelled lines of each sector: right, not settled, wrong")


def evidence(review: AccuracyReview) -> Any:
    """Of what each kind of reason decided: how much is right."""
    scored = review.scored[review.scored["settled"]]
    words = scored["evidence_kind"].map(lambda kind: EVIDENCE_WORDS.get(kind, kind.capitalize()))
    frame = _counted(scored, words, "Reason", list(dict.fromkeys([*EVIDENCE_WORDS.values(), *words])))
    wrong = frame[frame["Answer"] == "wrong"]
    told = [f"{row['Rows']} by {_small(row['Reason'])}" for row in wrong.to_dict("records")]
    finding = f"Of {plural(len(scored), 'settled line')} wrong: {joined(told) or some(0)}."
    return styled(
        _bars(frame, "Reason"), finding, ("Settled lines by the kind of reason that decided: right and wrong")
    )


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _counted(scored: pd.DataFrame, groups: pd.Series, name: str, order: list[str]) -> pd.DataFrame:
    answer = scored["right"].map({True: "right", False: "wrong"}).where(scored["settled"], "not settled")
    frame = pd.DataFrame({name: groups, "Answer": answer}).value_counts().reset_index(name="Rows")
    sizes = frame.groupby(name)["Rows"].transform("sum")
    frame["Label"] = frame[name] + " (" + sizes.astype(str) + ")"
    rank = frame[name].map({word: place for place, word in enumerate(order)})
    frame["Order"] = frame["Answer"].map({word: place for place, word in enumerate(ANSWERS)})
    return frame.assign(Rank=rank).sort_values(["Rank", "Order"], ignore_index=True)


def _bars(frame: pd.DataFrame, name: str) -> Any:
    labels = list(dict.fromkeys(frame["Label"]))
    scale = alt.Scale(domain=list(ANSWERS), range=list(ANSWERS.values()))
    return (
        Chart(frame)
        .mark_bar(stroke="#FFFFFF", strokeWidth=1)
        .encode(
            y=alt.Y("Label:N", sort=labels, title=None),
            x=alt.X("Rows:Q", stack="normalize", title="Share of labelled lines", axis=alt.Axis(format="%")),
            color=alt.Color("Answer:N", scale=scale, title=None),
            order=alt.Order("Order:Q"),
            tooltip=[f"{name}:N", "Answer:N", "Rows:Q"],
        )
        .properties(width=WIDTH - 260, height=30 * max(1, len(labels)))
    )


CHARTS: dict[str, Callable[[AccuracyReview], Any]] = {"sectors": sectors, "evidence": evidence}
