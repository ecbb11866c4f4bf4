"""NEEDS -> the sums of a plan in numbers: what a rule asks, and what the list shows."""

from __future__ import annotations

from math import ceil

from lepdata.dates import words
from lepdata.english import choose, spelled
from lepdata.judging.criteria import Criterion, fraction_words, terms
from lepdata.judging.records import Verdict
from lepdata.plans.draft_lines import WORDS, Line
from lepdata.plans.draft_needs import DOUBTFUL, Answers, Need
from lepdata.plans.draft_rules import said, template
from lepdata.seating.boards import Board
from lepdata.words_by_id import say


def kpi(need: Need, board: Board, answers: Answers) -> Line:
    """The KPI of one rule that is missed, or missed as listed."""
    if need.criterion is None or need.verdict is None:
        return _asked(need, board, answers)
    row = template("kpi", need.criterion.kind)
    because = say(WORDS, "because", criterion=need.id, strength=need.verdict.strength, state=need.state)
    return Line("kpi", said(row["text"], **_values(need.criterion, need.verdict, need.state, board)), "", "", because)


def _asked(need: Need, board: Board, answers: Answers) -> Line:
    row = template("kpi", need.id)
    seen = int(answers[need.id]["seen"])
    shown = {"date": words(board.as_at), "some": seen or "none", "open": "", "more": _more(need.state)}
    because = say(WORDS, "because-study", criterion=need.id, state=need.state)
    return Line("kpi", said(row["text"], seen=say(WORDS, "seen-presence", **shown)), "", "", because)


def _values(criterion: Criterion, verdict: Verdict, state: str, board: Board) -> dict[str, object]:
    own = terms(criterion, verdict.definition or "")
    members, limit = verdict.for_ + verdict.against + verdict.unknown, criterion.limit
    shown = {
        "date": words(board.as_at),
        "some": verdict.for_ or "none",
        "members": members,
        "open": say(WORDS, "open", unknown=verdict.unknown) if verdict.unknown else "",
        "more": _more(state),
        "reason": verdict.reason.removeprefix("cannot tell: "),
    }
    values: dict[str, object] = {
        "seen": say(WORDS, f"seen-{criterion.kind}", **shown),
        "statement": criterion.statement,
    }
    if criterion.kind == "share":
        return values | {"share": fraction_words(limit), "who": own.many, "needed": ceil(limit * members)} | shown
    noun = choose(limit.numerator, own.noun, own.nouns)
    return values | {"limit": spelled(limit.numerator), "noun": noun, "office": criterion.office, "who": own.one}


def _more(state: str) -> str:
    return f" {say(WORDS, 'more')}" if state == DOUBTFUL else ""
