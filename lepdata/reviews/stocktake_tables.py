"""The tables of a stock-take's page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from lepdata.dates import words
from lepdata.english import capital
from lepdata.forms.questions import form
from lepdata.reviews.show import Table, table_of
from lepdata.reviews.stocktake_review import StocktakeReview
from lepdata.reviews.wording import COMPLETENESS_WORDS
from lepdata.stocktakes.rules import FORM
from lepdata.words_by_id import say

_GIVEN = ("yes", "partly", "no", "not known", "no answer")
_ABOUT = {"area": "the whole area", "council": "the council itself"}
_ON_BOARD = ("own seat", "shared seat", "county seat", "no seat", "no council then", "seat not seen")
_AMONG_COUNCILS = ("forum seat", "forum of others", "no forum seen")
FACT_WORDS = {
    "own seat": "A seat of its own",
    "shared seat": "Shares a seat",
    "county seat": "Only the county above it sits",
    "no seat": "No seat",
    "no council then": "No council of the area on that date",
    "seat not seen": "No seat seen; it may have one",
    "councils on the board": "Councils sit on the board",
    "no council on the board": "No council sits on the board",
    "board not seen": "No council seen on the board",
    "forum seat": "Sits with other councils",
    "forum of others": "Councils meet; this one is not seen there",
    "no forum seen": "No such body seen",
}


def questions(review: StocktakeReview) -> Table:
    """Every question with its source; the councils' answers counted, where there are any."""
    sources = {one.question_id: one.source for one in form(FORM).questions}
    counted = [capital(name) for name in _GIVEN] if review.stock.answered else []
    rows = []
    for row in review.stock.questions.to_dict("records"):
        shown = {"Section": row["section"], "Question": row["question"], "About": _ABOUT[row["about"]]}
        shown |= {name: row[name.casefold()] for name in counted}
        rows.append(shown | {"Together": _together(row), "Source": sources[row["question_id"]]})
    columns = ["Question", "Section", "About", *counted, *(["Together"] if counted else []), "Source"]
    return table_of(rows, columns, say("action_tables", "stocktake-questions"), bool(counted))


def _together(row: dict[Any, Any]) -> str:
    """What the answers say together; on the council itself nothing is compared."""
    words_for = {"one council": "one council alone knows", "open": "nobody knows", "each for itself": "not compared"}
    return words_for.get(row["says"], str(row["says"]))


def answers(review: StocktakeReview) -> Table:
    """Questions by councils: the chart as a table."""
    given = {(row["question_id"], row["council"]): row["answer"] for row in review.stock.answers.to_dict("records")}
    councils = review.stock.answered
    rows = [
        {"Question": one.text} | {council: given[one.question_id, council] or "no answer" for council in councils}
        for one in form(FORM).questions
    ]
    return table_of(
        rows if councils else [],
        ["Question", *councils],
        _said(review, say("action_tables", "stocktake-answers")),
        True,
    )


def councils(review: StocktakeReview) -> Table:
    """Every council of the area: when it answered, how, and where it is seen."""
    stock = review.stock
    rows = []
    for council in (*stock.councils, *stock.gone):
        own = stock.answers[stock.answers["council"] == council]
        counts = {capital(name): int((own["answer"] == name).sum()) for name in _GIVEN[:4]}
        dates = [words(day) for day in own["answered_on"] if day]
        rows.append({"Council": council, "Answered on": dates[0] if dates else "not answered", **counts})
    return table_of(
        rows, ["Council", "Answered on", *map(capital, _GIVEN[:4])], say("action_tables", "stocktake-councils")
    )


def known(review: StocktakeReview) -> Table:
    """What published lists show of each council, whether it has answered or not."""
    facts = review.stock.facts.to_dict("records")
    rows = []
    for council in review.stock.councils:
        own = [fact for fact in facts if fact["council"] == council]
        board = next(fact for fact in own if fact["fact"] in _ON_BOARD)
        forum = next(fact for fact in own if fact["fact"] in _AMONG_COUNCILS)
        rows.append(
            {
                "Council": council,
                "On the board": FACT_WORDS[board["fact"]],
                "List of the board": _list(board),
                "Among the councils": FACT_WORDS[forum["fact"]],
                "List of the councils' body": _list(forum),
            }
        )
    columns = ["Council", "On the board", "List of the board", "Among the councils", "List of the councils' body"]
    return table_of(rows, columns, say("action_tables", "stocktake-known", lep=review.lep))


def disagreements(review: StocktakeReview) -> Table:
    """The questions about the whole area on which councils differ, and who says what."""
    rows = [
        {"Question": row["question"], "Together": row["says"]}
        | {capital(answer): ", ".join(_who(review, row["question_id"], answer)) for answer in _GIVEN[:4]}
        for row in review.stock.disagreements.to_dict("records")
    ]
    columns = ["Question", "Together", *map(capital, _GIVEN[:4])]
    return table_of(rows, columns, _said(review, say("action_tables", "stocktake-disagreements")))


def _who(review: StocktakeReview, question_id: str, answer: str) -> Iterator[str]:
    for row in review.stock.answers.to_dict("records"):
        if row["question_id"] == question_id and row["answer"] == answer:
            yield str(row["council"])


def evidence(review: StocktakeReview) -> Table:
    """Each answer that a published list speaks to: agreeing, differing, or cannot tell."""
    text = {one.question_id: one.text for one in form(FORM).questions}
    answered = set(review.stock.answered)
    rows = [
        {
            "Council": row["council"],
            "Question": text[row["question_id"]],
            "Answer": row["answer"],
            "The lists show": FACT_WORDS[row["fact"]],
            "List": _list(row),
            "Answer and lists": row["outcome"],
            "Why": row["reason"],
        }
        for row in review.stock.evidence.to_dict("records")
        if row["council"] in answered
    ]
    columns = ["Council", "Question", "Answer", "The lists show", "List", "Answer and lists", "Why"]
    return table_of(rows, columns, _said(review, say("action_tables", "stocktake-evidence")))


def twice(review: StocktakeReview) -> Table:
    """Where a council answered a question two ways that the form asks twice."""
    text = {one.question_id: one.text for one in form(FORM).questions}
    rows = [
        {
            "Council": row["council"],
            "Question": text[row["same_as"]],
            "Answer": row["other_answer"],
            "Asked again": text[row["question_id"]],
            "Other answer": row["answer"],
        }
        for row in review.stock.twice.to_dict("records")
    ]
    columns = ["Council", "Question", "Answer", "Asked again", "Other answer"]
    return table_of(rows, columns, _said(review, say("action_tables", "stocktake-twice")))


def notes(review: StocktakeReview) -> Table:
    """What the councils wrote beside their answers."""
    own = review.stock.answers[review.stock.answers["note"] != ""]
    rows = [
        {"Council": row["council"], "Question": row["question"], "Answer": row["answer"], "Note": row["note"]}
        for row in own.to_dict("records")
    ]
    return table_of(
        rows, ["Council", "Question", "Answer", "Note"], _said(review, say("action_tables", "stocktake-notes")), True
    )


def _said(review: StocktakeReview, caption: str) -> str:
    """A caption; where nobody has answered "none" must not look like harmony."""
    return caption if review.stock.answered else f"{caption} (no answers given)"


def _list(row: dict[Any, Any]) -> str:
    if not row["as_at"]:
        return ""
    kind = f", {COMPLETENESS_WORDS[row['completeness']]}" if "completeness" in row else ""
    return f"{row['body']}, {words(row['as_at'])}{kind}"


TABLES: dict[str, Callable[[StocktakeReview], Table]] = {
    "questions": questions,
    "answers": answers,
    "councils": councils,
    "known": known,
    "disagreements": disagreements,
    "evidence": evidence,
    "twice": twice,
    "notes": notes,
}
