"""The charts of a board: a square for each seat, the readings of "private" side by side, shares over time, councils."""

import math
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import altair as alt
import pandas as pd

from lepdata import dates, display
from lepdata.english import choose, joined, plural
from lepdata.judging.criteria import fraction_words
from lepdata.judging.judgement import Answer, Verdict, scale_of
from lepdata.reviews import look
from lepdata.reviews.boards import NOT_SEEN, WAYS, BoardReview
from lepdata.reviews.look import GUESSED, HATCHED, LINE, SECTOR_COLOURS, TEXT, THRESHOLD, WIDTH, Chart, layers, styled
from lepdata.reviews.markup import DEFINITION_WORDS, SECTOR_WORDS, Markup, span
from lepdata.voice.councils import council_coverage

_SQUARE, _STEP = 26, 32  # pixels of a seat, and from one to the next
_MOST = 30  # seats beside one another on a wide page
_A_ROW = f"width < 600 ? 10 : {_MOST}"  # on a telephone ten
_LIGHT = {"#28A197", "#F46A25", "#A285D1", "#FFFFFF"}  # on which black letters are read
_UNKNOWN = SECTOR_WORDS["unknown"]


def strip(
    squares: pd.DataFrame, colours: Mapping[str, str], finding: str, measure: str, source: str, at: int = 0
) -> Any:
    """A square for each row of `name`, `group` and `sign`, in order, with a bracket over the first `at` of them."""
    counts = Counter(squares["group"])
    frame = squares.assign(seat=range(1, len(squares) + 1), kind=[f"{one} {counts[one]}" for one in squares["group"]])
    frame["ink"] = [TEXT if colours[one] in _LIGHT or one == _UNKNOWN else "#FFFFFF" for one in frame["group"]]
    used = {f"{one} {counts[one]}": colour for one, colour in colours.items() if counts[one]}
    legend = alt.Legend(title=None, columns=alt.ExprRef("width < 600 ? 2 : 6"), symbolType="square")
    scale = alt.Scale(domain=list(used), range=[LINE if colour == "#FFFFFF" else colour for colour in used.values()])
    base = (
        Chart()  # the frame is given once, to all layers together
        .transform_calculate(x=f"(datum.seat - 1) % ({_A_ROW}) * {_STEP} + {_STEP / 2}")
        .transform_calculate(row=f"floor((datum.seat - 1) / ({_A_ROW}))")
        .encode(x=alt.X("x:Q", scale=None, axis=None), y=alt.Y("row:O", axis=None))
    )
    marks = base.encode(
        color=alt.Color("kind:N", scale=scale, legend=legend),
        tooltip=[alt.Tooltip("name:N", title="Who"), alt.Tooltip("group:N", title="Group")],
    )
    plain, hatched = f"datum.group != '{_UNKNOWN}' && datum.group != '{NOT_SEEN}'", f"datum.group == '{_UNKNOWN}'"
    square: dict[str, Any] = {"size": _SQUARE**2, "opacity": 1}
    drawn = [
        marks.transform_filter(plain).mark_point(shape="square", filled=True, **square),
        marks.transform_filter(hatched).mark_point(shape=HATCHED, filled=False, strokeWidth=1.5, **square),
        marks.transform_filter(f"datum.group == '{NOT_SEEN}'").mark_point(
            shape="square", filled=False, strokeDash=[3, 2], strokeWidth=1.5, **square
        ),
        base.mark_text(fontSize=13, fontWeight="bold").encode(text="sign:N", color=alt.Color("ink:N", scale=None)),
    ]
    if at:
        under = base.transform_filter(f"datum.seat <= {at}").transform_calculate(x=f"datum.x - {_STEP / 2}")
        over = under.transform_calculate(end=f"datum.x + {_STEP}")
        drawn.append(over.mark_rule(color=THRESHOLD, size=3, yOffset=-19).encode(x2="end:Q"))
        last = base.transform_filter(f"datum.seat == {at}").transform_calculate(x=f"datum.x + {_STEP / 2}")
        drawn.append(last.mark_tick(color=THRESHOLD, thickness=3, orient="vertical", size=40, opacity=1))
    size = {"width": _STEP * min(_MOST, max(20, len(frame))), "height": alt.Step(44)}
    return styled(layers(*drawn, data=frame, usermeta=look.IN_A_TABLE, **size), finding, measure, source)


def seats(review: BoardReview) -> Any:
    """A square for each member by sector, for those not known and, up to the published size, for those not seen."""
    squares, main = review.seats, _private(review)
    if squares.empty or review.is_fragment:
        return Markup()
    listed = squares[squares["group"] != NOT_SEEN]["group"]
    at = math.ceil(main.verdicts[0].limit * len(squares)) if main else 0
    counts = joined([f"{n} {sector.lower()}" for sector, n in Counter(listed).items()])
    asked = f"; {fraction_words(main.verdicts[0].limit)} would be {at}" if main else ""
    business = f"{(listed == 'Private').sum()} of {plural(len(listed), 'member')} listed"
    unknown = f", {n} unknown" if (n := (listed == "Not known").sum()) else ""
    finding = f"{business} {choose(len(listed), 'is', 'are')} from business{unknown}{asked}. Listed: {counts}."
    guess = "; “?” after a letter: a guess" if (squares["known"] == "guessed").any() else ""
    measure = f"One square a seat{f'; the bracket marks {at}' if at else ''}{guess}."
    return strip(squares, {**SECTOR_COLOURS, NOT_SEEN: "#FFFFFF"}, finding, measure, _source(review), at)


def _private(review: BoardReview) -> Answer | None:
    every = review.judgement.every_answer if review.judgement else ()
    return next((one for one in every if one.criterion in ("private-two-thirds", "private-half")), None)


def _source(review: BoardReview) -> str:
    titles = review.members["source"].unique()
    more = f" and {len(titles) - 1} more" if len(titles) > 1 else ""
    return f"Source: {titles[0]}{more}; sectors by lepdata." if len(titles) else look.SOURCE


def readings(review: BoardReview) -> Any:
    """Each reading of "private" as a range: dark over members not known, pale over guesses, dotted over the unseen."""
    main = _private(review)
    if main is None or review.is_fragment or review.board is None or review.judgement is None:
        return Markup()
    scale = scale_of(review.board, review.judgement.framework)
    frame = pd.DataFrame([_range(one, scale.limit or scale.largest) for one in main.verdicts if one.members])
    if frame.empty:
        return Markup()
    first = main.verdicts[0]
    asked = pd.DataFrame([{"Threshold": float(first.limit), "Label": f"{fraction_words(first.limit)} asked for"}])
    named = alt.Axis(labelExpr="split(datum.label, ': ')", labelLimit=200)
    axis, domain = alt.Axis(format="%", tickCount=5), alt.Scale(domain=[0, 1])
    y = alt.Y("Private as:N", sort=None, title=None, axis=named)
    base = Chart().encode(y=y, tooltip=["Private as:N", "Sum:N"])
    far = base.mark_rule(color=TEXT, strokeDash=[2, 3], size=2).encode(x=alt.X("Least:Q"), x2="Most:Q")
    pale = base.mark_bar(height=10, color=GUESSED).encode(x="Firm least:Q", x2="Firm most:Q")
    near = base.mark_bar(height=14, color=SECTOR_COLOURS["Private"])
    near = near.encode(x=alt.X("Lowest:Q", title=None, axis=axis, scale=domain), x2="Highest:Q")
    tick = base.mark_tick(color=TEXT, thickness=3, size=20, opacity=1)
    ends = [tick.encode(x=f"{end}:Q") for end in ("Lowest", "Highest")]
    line = Chart(asked).mark_rule(color=THRESHOLD, strokeDash=[6, 3], size=2).encode(x="Threshold:Q")
    text = Chart(asked).mark_text(align="right", dx=-5, baseline="bottom", fontSize=13, color=TEXT)
    text = text.encode(x="Threshold:Q", y=alt.value(-4), text="Label:N")
    size = {"width": WIDTH, "height": 33 * len(frame)}
    chart = layers(far, pale, near, *ends, line, text, data=frame, usermeta=look.IN_A_TABLE, **size)
    known = (frame["Lowest"] == frame["Highest"]).all()
    said = ["Share of members who are private" + ("" if known else ". Dark: however the unknown turn out")]
    said += ["pale: however guesses do"] if any(frame["Guess"]) else []
    said += ["dotted: with members not listed"] if (frame["Least"] < frame["Lowest"]).any() else []
    needed = f"{math.ceil(first.limit * first.members)} of {first.members} needed"
    finding = f"By each reading of “private” ({needed}): {', '.join(frame['Sum'])}."
    if without := [f"{name} {guess}" for name, guess in zip(frame["Name"], frame["Guess"], strict=True) if guess]:
        finding += f" Without guesses: {', '.join(without)}."
    return styled(chart, finding, "; ".join(said) + ".", _source(review))


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


def over_time(review: BoardReview) -> Any:
    """Lists as ranges and the board's own counts as diamonds, with the days on which rules were announced and due."""
    frame = review.shares.rename(columns={"group": "Of whom", "date": "Date", "count": "Count", "what": "What"})
    if (frame["What"] == "A published list").sum() == len(frame) < 2:  # of one list the seats tell it all
        return Markup()
    frame = frame.rename(columns={"lowest_without_guesses": "Least", "highest_without_guesses": "Most"})
    frame["Shown as"] = frame["What"] + ", " + frame["Of whom"]
    colour, shape = _marks_of({*frame["Shown as"]})
    usual = frame["date_from"].between("2010-06", "2025").all()
    years = alt.Scale(domain=["2010-06-01", "2025-01-01"]) if usual else alt.Undefined
    axis = alt.Axis(format="%", tickCount=4)
    base = Chart().encode(
        x=alt.X("date_from:T", title=None, scale=years, axis=alt.Axis(format="%Y", tickCount=7)),
        y=alt.Y("lowest:Q", title="Share", scale=alt.Scale(domain=[0, 1]), axis=axis),
        tooltip=["Date:N", "What:N", "Of whom:N", "Count:N"],
        color=colour,
    )
    lists, counts = (base.transform_filter(f"datum.What {same} 'A published list'") for same in ("==", "!="))
    drawn = [
        base.mark_rule(size=3, opacity=1).encode(y="Least:Q", y2="Most:Q", color=alt.value(GUESSED)),
        base.mark_rule(size=5, opacity=1).encode(y2="highest:Q"),
        lists.mark_tick(thickness=4, size=14, orient="horizontal", opacity=1),
        counts.mark_point(filled=True, size=130, opacity=1).encode(shape=shape),
        counts.mark_text(align="left", dx=8, fontSize=12).encode(text="Count:N", color=alt.value(TEXT)),
    ]
    asked = review.yardstick.framework.criteria[0] if review.yardstick else None
    if asked and asked.due and not (review.judgement and review.judgement.measured):
        day = {"day": asked.due, "label": f"{fraction_words(asked.limit)} due, {dates.words(asked.due)}"}
        rule = Chart(pd.DataFrame([day])).encode(x="day:T")
        drawn.append(rule.mark_rule(color=THRESHOLD, strokeDash=[6, 3], size=2))
        label = rule.mark_text(align="right", dx=-4, fontSize=12, color=TEXT, lineBreak="|")
        drawn.append(label.encode(y=alt.value(-6), text="label:N"))
    figures = {name: name for name in ("What", "Of whom", "Date", "Count")}
    figures |= {"lowest": "Lowest share", "highest": "Highest share"}
    chart = layers(*drawn, data=frame, width=WIDTH, height=130, usermeta={"figures": figures})
    measure = "Share from business, and of women where published. Dark: however the unknown turn out"
    measure += "; pale: however guesses do." if (frame["Least"] < frame["lowest"]).any() else "."
    return styled(chart, _reached(frame, review), measure)


def _marks_of(shown: set[str]) -> tuple[alt.Color, alt.Shape]:
    kinds = {
        "A published list, from business": ("#12436D", "stroke"),
        "Its own count, from business": ("#F46A25", "diamond"),
        "Its own count, women": ("#801650", "circle"),
    }
    kinds = {kind: marks for kind, marks in kinds.items() if kind in shown}
    legend = alt.Legend(title=None, labelLimit=300, columns=alt.ExprRef("width < 500 ? 1 : 3"))
    colour, shape = (alt.Scale(domain=[*kinds], range=[one[place] for one in kinds.values()]) for place in (0, 1))
    return alt.Color("Shown as:N", scale=colour, legend=legend), alt.Shape("Shown as:N", scale=shape, legend=legend)


def _reached(frame: pd.DataFrame, review: BoardReview) -> str:
    main = review.yardstick.every_answer[0] if review.yardstick else None
    business = frame[frame["Of whom"] == "from business"]
    lists, counts = (business[business["What"] == what] for what in ("A published list", "Its own count"))
    told = ((len(lists), "list"), (len(frame) - len(lists), "published count"))
    known = joined([plural(n, word) for n, word in told if n])
    if main is None or main.criterion != "private-two-thirds" or business.empty:
        return f"What was published of this board: {known}."
    limit = main.verdicts[0].limit
    shown = [one.loc[one["lowest"] >= float(limit), "Date"].tolist() for one in (lists, counts)]
    of = f" ({joined(shown[0])})" if shown[0] else ""
    lists_show = plural(len(shown[0]), "list shows", "lists show") if shown[0] else "No list shows"
    by_count = f", but the board published it for {joined(shown[1])}" if shown[1] and not shown[0] else ""
    return f"{lists_show} {fraction_words(limit)} from business{of}{by_count}. Known: {known}."


def councils(review: BoardReview) -> Any:
    """A square for each district of the area, by how its council sits."""
    if review.board is None or review.is_fragment:
        return Markup()
    found = council_coverage(review.board)
    districts = found[found["tier"] != "county"]
    if districts.empty:
        return Markup()
    rows = sorted(display.row_dicts(districts), key=lambda row: list(WAYS).index(row["how"]))
    squares = pd.DataFrame([{"name": row["council"], "group": WAYS[row["how"]][0]} for row in rows])
    squares["sign"] = squares["group"].str[0].mask(squares["group"] == NOT_SEEN, "")
    counts = Counter(squares["group"])
    ways = joined([plural(n, *said) for group, _, said in WAYS.values() if (n := counts[group])])
    named = [f"{group}: {joined(squares.loc[squares['group'] == group, 'name'].tolist())}" for group in counts]
    finding = f"Of the {plural(len(rows), 'district')} of its area, {ways}. {'. '.join(named)}."
    measure = f"One square a district council, {review.when}"
    return strip(squares, {group: colour for group, colour, _ in WAYS.values()}, finding, measure, _source(review))


CHARTS: dict[str, Callable[[BoardReview], Any]] = {
    "seats": seats,
    "readings": readings,
    "over time": over_time,
    "councils": councils,
}
