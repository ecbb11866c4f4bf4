"""The charts of progress and stock-take pages: squares with words or letters in them, and a time line of reviews."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import altair as alt
import pandas as pd

from lepdata.actions.forms import form
from lepdata.actions.integration import AMBER, GREEN, NOT_KNOWN, RED
from lepdata.dates import words
from lepdata.display import row_dicts
from lepdata.english import plural
from lepdata.reviews import look, markup, progress, stocktakes
from lepdata.reviews.look import LINE, OUTCOME_COLOURS, TEXT, THRESHOLD, WIDTH, Chart, layers, styled
from lepdata.reviews.stocktakes import FACTS, FORM, Stocktake, asked

LETTERS = {RED: "R", AMBER: "A", GREEN: "G", NOT_KNOWN: "?"}
_RATINGS = {RED: "#B10E1E", AMBER: "#FFBF47", GREEN: "#00703C", NOT_KNOWN: "#FFFFFF"}
_YES, _IN_PART, _NO, _UNKNOWN, _BLANK = "#12436D", "#5A8FBD", "#F46A25", "#F3F4F5", "#FFFFFF"
_ANSWERS = {"Yes": _YES, "Partly": _IN_PART, "No": _NO, "Not known": _UNKNOWN, "No answer": _BLANK}
_SIGNS = {"Yes": "Y", "Partly": "P", "No": "N", "Not known": "?", "No answer": "–"}  # where cells are narrow
_OUTCOMES = OUTCOME_COLOURS | {"no answer": _UNKNOWN}
_DARK = {_YES, _RATINGS[RED], _RATINGS[GREEN], *OUTCOME_COLOURS.values()}  # on which only white can be read
_ROOM, _ROOM_FOR_WORDS = 12, 8  # councils
_BARE = alt.Axis(domain=False, ticks=False, labelLimit=330)


def _squares(rows: Sequence[tuple[str, ...]], headings: Sequence[str], fill: Mapping[str, str], *told: str) -> Any:
    """A square for each (row, column, answer, letters, more for the hint), filled by its answer; then `styled`."""
    cells = pd.DataFrame(rows, columns=[*headings[:2], "Answer", "Letters", *headings[2:]])
    used = {name: colour for name, colour in fill.items() if name in set(cells["Answer"])}
    white = [name for name, colour in used.items() if colour in _DARK]
    down, across = (list(dict.fromkeys(cells[name])) for name in headings[:2])
    top = alt.Axis(orient="top", labelAngle=-40, labelLimit=220, ticks=False, domain=False)
    legend = alt.Legend() if (cells["Letters"] != cells["Answer"]).any() else None
    base = Chart(cells).encode(
        x=alt.X(f"{headings[1]}:N", sort=across, title=None, axis=top),
        y=alt.Y(f"{headings[0]}:N", sort=down, title=None, axis=_BARE),
        tooltip=[f"{name}:N" for name in cells if name != "Letters"],
    )
    scale_ = alt.Scale(domain=list(used), range=list(used.values()))
    filled = base.mark_rect(stroke=LINE, strokeWidth=1)  # an edge that pale squares are seen by
    filled = filled.encode(color=alt.Color("Answer:N", scale=scale_, title=None, legend=legend))
    ink = alt.condition(alt.FieldOneOfPredicate("Answer", white or [""]), alt.value("#FFFFFF"), alt.value(TEXT))
    letters = base.mark_text(fontSize=12).encode(text="Letters:N", color=ink)
    size = {"width": min(110 * len(across), WIDTH), "height": 26 * len(down)}
    return styled(layers(filled, letters, usermeta=look.IN_A_TABLE, **size), *told)


def _nothing(text: str) -> markup.Markup:
    """A sentence where there is nothing to draw: an empty frame would look like a fault."""
    return markup.Markup(f'<p class="lep-note">{escape(text)}</p>')


def _rag(review: progress.ProgressReview) -> Any:
    if review.own is None:
        return _nothing("No self-assessment was given, so there is no rating to show.")
    numbered = row_dicts(review.compared.assign(number=review.compared.groupby("area").cumcount() + 1))
    rows = [
        (row["section"], f"{who} {row['number']}", row[side], LETTERS[row[side]], row["question"])
        for side, who in (("own", "Area"), ("peer", "Peer"))
        for row in numbered
        if row[side]
    ]
    title = "R red, A amber, G green, ? not known. A column a question"
    finding, source = " ".join(progress.health_words(review)), "Source: the assessments that were given."
    return _squares(rows, ("Area of work", "Whose", "Question"), _RATINGS, finding, title, source)


def _changes(review: progress.ProgressReview) -> Any:
    if not review.ruling:
        return _nothing("The two boards cannot be compared.")
    sides = (("Before", "before", "before_reason"), ("After", "after", "after_reason"), ("Change", "change", "why"))
    if not (told := review.told):
        return _nothing(f"Neither list answers any of the {plural(len(review.ruling), 'criterion', 'criteria')}.")
    rows = [(row["name"], when, row[side], row[side], row[why]) for row in told for when, side, why in sides]
    silent = len(review.ruling) - len(told)
    left_out = f"; {plural(silent, 'criterion', 'criteria')} that neither list answers left out" if silent else ""
    fill = {row["change"]: _BLANK for row in told} | _OUTCOMES
    title = f"Each criterion before and after, and what changed{left_out}"
    return _squares(rows, ("Criterion", "When", "Why"), fill, progress.boards_words(review), title)


def _windows(review: progress.ProgressReview) -> Any:
    """When each review is open: dark where it certainly is, light where it may be."""
    rows = []
    for row in row_dicts(review.due[review.due["closes_last"] != ""]):
        # where nothing bounds it from below the bar begins where it must have opened
        begins, closes = row["opens_first"] or row["opens_last"], row["closes_last"]
        sure = (row["opens_last"], row["closes_first"]) if row["opens_last"] <= row["closes_first"] else (None, None)
        when = f"{words(begins)} to {words(closes)}" if row["opens_first"] else f"no later than {words(closes)}"
        rows.append((row["label"], begins, closes, *sure, when))
    if not rows:
        return _nothing("No day of integration is known, so no day of review can be worked out.")
    y = alt.Y("Review:N", sort=None, title=None, axis=_BARE)
    base = alt.Chart(pd.DataFrame(rows, columns=["Review", "From", "To", "Sure from", "Sure to", "Words"])).encode(y=y)
    may_be = base.mark_bar(height=16, color=LINE).encode(x=alt.X("From:T", title=None), x2="To:T")
    sure_bar = base.transform_filter("datum['Sure from'] != null").mark_bar(height=16, color=_YES)
    text = base.mark_text(align="left", baseline="bottom", dy=-10, fontSize=12, color=TEXT)
    drawn = [may_be, sure_bar.encode(x="Sure from:T", x2="Sure to:T"), text.encode(x="From:T", text="Words:N")]
    title = "When each review is open"
    if review.as_at:
        day = alt.Chart(pd.DataFrame([{"Day": review.as_at}]))
        drawn.append(day.mark_rule(color=THRESHOLD, strokeDash=[6, 3], size=2).encode(x="Day:T"))
        title += f"; the dashed line is {words(review.as_at)}"
    chart = layers(*drawn, width=WIDTH - 200, height=60 * len(rows), usermeta=look.IN_A_TABLE)
    *_, finding = progress.followed_words(review)
    finding = finding if review.as_at else "; ".join(f"{row[0]}: {row[-1]}" for row in rows) + "."
    return styled(chart, finding, title, "Source: the register of what followed.")


PROGRESS: dict[str, Callable[[progress.ProgressReview], Any]] = {"rag": _rag, "changes": _changes, "windows": _windows}

# --- stock-takes; a chart may be copied from its page, so that of the made-up area says so itself


def _answers(review: Stocktake) -> Any:
    """Questions by councils, each cell with its answer; councils that have not answered too, where there is room."""
    every = (*review.councils, *review.gone)
    councils = every if review.answered and len(every) <= _ROOM else review.answered or ("No council yet",)
    labels = {one.value: one.label for one in form(FORM).questions[0].choices} | {"": "No answer"}
    given = {(row["council"], row["question_id"]): labels[row["answer"]] for row in row_dicts(review.answers)}
    answers = [
        (f"{number}. {one['short']}", council, given.get((council, name), "No answer"))
        for number, (name, one) in enumerate(asked().items(), start=1)
        for council in councils
    ]
    wide = len(councils) <= _ROOM_FOR_WORDS
    rows = [(*row, row[-1] if wide else _SIGNS[row[-1]]) for row in answers]
    finding, title = " ".join([*stocktakes.sentences(review)][:2]), "What the councils answered" + _made_up(review)
    source = "Source: the answers that the councils gave."
    return _squares(rows, ("Question", "Council"), _ANSWERS, finding, title, source)


def _known(review: Stocktake) -> Any:
    rows = [
        (row["council"], (fact := FACTS[row["fact"]])["seen_on"], fact["short"], fact["short"])
        for row in row_dicts(review.facts)
        if FACTS[row["fact"]]["seen_on"]
    ]
    colours = {row["short"]: row["colour"] for row in FACTS.values()}
    finding, title = stocktakes.seat_words(review), "Where each council is seen" + _made_up(review)
    return _squares(rows, ("Council", "Where"), colours, finding, title)


def _made_up(review: Stocktake) -> str:
    return " (made-up area, made-up answers)" if review.made_up else ""


STOCKTAKE: dict[str, Callable[[Stocktake], Any]] = {"answers": _answers, "known": _known}
