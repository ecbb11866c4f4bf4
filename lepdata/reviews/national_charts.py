"""The charts of the national page, each with the finding it states."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import altair as alt
import pandas as pd

from lepdata.english import choose, plural
from lepdata.model.phrases import joined
from lepdata.reviews.charts import Chart, layers
from lepdata.reviews.national_review import NationalReview
from lepdata.reviews.theme import OUTCOME_COLOURS, SECTOR_COLOURS, TEXT, THRESHOLD, WIDTH, styled
from lepdata.reviews.tile_map import tile_map
from lepdata.reviews.words import COMPLETENESS_WORDS, CRITERION_WORDS, some

TWO_THIRDS = Fraction(2, 3)
_PRIVATE = "private-two-thirds"
_COUNTED = ["lep", "as_at", "for", "against", "unknown"]


def coverage(review: NationalReview) -> Any:
    """How many boards have what kind of list."""
    kinds = [one.board.completeness if one.board else "" for one in review.boards]
    words = {**COMPLETENESS_WORDS, "": "no dated list"}
    rows = [
        {"Best list": word.capitalize(), "Boards": kinds.count(kind)} for kind, word in words.items() if kind in kinds
    ]
    frame = pd.DataFrame(rows)
    lists = joined([f"{row['Boards']} {str(row['Best list']).lower()}" for row in rows])
    finding = f"Best published list: {lists}."
    base = alt.Chart(frame).encode(
        y=alt.Y("Best list:N", sort=None, title=None), x=alt.X("Boards:Q", title="Boards", axis=alt.Axis(tickMinStep=5))
    )
    labels = base.mark_text(align="left", dx=5, fontSize=13, color=TEXT).encode(text="Boards:Q")
    chart = layers(base.mark_bar(color=SECTOR_COLOURS["Private"]), labels).properties(
        width=WIDTH - 220, height=34 * len(frame)
    )
    return styled(chart, finding, "What is known of each board")


def outcomes(review: NationalReview) -> Any:
    """The last rules asked of every board's list as it stands."""
    asked = _under_the_yardstick(review)
    frame = asked.groupby(["Rule", "As listed"], sort=False).size().reset_index(name="Boards")
    private = asked[asked["Rule"] == CRITERION_WORDS[_PRIVATE]]
    met = int((private["As listed"] == "met").sum())
    finding = (
        f"As listed, {some(met)} of {plural(len(private), 'board')} "
        f"{choose(some(met), 'reaches', 'reach')} two-thirds private; for the rest see the "
        "table."
    )
    frame["Order"] = frame["As listed"].map({word: place for place, word in enumerate(OUTCOME_COLOURS)})
    scale = alt.Scale(domain=list(OUTCOME_COLOURS), range=list(OUTCOME_COLOURS.values()))
    bars = (
        Chart(frame)
        .mark_bar()
        .encode(
            y=alt.Y("Rule:N", sort=list(dict.fromkeys(asked["Rule"])), title=None),
            x=alt.X("sum(Boards):Q", title="Boards"),
            color=alt.Color("As listed:N", scale=scale, title=None),
            order=alt.Order("Order:Q"),
            tooltip=["Rule:N", "As listed:N", "Boards:Q"],
        )
    )
    chart = bars.properties(width=WIDTH - 220, height=30 * max(1, asked["Rule"].nunique()))
    return styled(chart, finding, "The last rules, asked of each list as it stands")


def _under_the_yardstick(review: NationalReview) -> pd.DataFrame:
    asked = review.outcomes[review.outcomes["rules"] == "yardstick"]
    rules = asked["criterion"].map(lambda name: CRITERION_WORDS.get(name, name))
    return pd.DataFrame({"Rule": rules, "As listed": asked["as_listed"]})


def private_shares(review: NationalReview) -> pd.DataFrame:
    """Business members of every list that can carry a share, most known first.

    Returns
    -------
    DataFrame
        lep, as_at, for, against, unknown, listed (their sum), lowest and highest share.
    """
    asked = review.outcomes
    own = asked[
        (asked["rules"] == "yardstick") & (asked["criterion"] == _PRIVATE) & (asked["carries_a_share"] == "yes")
    ]
    frame = own[_COUNTED].assign(listed=own["for"] + own["against"] + own["unknown"])
    frame = frame[frame["listed"] > 0]
    frame = frame.assign(
        lowest=frame["for"] / frame["listed"], highest=(frame["for"] + frame["unknown"]) / frame["listed"]
    )
    return frame.sort_values(["lowest", "lep"], ascending=[False, True], ignore_index=True)


def shares(review: NationalReview) -> Any:
    """Every usable list's business share: from those known to be business to all of unknown sector counted too."""
    frame = private_shares(review)
    frame = frame.assign(
        Board=frame["lep"] + " (" + frame["as_at"].str[:4] + ")",
        Known=frame["for"].astype(str)
        + " of "
        + frame["listed"].astype(str)
        + ", "
        + frame["unknown"].astype(str)
        + " unknown",
    )
    rows = frame.to_dict("records")
    could = sum(Fraction(row["for"] + row["unknown"], row["listed"]) >= TWO_THIRDS for row in rows)
    do = sum(Fraction(row["for"], row["listed"]) >= TWO_THIRDS for row in rows)
    finding = (
        f"On {some(do)} of {plural(len(rows), 'list')} two-thirds are known to be from "
        f"business; on {some(could)} it is possible, if everyone of unknown sector were."
    )
    base = alt.Chart(frame[["Board", "lowest", "highest", "Known"]])
    y = alt.Y("Board:N", sort=None, title=None)
    x = alt.X(
        "lowest:Q",
        title="Share of members listed",
        axis=alt.Axis(format="%", tickCount=5),
        scale=alt.Scale(domain=[0, 1]),
    )
    bars = base.mark_rule(size=6, color="#B1B4B6").encode(x=x, x2="highest:Q", y=y)
    dots = base.mark_point(filled=True, size=110, opacity=1, color=SECTOR_COLOURS["Private"]).encode(
        x=alt.X("lowest:Q", title="Share of members listed"), y=y, tooltip=["Board:N", "Known:N"]
    )
    line = alt.Chart(pd.DataFrame([{"Two-thirds": float(TWO_THIRDS)}]))
    rule = line.mark_rule(color=THRESHOLD, strokeDash=[6, 3], size=2).encode(x="Two-thirds:Q")
    chart = layers(bars, dots, rule).properties(width=WIDTH - 260, height=22 * max(1, len(frame)))
    return styled(chart, finding, "Business share of each list; the dashed line is two-thirds")


def areas(review: NationalReview) -> Any:
    """Where the boards lie whose list, as it stands, would be two-thirds private or not; white: no list good enough."""
    asked = review.outcomes
    own = asked[
        (asked["rules"] == "yardstick") & (asked["criterion"] == _PRIVATE) & (asked["carries_a_share"] == "yes")
    ]
    frame = own[["lep"]].assign(answer=own["as_listed"])
    return tile_map(frame, "answer", "Two-thirds private, as the list stands (business reading)")


CHARTS: dict[str, Callable[[NationalReview], Any]] = {
    "coverage": coverage,
    "outcomes": outcomes,
    "shares": shares,
    "areas": areas,
}
