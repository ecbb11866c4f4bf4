"""Answers on every board, counted: who meets each rule over all readings, how sure that is, who is furthest from it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import pandas as pd

from lepdata.dates import interval, words
from lepdata.english import capital, choose, joined, plural
from lepdata.judging.answers import no_answer
from lepdata.judging.criteria import Criterion, Framework
from lepdata.judging.kinds import kind_of, label
from lepdata.judging.records import Judgement
from lepdata.judging.rows import ALMOST_CERTAIN, DEPENDS, GRADES, OF_GUESSES, PROVEN, VERDICT_COLUMNS, Answer
from lepdata.judging.verdicts import judge
from lepdata.nation.findings import FRAGMENTS_ONLY, LEFT_OUT_COLUMNS, Finding, boards_of, how_many, names, untold
from lepdata.seating.assembly import assemble
from lepdata.seating.lists import CARRIES_A_SHARE
from lepdata.vocabulary import MAIN_BOARD

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


def judged(seats: pd.DataFrame, until: str, rules: Framework) -> list[Judgement]:
    """The best main-board list of every LEP up to an ISO day."""
    main = seats[seats["body"] == MAIN_BOARD]
    found = (assemble(own, str(lep), until) for lep, own in main.groupby("lep", sort=False))
    return [judge(board, rules) for board in found if board is not None]


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
    head = _whose(judgement) | {"carries_a_share": whole, "rules": rules, "framework": judgement.framework.id}
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
    left_out = older.assign(reason="older than the rule")[list(LEFT_OUT_COLUMNS)]
    return Finding(said + measured, usable, due[_BOARD], left_out)


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


def by_rule(answers: pd.DataFrame) -> pd.DataFrame:
    """For each rule how many lists were asked after it was due, and what they answer; and how many are older."""
    rows = []
    for rule, own in answers[answers["carries_a_share"] == "yes"].groupby("rule", sort=False):
        due = own[own["after_due"] == "yes"]
        counts = [int((due["shown"] == word).sum()) for word in SHOWN]
        rows.append((rule, len(due), *counts, len(own) - len(due)))
    return pd.DataFrame(rows, columns=["rule", "due", *SHOWN, "older"])


# --- distances


def furthest(judgements: Iterable[Judgement]) -> Finding:
    """The boards furthest from each requirement that they miss on every reading, counted by the kindest of them."""
    judgements = list(judgements)
    if not judgements:
        return untold("no board has a dated list", answer_frame(()))
    whole, left_out = _parted(judgements)
    boards = pd.DataFrame([_whose(one) for one in whole], columns=_BOARD)
    if not whole:
        return untold("no list that carries a share was asked", boards, left_out)
    rows = [row for one in whole for answer in one.every_answer for row in _short(one, answer)]
    frame = pd.DataFrame(rows, columns=[*_BOARD, *_SHORT])
    order = list(dict.fromkeys(frame["criterion"]))
    keyed = frame.assign(order=frame["criterion"].map(order.index), least=-frame["short_at_least"])
    frame = keyed.sort_values(["order", "least", "lep"], kind="stable", ignore_index=True)[list(frame.columns)]
    return Finding(_distance_words(frame, len(boards)), frame, boards, left_out)


_SHORT = ("criterion", "rule", "short_at_least", "short_at_most", "certainty", "after_due", "sentence")


def _short(judgement: Judgement, answer: Answer) -> Iterable[Row]:
    if answer.strength != "requirement" or shown(answer, judgement) != "not met":
        return
    rule = next(one for one in judgement.framework.criteria if one.id == answer.criterion)
    found = [kind_of(rule).distance(rule.limit, one.counted, rule.office) or (0, 0) for one in answer.verdicts]
    least, most = min(one[0] for one in found), min(one[1] for one in found)
    after = _after(rule, judgement.board.as_at)
    of_rule = (answer.criterion, answer.name, least, most, answer.certainty, after, answer.sentence)
    yield _whose(judgement) | dict(zip(_SHORT, of_rule, strict=True))


def _whose(judgement: Judgement) -> Row:
    return {name: getattr(judgement.board, name) for name in _BOARD}


def _parted(judgements: Iterable[Judgement]) -> tuple[list[Judgement], pd.DataFrame]:
    """Those on lists that carry a share, and the boards with fragments only."""
    judgements = list(judgements)
    whole = [one for one in judgements if one.board.completeness in CARRIES_A_SHARE]
    others = [_whose(one) | {"reason": FRAGMENTS_ONLY} for one in judgements if one not in whole]
    return whole, pd.DataFrame(others, columns=list(LEFT_OUT_COLUMNS))


def _distance_words(frame: pd.DataFrame, boards: int) -> str:
    lists = plural(boards, "list that carries", "lists that carry")
    if frame.empty:
        return f"On none of the {lists} a share is a requirement missed on every reading."
    sure = int(frame["certainty"].isin((PROVEN, ALMOST_CERTAIN)).sum())
    first = frame.iloc[0]
    return (
        f"On the {lists} a share, {how_many(frame['lep'].nunique())} show at least one of the last requirements missed "
        f"on every reading; {how_many(sure)} of {plural(len(frame), 'such answer')} {choose(sure, 'is', 'are')} proven "
        f"or almost certain. The most seats that “{first['rule']}” would ask for are {first['short_at_least']}, of "
        f"{first['lep']} (list of {words(first['as_at'])})."
    )


def meets_everything(judgements: Iterable[Judgement]) -> Finding:
    """Which boards meet every requirement on every reading of private; `boards` counts for all, best first."""
    judgements = list(judgements)
    if not judgements:
        return untold("no board has a dated list", answer_frame(()))
    whole, left_out = _parted(judgements)
    rows = [row for one in whole if (row := _requirements(one))["rules"]]
    boards = pd.DataFrame(rows, columns=[*_BOARD, "rules", "met", "met_as_listed"])
    if boards.empty:
        return untold("no list that carries a share was asked", boards, left_out)
    boards = boards.sort_values(["met", "met_as_listed", "lep"], ascending=[False, False, True], ignore_index=True)
    frame = boards[boards["met"] == boards["rules"]].reset_index(drop=True)
    number, best = capital(how_many(len(frame))), boards.iloc[0]
    whole_lists = f"{boards_of(len(boards))} with a list that carries a share"
    proven = f"{choose(number, 'is', 'are')} proven to meet every requirement on every reading of “private”"
    said = f"{number} of {whole_lists} {proven}"
    if len(frame):
        return Finding(f"{said}: {names(frame['lep'].tolist(), most=10)}.", frame, boards, left_out)
    as_good = boards.loc[boards["met"] == best["met"], "lep"].tolist()
    most = f"the most that is proven is {best['met']} of {plural(best['rules'], 'requirement')}"
    return Finding(f"{said}; {most}, on {names(as_good, most=3)}.", frame, boards, left_out)


def _requirements(judgement: Judgement) -> Row:
    asked = [one for one in judgement.every_answer if one.strength == "requirement"]
    met = [sum(getattr(one, how) == "met" for one in asked) for how in ("answer", "as_listed")]
    return _whose(judgement) | {"rules": len(asked), "met": met[0], "met_as_listed": met[1]}
