"""The charts of all boards, each with the finding it states as its title and its text."""

from collections.abc import Callable
from typing import Any

import altair as alt
import pandas as pd

from lepdata import dates, display
from lepdata.english import choose, plural
from lepdata.judging.criteria import fraction_words
from lepdata.judging.judgement import DEPENDS, grade_words
from lepdata.judging.kinds import label
from lepdata.nation.outcomes import NO_ANSWER
from lepdata.reviews.look import OUTCOME_COLOURS, SECTOR_COLOURS, TEXT, THRESHOLD, Chart, layers, styled
from lepdata.reviews.markup import DEFINITION_WORDS, percent
from lepdata.reviews.nation import SIGNS, NationalReview, main_finding

MOST = 60  # rows that one chart shows: the newest lists
COLOURS = {**{one: OUTCOME_COLOURS[one] for one in ("met", "not met", DEPENDS)}, NO_ANSWER: "#5B6570"}  # words too
BLUE = SECTOR_COLOURS["Private"]
ROW = 20  # pixels
_PANEL = 1.3  # how far the panels of readings stand apart: a share is from nothing to one
_NATIONAL = pd.DataFrame({"Year": [2018, 2019], "share": [0.23, 0.28], "Name": ["all boards: 23%", "all boards: 28%"]})
_HOW = {  # how a district is spoken for: column to words, colour and the colour of its number
    "directly": ("Its own council sits", "#12436D", "#FFFFFF"),
    "collectively": ("One seat for several", "#1D7A73", "#FFFFFF"),
    "through_county": ("Only its county sits", "#A285D1", "#0B0C0C"),
    "not_seen": ("Not seen", "#FFFFFF", "#0B0C0C"),
}


def _named(frame: pd.DataFrame) -> pd.Series:
    return frame["as_at"].str[:4].replace("", "no date") + " " + frame["lep"]


def _left_out(boards: int) -> str:
    return f" The {boards - MOST} oldest lists are not drawn." if boards > MOST else ""


def _across(column: str, title: str | None = None) -> alt.X:
    return alt.X(f"{column}:Q", title=title).axis(format="%", values=[0, 0.25, 0.5, 0.75, 1]).scale(domain=[0, 1])


def _down(rows: pd.DataFrame) -> alt.Y:
    axis = alt.Axis(ticks=False, domain=False, labelPadding=8)
    return alt.Y("Board:N", sort=rows["Board"].tolist(), title=None, axis=axis)


def _tall(chart: Any, rows: pd.DataFrame) -> Any:
    return chart.properties(width=430, height=ROW * max(1, len(rows)))


_OF_A_RANGE = {
    **{"Board": "Board", "lowest": "Lowest share", "highest": "Highest share", "Grade": "Answer"},
    **{"unseen_lowest": "Lowest, with unseen seats", "unseen_highest": "Highest, with unseen seats"},
    **{"share": "Published share", "Year": "Year of the count"},
}


def ranges(review: NationalReview) -> Any:
    """The private share that each usable list allows, by date, beside the board's own published counts."""
    rule, whole, frame = review.main_rule, review.ranges, _rows(review)
    columns = ["Board", "lowest", "highest", "unseen_lowest", "unseen_highest", "shown", "Grade", "Guess"]
    base = Chart(frame.reindex(columns=columns)).encode(y=_down(frame))
    scale = alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))
    reach: dict[str, Any] = {"x": _across("lowest", "Share of members listed that may be private"), "x2": "highest:Q"}
    hollow = base.mark_bar(height=8, filled=False, fill="#FFFFFF", strokeWidth=2)
    marks = [
        base.mark_rule(strokeDash=[2, 3], strokeWidth=2).encode(x=_across("unseen_lowest"), x2="unseen_highest:Q"),
        base.mark_bar(height=9).transform_filter("datum.Guess == ''").encode(**reach),
        hollow.transform_filter("datum.Guess != ''").encode(**reach),
        base.mark_tick(thickness=4, size=11).encode(x=_across("lowest")),  # a list without anything unknown
        base.mark_text(align="left", dx=8, fontWeight="bold", fontSize=13).encode(x=alt.value("width"), text="Grade:N"),
    ]
    limit = pd.DataFrame({"limit": [float(rule.limit)], "words": [fraction_words(rule.limit)]})
    line = Chart(limit).mark_rule(color=TEXT, strokeDash=[6, 3], size=2).encode(x="limit:Q")
    above = Chart(limit).mark_text(dy=-8, fontSize=13, color=TEXT).encode(x="limit:Q", y=alt.value(0), text="words:N")
    day = frame.loc[frame["shown"] == "", ["Board"]]
    due = [Chart(day).mark_rule(color=TEXT, size=1).encode(y=_down(frame))] if len(day) else []
    drawn = [one.encode(color=alt.Color("shown:N", scale=scale, legend=None)) for one in marks]
    measure = (
        f"{label(rule)}, by date of the list. Thick: over all readings of “private” and members of unknown sector. "
        "Dotted: with seats up to the limit that nobody saw. Diamond: a count that the board or the press published, "
        "with its year. Right: ✓ met, ✕ missed, ± depends on what counts as private, and how sure that is."
    )
    if "yes" in set(frame["Guess"]):
        measure += " Hollow, with a star: another answer without guesses."
    finding, below = main_finding(review, whole["shown"]), int((whole["unseen_highest"] < float(rule.limit)).sum())
    if len(whole):
        everyone = "every member of unknown sector, and every seat up to the limit that nobody saw,"
        finding += f" {below or 'None'} would miss it even if {everyone} counted for it.{_left_out(len(whole))}"
    chart = layers(*drawn, line, above, *due, *_counted(review, frame), usermeta={"figures": _OF_A_RANGE})
    return styled(_tall(chart, frame), finding, measure)


def _rows(review: NationalReview) -> pd.DataFrame:
    """The ranges of the newest lists, with what stands beside each, and a row for the day the rule fell due."""
    frame = review.ranges.tail(MOST)
    guess = frame["shown"] != frame["shown_without_guesses"]
    sure = frame["certainty"].map(grade_words).where(frame["shown"] != NO_ANSWER, NO_ANSWER)
    grade = frame["shown"].map(SIGNS) + " " + sure
    guessed = {"Grade": grade.mask(guess, grade + "*"), "Guess": guess.map({True: "yes", False: ""})}
    frame = frame.assign(Board=_named(frame), **guessed)
    due, before = review.main_rule.due, frame["after_due"] == "no"
    if not due or before.all() or not before.any():
        return frame
    day = pd.DataFrame({"Board": [f"The rule is due from {dates.words(due)}"], "shown": "", "Grade": "", "Guess": ""})
    return pd.concat([frame[before], day, frame[~before]], ignore_index=True)


def _counted(review: NationalReview, frame: pd.DataFrame) -> list[Any]:
    """A diamond with its year for each count that was published of one of these boards."""
    if review.main_rule.who != "private" or frame.empty:
        return []
    counts = review.published("private").merge(frame[["lep", "Board"]].dropna(), on="lep")
    counts["Year"] = counts["as_at"].str[:4].replace("", "no date")
    counts = counts[["Board", "share", "Year"]].drop_duplicates(["Board", "share"])
    base = Chart(counts).encode(y=_down(frame), x=_across("share"))
    shape = base.mark_point(shape="diamond", size=90, filled=True, fill="#FFFFFF", stroke=TEXT, strokeWidth=1.5)
    year = base.mark_text(align="left", dx=9, fontSize=12, color=TEXT).encode(text="Year:N")
    halo = base.mark_text(align="left", dx=9, fontSize=12, stroke="#FFFFFF", strokeWidth=4).encode(text="Year:N")
    return [halo, shape, year] if len(counts) else []


_OF_A_READING = {"Reading": "Reading of private", "Least": "Lowest share", "Most": "Highest share"}


def readings(review: NationalReview) -> Any:
    """The same share by each reading of private, in small multiples side by side."""
    order = [one for one in DEFINITION_WORDS if one in set(review.readings["definition"])]
    said = review.readings.groupby("lep")["as_listed"].nunique()
    every = review.ranges[review.ranges["lep"].isin(said.index[said > 1])]
    rows = every.tail(MOST).assign(Board=_named)
    frame = rows[["lep", "Board"]].merge(review.readings, on="lep")
    at = frame["definition"].map(order.index).astype(float) * _PANEL
    frame = frame.assign(Reading=frame["definition"].map(DEFINITION_WORDS), left=at + frame["lowest"])
    frame = frame.assign(right=at + frame["highest"])
    frame = frame.assign(Least=frame["lowest"].map(percent), Most=frame["highest"].map(percent))
    # On a narrow page the end of one panel and the beginning of the next would touch.
    ends = [
        (n * _PANEL + one, "'100%'" if one else "(width < 300 ? '' : '0%')" if n else "'0%'")
        for n in range(len(order))
        for one in (0, 1)
    ]
    expression = "".join(f"abs(datum.value - {value}) < 0.01 ? {text} : " for value, text in ends)
    axis = alt.Axis(values=[value for value, _ in ends], labelExpr=f"{expression}''", labelOverlap=False, title=None)
    x = alt.X("left:Q", axis=axis).scale(domain=[0, max(1, _PANEL * len(order) - 0.1)], nice=False)
    shown = Chart(frame[["Board", *_OF_A_READING, "left", "right"]]).encode(y=_down(rows), x=x)
    panels = pd.DataFrame({"left": [n * _PANEL for n in range(len(order))]})
    panels["Reading"] = [DEFINITION_WORDS[one] for one in order]
    panels["line"] = panels["left"] + float(review.main_rule.limit)
    panels["name"] = [one.replace(" ", "\n") for one in panels["Reading"]]
    names = Chart(panels).mark_text(align="left", baseline="bottom", dy=-20, fontSize=12, lineBreak="\n", color=TEXT)
    chart = layers(
        shown.mark_bar(height=9, color=BLUE).encode(x2="right:Q"),
        shown.mark_tick(thickness=4, size=11, color=BLUE),
        Chart(panels).mark_rule(color=TEXT, strokeDash=[6, 3], size=1.5).encode(x="line:Q"),
        names.encode(x="left:Q", y=alt.value(0), text="name:N"),
    )
    others = "; on the others they do" * (len(every) < len(review.ranges))
    told = f"On {plural(len(every), 'usable list')} the readings of “private” do not all say the same{others}."
    told += _left_out(len(every))
    measure = f"{label(review.main_rule)}, by each reading of “private”: a bar from the least to the most that each "
    measure += "allows. National accounts count universities and many charities as private."
    chart.usermeta = {"figures": {"Board": "Board"} | _OF_A_READING}
    return styled(_tall(chart, rows), told, measure)


def women(review: NationalReview) -> Any:
    """Every published count of women against the third and the half that were asked for later."""
    own = review.published("women")
    own = own[own["as_at"] != ""].assign(Year=lambda frame: frame["as_at"].str[:4].astype(int))
    own["Count"] = own["count"] + " of " + own["of"]
    third = own[own["share"] >= 1 / 3]
    reached = [
        f"{n} {choose(n, 'reaches', 'reach')} a {part}"
        for n, part in ((len(third), "third"), (int((own["share"] >= 1 / 2).sum()), "half"))
    ]
    named = third.groupby(["Year", "share"], as_index=False).agg(Name=("lep", "\n".join))
    x = alt.X("Year:Q", title=None).axis(format="d", tickMinStep=1).scale(domain=[2010, 2024])
    y = alt.Y("share:Q", title="Share of women").axis(format="%").scale(domain=[0, max([0.6, *own["share"]])])
    told = [alt.Tooltip("lep:N", title="Board"), "Year:Q", "Count:N"]
    dots = Chart(own[["lep", "Year", "share", "Count"]])
    dots = dots.mark_point(filled=True, size=80, opacity=1, color=BLUE, stroke="#FFFFFF").encode(x=x, y=y, tooltip=told)
    names = Chart(named).mark_text(
        align="right", dx=-8, fontSize=12, color=TEXT, lineBreak="\n", limit=180, baseline="bottom", dy=6
    )
    asked = Chart(pd.DataFrame({"share": [1 / 3, 0.5], "Asked for": ["a third, by 2020", "half, by 2023"]}))
    words_of = asked.mark_text(align="left", baseline="bottom", dy=-4, fontSize=13, color=TEXT)
    nation = Chart(_NATIONAL).encode(x=x, y=y)
    whole = nation.mark_text(align="left", dx=9, fontSize=12, fontWeight="bold", color=TEXT)
    chart = layers(
        asked.mark_rule(color=THRESHOLD, strokeDash=[6, 3], size=2).encode(y="share:Q"),
        words_of.encode(x=alt.value(4), y="share:Q", text="Asked for:N"),
        dots,
        names.encode(x=x, y=y, text="Name:N"),
        nation.mark_point(shape="square", filled=True, size=110, color=THRESHOLD, opacity=1),
        whole.encode(text="Name:N"),
    )
    finding = f"Of {plural(len(own), 'published count')} of women, {' and '.join(reached)}."
    measure = "Share of women by year, from counts published without names; squares: counts of all boards together."
    return styled(chart.properties(width=560, height=250), finding, measure)


def councils(review: NationalReview) -> Any:
    """How the districts of each area are spoken for, on boards whose list names council members."""
    found = review.find("councils")
    held = found.frame.sort_values("as_at", kind="stable").tail(MOST)
    held = held.sort_values(["not_seen", "districts"], kind="stable")
    rows = [
        (f"{row['as_at'][:4]} {row['lep']}", how, place, int(row[column]), int(row["districts"]))
        for row in display.row_dicts(held)
        for place, (column, (how, *_)) in enumerate(_HOW.items())
        if int(row[column])
    ]
    frame = pd.DataFrame(rows, columns=["Board", "How", "Order", "Districts", "All"])
    frame = frame.astype({"Districts": "int64", "All": "int64"})
    frame["Share"] = frame["Districts"] / frame["All"]
    frame["Middle"] = frame.groupby("Board")["Share"].cumsum() - frame["Share"] / 2
    said, colours, letters = (list(one) for one in zip(*_HOW.values(), strict=True))
    base = Chart(frame).encode(y=alt.Y("Board:N", sort=None, title=None))
    bars = base.mark_bar(stroke=TEXT, strokeWidth=0.75).encode(
        x=alt.X("Share:Q", title="Districts of the area", stack=True).axis(format="%").scale(domain=[0, 1]),
        color=alt.Color("How:N", scale=alt.Scale(domain=said, range=colours), title=None).legend(columns=1),
        order=alt.Order("Order:Q"),
        tooltip=["Board:N", "How:N", "Districts:Q"],
    )
    number = alt.Color("How:N", scale=alt.Scale(domain=said, range=letters), legend=None)
    numbers = base.mark_text(fontSize=12).encode(x="Middle:Q", text="Districts:Q", color=number)
    measure = (
        f"Districts of each area by who speaks for them, on the {plural(len(found.frame), 'board')} whose list names "
        f"somebody from a council. Not seen proves absence only where the list is full.{_left_out(len(found.frame))}"
    )
    figures = {"Board": "Board", "How": "How they are spoken for", "Districts": "Districts", "Share": "Share of all"}
    chart = layers(bars, numbers, usermeta={"figures": figures}).resolve_scale(color="independent")
    return styled(_tall(chart, held), found.two_sentences, measure)


def lists(review: NationalReview) -> Any:
    """How many boards have their newest usable list from which year, by what kind of list it is."""
    found = review.find("lists")
    known = found.frame[found.frame["as_at"] != ""]
    kinds = known["best_list"].astype(str).str.capitalize()
    counted = pd.DataFrame({"Year": known["as_at"].str[:4], "List": kinds}).value_counts()
    order = [str(one).capitalize() for one in found.frame["best_list"].cat.categories]
    base = Chart(counted.rename("Boards").reset_index().sort_values(["List", "Year"])).encode(
        x=alt.X("Year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True, orient="top")),
        y=alt.Y("List:N", sort=order, title=None),
    )
    tiles = base.mark_square(size=420, color=BLUE, opacity=1).encode(tooltip=["List:N", "Year:O", "Boards:Q"])
    numbers = base.mark_text(color="#FFFFFF", fontSize=12, fontWeight="bold").encode(text="Boards:Q")
    chart = layers(tiles, numbers, width=420, height=30 * max(1, kinds.nunique()))
    measure = "Boards by the year and the kind of the newest list on which they are shown."
    return styled(chart, found.two_sentences, measure)


# A chart goes by the name of its function.
_MADE: tuple[Callable[[NationalReview], Any], ...] = (ranges, readings, women, councils, lists)
CHARTS = {make.__name__: make for make in _MADE}
