"""The stock-take of one partnership's councils: their answers beside what lepdata knows itself."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterator, Sequence
from html import escape
from typing import Any

import pandas as pd

from lepdata.actions.answers import councils_on, read_forms
from lepdata.actions.forms import form
from lepdata.actions.stocktakes import FORM, LAST_LOOKUP, Stocktake, asked, is_forum, seated_on, take_stock
from lepdata.dates import AskedDate, asked_date, last_day, words
from lepdata.english import choose, joined, plural
from lepdata.errors import UsageError
from lepdata.files import RAW, rule_file
from lepdata.registers.geography import DEMONSTRATION, StrategyWave, find_area, strategy_wave
from lepdata.reviews import known
from lepdata.reviews.boards import find_body
from lepdata.reviews.markup import COMPLETENESS_WORDS, Markup, Table, table_of, wave_words
from lepdata.seating.lists import assemble
from lepdata.vocabulary import MAIN_BOARD
from lepdata.voice.councils import demonstration_seats

PathLike = str | os.PathLike[str]
MADE_UP = "Exampleshire is made up, and so is every answer on this page."
_GIVEN = {"Yes": "yes", "Partly": "partly", "No": "no", "Not known": "not known"}
FACTS = {row["fact"]: row for row in rule_file("stocktakes/facts.csv")}  # what lists show of a council


def review_stocktake(lep: str, answers: PathLike | Sequence[PathLike] = "", as_at: AskedDate = "") -> Stocktake:
    """Take stock of one partnership's councils: for `sentences`, `table` and `chart`.

    Parameters
    ----------
    lep : str
        Its name, brand or slug, in any case; "Exampleshire" is the made-up area, whose answers are shipped.
    answers : path-like or several, optional
        Filled-in forms: files or folders of them. "" shows what is known without any.
    as_at : str, optional
        A date: later answers and lists are left out. "" takes the latest of each council.

    Raises
    ------
    InputFaults
        If a form has faults: all of them, with their cells.
    UsageError
        If nobody knows the LEP, the date cannot be read, or no form is for this LEP.

    Examples
    --------
    >>> review = review_stocktake("Exampleshire")
    >>> review.missing, len(review.disagreements)
    (('Eastvale Borough Council',), 6)
    """
    name, last = find_area(lep), last_day(as_at)
    made_up = name == DEMONSTRATION
    path = answers or (RAW / "demonstration" / "stocktake_answers.csv" if made_up else "")
    given = read_forms(form(FORM), path) if path else []
    found = sorted({one.head["lep"] for one in given})
    if path and name not in found:
        raise UsageError(
            f"None of these forms is for {name}; they are for {', '.join(found)}. Name that one, or other forms."
        )
    near = last or max((last_day(one.head["answered_on"]) for one in given), default="")
    seats = demonstration_seats(("board_before", "joint_committee")) if made_up else known.seats()
    others = sorted({body for body in seats.loc[seats["lep"] == name, "body"] if is_forum(body)})
    # the best list up to the answers, else the best of all that the date asked about allows
    board, *forums = (
        assemble(seats, name, near, body) or assemble(seats, name, last, body)
        for body in (MAIN_BOARD if made_up else find_body(name), *others)
    )
    councils = councils_on(name, near or (board.as_at if board else LAST_LOOKUP))
    return take_stock(name, given, councils, board, tuple(filter(None, forums)), asked_date(as_at))


# --- tables


def _questions(review: Stocktake) -> Table:
    given = _GIVEN | {"No answer": "no answer", "Together": "says"} if review.answered else {}
    columns = {"Question": "question", "Section": "section", "About": "about", **given, "Source": "source"}
    rows = review.questions.assign(source=[one["source"] for one in asked().values()])
    return table_of(rows, columns, "The questions of the stock-take", bool(review.answered))


def _answers(review: Stocktake) -> Table:
    councils = review.answered
    given = review.answers.replace({"answer": {"": "no answer"}}).groupby("question", sort=False)
    rows = [{"Question": text} | dict(zip(own["council"], own["answer"], strict=True)) for text, own in given]
    caption = _caption(review, "What each council answered")
    return table_of(rows if councils else [], {name: name for name in ("Question", *councils)}, caption, True)


def _caption(review: Stocktake, caption: str) -> str:
    """A caption; where nobody has answered "none" must not look like harmony."""
    return caption if review.answered else f"{caption} (no answers given)"


def _councils(review: Stocktake) -> Table:
    answers = review.answers
    counted = pd.crosstab(answers["council"], answers["answer"]).reindex(columns=list(_GIVEN.values()), fill_value=0)
    day = answers.groupby("council", sort=False)["answered_on"].max()
    rows = counted.loc[day.index].assign(day=day.map(lambda one: words(one) if one else "not answered"))
    columns = {"Council": "council", "Answered on": "day"} | _GIVEN
    return table_of(rows.reset_index(), columns, "Who has answered")


def _known(review: Stocktake) -> Table:
    rows: dict[str, list[str]] = {}
    for row in review.facts.to_dict("records"):  # of each council first what the board shows, then other bodies
        if FACTS[row["fact"]]["seen_on"]:
            rows.setdefault(row["council"], [row["council"]]).extend((FACTS[row["fact"]]["name"], _list(row)))
    columns = ("Council", "On the board", "List of the board", "Among the councils", "List of the councils' body")
    return table_of(rows.values(), columns, f"What published lists show of the councils of {review.lep}")


def _list(row: dict[Hashable, Any]) -> str:
    return f"{row['body']}, {words(row['as_at'])}" if row["as_at"] else ""


def _disagreements(review: Stocktake) -> Table:
    given = review.answers.groupby(["question_id", "answer"])["council"].agg(", ".join).to_dict()
    rows = [
        row | {answer: given.get((row["question_id"], answer), "") for answer in _GIVEN.values()}
        for row in review.disagreements.to_dict("records")
    ]
    caption = _caption(review, "Where the councils differ about the whole area")
    return table_of(rows, {"Question": "question", "Together": "says"} | _GIVEN, caption)


def _evidence(review: Stocktake) -> Table:
    rows = []
    for row in review.evidence[review.evidence["council"].isin(review.answered)].to_dict("records"):
        shown = (FACTS[row["fact"]]["name"], _list(row), row["outcome"], row["reason"])
        rows.append((row["council"], asked()[row["question_id"]]["question"], row["answer"], *shown))
    columns = ("Council", "Question", "Answer", "The lists show", "List", "Answer and lists", "Why")
    return table_of(rows, columns, _caption(review, "The answers beside what published lists show"))


def _twice(review: Stocktake) -> Table:
    rows = []
    for row in review.twice.to_dict("records"):
        first, again = (asked()[row[name]]["question"] for name in ("same_as", "question_id"))
        rows.append((row["council"], first, row["other_answer"], again, row["answer"]))
    columns = ("Council", "Question", "Answer", "Asked again", "Other answer")
    return table_of(rows, columns, _caption(review, "One question, answered two ways"))


def _notes(review: Stocktake) -> Table:
    columns = {"Council": "council", "Question": "question", "Answer": "answer", "Note": "note"}
    noted = review.answers[review.answers["note"] != ""]
    return table_of(noted, columns, _caption(review, "What the councils added"), True)


TABLES: dict[str, Callable[[Stocktake], Table]] = {
    **{"questions": _questions, "answers": _answers, "councils": _councils, "known": _known},
    **{"disagreements": _disagreements, "evidence": _evidence, "twice": _twice, "notes": _notes},
}


# --- sentences


def title(review: Stocktake) -> str:
    return f"Councils' stock-take: {review.lep}"


def _wave(review: Stocktake) -> StrategyWave | None:
    wave = None if review.made_up else strategy_wave(review.lep)
    return wave if wave and wave.wave else None


def heading(review: Stocktake) -> Markup:
    made_up = f"<p><strong>{escape(MADE_UP)}</strong></p>" if review.made_up else ""
    return Markup(f"<h1>{escape(title(review))}</h1>{made_up}")


def sentences(review: Stocktake) -> Iterator[str]:
    """The page's opening: who has answered, where answers differ, what the lists say to them, what is known."""
    if review.answered:
        yield from _of_answers(review)
    else:
        asks = f"the {len(review.questions)} questions a council would be asked"
        yield f"No council's answers are given here, so this page shows what lepdata knows itself, and {asks}."
    yield seat_words(review)
    for one in review.forums:
        n = len(seated_on(one, review.councils))
        sits = f"{n} of the {len(review.councils)} {choose(n, 'sits', 'sit')} there"
        yield f"{one.body}, seen on {words(one.as_at)}, is a body on which councils meet: {sits}."
    if not review.forums:
        yield "No published list of a body in which the area's councils meet was found; there may be one all the same."
    if wave := _wave(review):
        yield f"The area's Local Industrial Strategy was announced in {wave_words(wave)}."


def _of_answers(review: Stocktake) -> Iterator[str]:
    n = len(review.councils) - len(review.missing)
    missing = f" Not answered: {joined(review.missing)}." if review.missing else ""
    yield f"{n} of the {len(review.councils)} councils of the area {choose(n, 'has', 'have')} answered.{missing}"
    about = review.questions["about"] == "area"
    says = review.questions.loc[about, "says"].tolist()
    agreed, contradict, degree = (says.count(kind) for kind in ("agreed", "contradict", "differ in degree"))
    alone = len(says) - agreed - contradict - degree
    yield (
        f"Of the {len(says)} questions about the whole area, the answers agree on {agreed}, contradict each other "
        f"(yes and no) on {contradict}, and differ in degree on {degree}; {alone} have fewer than two known "
        "answers."
    )
    yield f"The other {(~about).sum()} questions are about the council itself, where a difference is no disagreement."
    if twice := joined(list(dict.fromkeys(review.twice["council"]))):
        yield f"The form asks some questions twice; answered two ways: {len(review.twice)} ({twice})."
    found = review.evidence.loc[review.evidence["council"].isin(review.answered), "outcome"].tolist()
    agree, differ = plural(found.count("agreeing"), "answer agrees", "answers agree"), found.count("differing")
    yield (
        f"Where a published list speaks to an answer, {agree} with it and {plural(differ, 'differs', 'differ')}; for "
        f"{found.count('cannot tell')} it cannot tell."
    )


def seat_words(review: Stocktake) -> str:
    board, facts = review.board, review.facts["fact"].tolist()
    if board is None:
        return "No dated list of the board was found, so lepdata does not know which councils sit on it."
    if not review.councils:
        return f"Which councils {review.lep} has is not known here. Fix: name them in areas.csv of the collection."
    counts = joined(
        [f"{fact} {facts.count(fact)}" for fact in FACTS if FACTS[fact]["seen_on"] == "On the board" and fact in facts]
    )
    of = f"the {len(review.councils)} councils of the area"
    return f"By its list of {words(board.as_at)} ({COMPLETENESS_WORDS[board.completeness]}), of {of}: {counts}."


def caveats(review: Stocktake) -> Iterator[str]:
    """What a reader must know before quoting an answer."""
    scale = form(FORM).questions[0].choices
    if review.made_up:
        yield MADE_UP
    labels = joined([f"“{choice.label.casefold()}”" for choice in scale])
    yield f"The report asks and gives no scale; the answers {labels} are lepdata's own (version {scale[0].version})."
    yield "The questions are put in lepdata's own words; the report has none on scrutiny, which it states as a task."
    if review.answered:
        yield "An answer is what a council says of itself; a difference shows where to ask, not who is right."
    yield "Published lists show seats, not whether they are used; a seat or a body that no list shows may exist."
    if n := review.superseded:
        yield f"{plural(n, 'older form was', 'older forms were')} replaced by later answers of the same council."
    if n := review.later:
        yield f"{plural(n, 'form was', 'forms were')} answered after {words(last_day(review.as_at))} and left out."
    if review.gone:
        yield f"{joined(review.gone)}: no council of the area on the day asked about, but the answers are kept."
    if n := review.others:
        yield f"{plural(n, 'form')} for other partnerships {choose(n, 'was', 'were')} left aside."


# --- for other programs


def stocktake_record(review: Stocktake) -> dict[str, Any]:
    wave = _wave(review)
    answers = review.answers[review.answers["answer"] != ""].drop(columns=["section", "question"])
    return {
        "lep": review.lep,
        "made_up": review.made_up,
        "as_at": review.as_at,
        "strategy": wave._asdict() if wave else {},
        "councils": list(review.councils),
        "not_answered": list(review.missing),
        "no_longer_of_the_area": list(review.gone),
        "questions": review.questions.to_dict("records"),
        "answers": answers.to_dict("records"),
        "answered_two_ways": review.twice.to_dict("records"),
        "known": review.facts.to_dict("records"),
        "evidence": review.evidence.to_dict("records"),
        "sentences": list(sentences(review)),
        "caveats": list(caveats(review)),
    }


def stocktake_rows(review: Stocktake) -> pd.DataFrame:
    """A row for each council and question: the answer, what all say together, and what the lists show; all text."""
    beside = review.evidence.rename(columns={"as_at": "list_date"}).drop(columns=["answer", "answered_on"])
    rows = review.answers.merge(beside, on=["council", "question_id"], how="left", validate="one_to_one").fillna("")
    together = rows["question_id"].map(review.questions.set_index("question_id")["says"])
    rows = rows.assign(lep=review.lep, made_up="yes" if review.made_up else "no", together=together)
    columns = ["lep", "made_up", "council", "question_id", "section", "question", "about", "answer", "note"]
    columns += ["answered_on", "together", "fact", "body", "list_date", "outcome", "reason"]
    return rows[columns].astype("str")
