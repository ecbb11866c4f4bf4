"""The readings of "private" side by side: the chart of a board that is too much for a cell of its notebook."""

import math
from typing import Any

import altair as alt
import pandas as pd

from lepdata.judging.criteria import fraction_words
from lepdata.judging.judgement import Verdict, scale_of
from lepdata.reviews.boards import BoardReview
from lepdata.reviews.look import GUESSED, SECTOR_COLOURS, TEXT, THRESHOLD, WIDTH, LayerChart, styled
from lepdata.reviews.markup import DEFINITION_WORDS, Markup, span


def readings(review: BoardReview) -> Any:
    """Each reading of "private" as a range: dark over members not known, pale over guesses, dotted over the unseen."""
    main = review.private
    if main is None or review.is_fragment or review.board is None or review.judgement is None:
        return Markup()
    scale = scale_of(review.board, review.judgement.framework)
    frame = pd.DataFrame([_range(one, scale.limit or scale.largest) for one in main.verdicts if one.members])
    if frame.empty:
        return Markup()
    first = main.verdicts[0]
    limit = pd.DataFrame([{"Threshold": float(first.limit), "Label": f"{fraction_words(first.limit)} asked for"}])
    asked = alt.Chart(limit).encode(alt.X("Threshold:Q"))
    named = alt.Axis(labelExpr="split(datum.label, ': ')", labelLimit=200)
    mark = alt.Chart()
    share = alt.X("Lowest:Q", title=None, axis=alt.Axis(format="%", tickCount=5), scale=alt.Scale(domain=[0, 1]))
    tick = mark.mark_tick(color=TEXT, thickness=3, size=20, opacity=1)
    ranges = alt.layer(
        mark.mark_rule(color=TEXT, strokeDash=[2, 3], size=2).encode(alt.X("Least:Q"), alt.X2("Most:Q")),
        mark.mark_bar(height=10, color=GUESSED).encode(alt.X("Firm least:Q"), alt.X2("Firm most:Q")),
        mark.mark_bar(height=14, color=SECTOR_COLOURS["Private"]).encode(share, alt.X2("Highest:Q")),
        *(tick.encode(alt.X(f"{end}:Q")) for end in ("Lowest", "Highest")),
    )
    drawn = [
        ranges.encode(alt.Y("Private as:N", sort=None, title=None, axis=named), alt.Tooltip(["Private as:N", "Sum:N"])),
        asked.mark_rule(color=THRESHOLD, strokeDash=[6, 3], size=2),
        asked.mark_text(align="right", dx=-5, baseline="bottom", fontSize=13, color=TEXT).encode(
            alt.YValue(-4), alt.Text("Label:N")
        ),
    ]
    size: dict[str, Any] = {"width": WIDTH, "height": 33 * len(frame), "usermeta": {"figures": "in a table"}}
    chart = LayerChart(layer=drawn, data=frame.drop(columns=["Name", "Guess"]).round(4), **size)
    known = (frame["Lowest"] == frame["Highest"]).all()
    said = ["Share of members who are private" + ("" if known else ". Dark: however the unknown turn out")]
    said += ["pale: however guesses do"] if any(frame["Guess"]) else []
    said += ["dotted: with members not listed"] if (frame["Least"] < frame["Lowest"]).any() else []
    needed = f"{math.ceil(first.limit * first.members)} of {first.members} needed"
    finding = f"By each reading of “private” ({needed}): {', '.join(frame['Sum'])}."
    if without := [f"{name} {guess}" for name, guess in zip(frame["Name"], frame["Guess"], strict=True) if guess]:
        finding += f" Without guesses: {', '.join(without)}."
    return styled(chart, finding, "; ".join(said) + ".", review.source)


def _range(verdict: Verdict, largest: int) -> dict[str, Any]:
    """From the fewest to the most private members: of those listed, and of a board as large as it may have been."""
    listed, most = verdict.members, verdict.for_ + verdict.unknown
    size = max(listed, listed + verdict.unseen if verdict.unseen is not None else largest)
    name, firm = DEFINITION_WORDS[verdict.definition or ""], verdict.firm
    least, best = (firm.for_, firm.for_ + firm.unknown) if verdict.hangs_on_guesses else (verdict.for_, most)
    return {
        **{"Private as": f"{name}: {span(verdict.for_, most)} of {listed}", "Lowest": verdict.for_ / listed},
        **{"Highest": most / listed, "Least": verdict.for_ / size, "Most": (most + size - listed) / size},
        **{"Firm least": least / listed, "Firm most": best / listed, "Name": name.lower()},
        "Guess": span(least, best) if verdict.hangs_on_guesses else "",
        "Sum": f"{name.lower()} {span(verdict.for_, most)}",
    }


CHARTS = {"readings": readings}
