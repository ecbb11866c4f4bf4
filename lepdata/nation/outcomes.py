"""Answers on every board, counted: who meets each rule over all readings, and how sure that is."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import pandas as pd

from lepdata.dates import interval, words
from lepdata.english import choose, joined, plural
from lepdata.judging.answers import no_answer
from lepdata.judging.criteria import Criterion
from lepdata.judging.kinds import label
from lepdata.judging.records import Judgement
from lepdata.judging.rows import DEPENDS, GRADES, OF_GUESSES, VERDICT_COLUMNS, Answer
from lepdata.nation.findings import Finding, how_many, untold
from lepdata.seating.lists import CARRIES_A_SHARE

NO_ANSWER = "no answer"
SHOWN = ("met", "not met", DEPENDS, NO_ANSWER)  # what a page says of an answer, in this order
ROW_COLUMNS = ("lep", "body", "as_at", "completeness", "framework", *VERDICT_COLUMNS, "rule")
_OF_ANSWER = (
    "criterion",
    "answer",
    "as_listed",
    "certainty",
    "to_overturn",
    "timing",
    "strength",
    "sentence",
    *OF_GUESSES,
)
ANSWER_COLUMNS = (
    *("lep", "as_at", "completeness", "carries_a_share", "rules", "framework", "rule", "shown", "after_due"),
    *_OF_ANSWER,
    *("members", "fewest", "most"),
)
_BOARD = ["lep", "as_at", "completeness"]
Row = dict[Hashable, Any]


def verdict_rows(judgements: Iterable[Judgement]) -> pd.DataFrame:
    """Every verdict of many boards in one frame: as `lepdata.verdicts()`, with the criterion's name."""
    frames = [pd.DataFrame(columns=list(ROW_COLUMNS), dtype="str")]
    for one in judgements:
        of_board = {name: getattr(one.board, name) for name in (*_BOARD, "body")}
        rules = [verdict.name for verdict in one.all_verdicts]
        frames.append(one.verdicts.assign(**of_board, framework=one.framework.id, rule=rules))
    return pd.concat(frames[1:] or frames, ignore_index=True)[list(ROW_COLUMNS)]


def answer_rows(rules: str, judgement: Judgement) -> list[Row]:
    """One row a criterion of a board: its answer, what a page shows of it, and the range over all readings."""
    board, by_id, rows = judgement.board, {one.id: one for one in judgement.framework.criteria}, []
    whole = "yes" if board.completeness in CARRIES_A_SHARE else "no"
    head: Row = {name: getattr(board, name) for name in _BOARD}
    head |= {
        "carries_a_share": whole,
        "rules": rules,
        "framework": judgement.framework.id,
    }
    for one in judgement.every_answer:
        after = _after(by_id[one.criterion], board.as_at)
        own = {name: getattr(one, name) for name in _OF_ANSWER} | {"rule": one.name, "after_due": after}
        fewest, most = min(v.for_ for v in one.verdicts), max(v.for_ + v.unknown for v in one.verdicts)
        counts = {"members": one.verdicts[0].members, "fewest": fewest, "most": most}
        rows.append(head | own | {"shown": shown(one, judgement)} | counts)
    return rows


def shown(answer: Answer, judgement: Judgement) -> str:
    """What a page says: the strict answer, else that of the list; none where the list gives none."""
    if no_answer(answer, judgement.board):
        return NO_ANSWER
    return answer.as_listed if answer.answer == "cannot tell" else answer.answer


def _after(rule: Criterion, as_at: str) -> str:
    """Whether a list is later than the day on which a rule was due, or made: only then is a board judged by it."""
    span = interval(as_at) if as_at else None
    return "yes" if span and span[0] >= (rule.due or rule.announced or rule.in_force_from) else "no"


def answer_frame(rows: Iterable[Row]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=list(ANSWER_COLUMNS))
    counts = ("to_overturn", "members", "fewest", "most", "guessed")
    texts = [name for name in ANSWER_COLUMNS if name not in counts]
    return frame.fillna(dict.fromkeys(texts, "")).astype(dict.fromkeys(texts, "str") | dict.fromkeys(counts, "Int64"))


def of_rule(answers: pd.DataFrame, criterion: str) -> pd.DataFrame:
    """The answers to one rule on lists that carry a share."""
    return answers[(answers["criterion"] == criterion) & (answers["carries_a_share"] == "yes")]


def headline(answers: pd.DataFrame, rule: Criterion) -> Finding:
    """How many boards meet a rule, over all readings and only on lists later than its due date; others are measured."""
    usable = of_rule(answers, rule.id)
    if usable.empty:
        return untold("no list that carries a share was asked", usable)
    due, older = (usable[usable["after_due"] == word] for word in ("yes", "no"))
    asked = f"“{label(rule)}” was due{f' ({words(rule.due)})' if rule.due else ''}"
    readings = "over all readings of “private”, " if rule.who == "private" else ""
    later = choose(len(due), "is", "are")
    said = (
        f"Of the {plural(len(usable), 'list')} that can carry a share, {len(due)} {later} later "
        f"than the day on which {asked}: {readings}{counted(due)}."
    )
    measured = f" The other {len(older)} are older and only measured by it: {counted(older)}." if len(older) else ""
    return Finding(said + measured, usable)


def counted(answers: pd.DataFrame) -> str:
    """Such as "none meet it, two miss it (one proven, one likely) and for four there is no answer"."""
    if answers.empty:
        return "there is none"
    said = {
        "met": lambda n: f"{how_many(n)} {choose(n, 'meets', 'meet')} it",
        "not met": lambda n: f"{how_many(n)} {choose(n, 'misses', 'miss')} it",
        DEPENDS: lambda n: f"for {how_many(n)} it depends on what counts as private",
        NO_ANSWER: lambda n: f"for {how_many(n)} there is no answer",
    }
    parts = []
    for word, words_of in said.items():
        own = answers[answers["shown"] == word]
        if len(own) or word == "met":
            parts.append(words_of(len(own)) + _grades(own["certainty"].tolist(), len(own)))
    return joined(parts)


def _grades(grades: Sequence[str], boards: int) -> str:
    """Such as " (one proven, two almost certain)"; nothing where there is no grade."""
    given = [one if boards == 1 else f"{how_many(grades.count(one))} {one}" for one in GRADES if one in grades]
    return f" ({', '.join(given)})" if given else ""
