"""Answers on every board, counted: who meets each rule, how sure that is, and the share that each list allows."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import pandas as pd

from lepdata.dates import interval, words
from lepdata.english import capital, choose, joined, plural, spelled
from lepdata.judging.answers import Judgement, no_answer
from lepdata.judging.criteria import Criterion, Framework
from lepdata.judging.kinds import label
from lepdata.judging.rows import DEPENDS, GRADES, OF_GUESSES, VERDICT_COLUMNS, Answer
from lepdata.seating.lists import CARRIES_A_SHARE
from lepdata.vocabulary import MAIN_BOARD


@dataclass(frozen=True)
class Finding:
    """One thing that all boards show together: in words, and the boards or figures that it rests on."""

    two_sentences: str
    frame: pd.DataFrame


def untold(why: str, frame: pd.DataFrame) -> Finding:
    """The finding that it cannot be told; `why` is a clause without a full stop."""
    return Finding(
        f"This cannot be told: {why}. Whole published lists that say so of every member would settle it.", frame
    )


def how_many(number: int) -> str:
    """A number that stands by itself in a sentence: "none", "three", "12"."""
    return f"{number:,}" if number > 999 else spelled(number) if number else "none"


NO_ANSWER = "no answer"
SHOWN = ("met", "not met", DEPENDS, NO_ANSWER)  # what a page says of an answer, in this order
IN_SHORT = dict(zip(SHOWN, ("met", "missed", "it depends on what counts as private", "no answer"), strict=True))
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
    *("members", "fewest", "most", "shown_without_guesses"),
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
        firm = replace(one, answer=one.answer_without_guesses, as_listed=one.as_listed_without_guesses)
        said = {"shown": shown(one, judgement), "shown_without_guesses": shown(firm, judgement)}
        rows.append(head | own | said | counts)
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
    return Finding(said + measured + without_guesses(usable), usable)


def without_guesses(answers: pd.DataFrame) -> str:
    """A further sentence on the answers that would be others without guesses, with their boards; "" for none."""
    other = answers[answers["shown"] != answers["shown_without_guesses"]]
    if other.empty:
        return ""
    leps = other.groupby("shown_without_guesses", sort=False)["lep"]
    told = [f"{IN_SHORT[str(word)]} for {joined(own.tolist())}" for word, own in leps]
    these = choose(len(other), "of these answers rests on a guess", "of these answers rest on guesses")
    return f" {capital(how_many(len(other)))} {these}; without {choose(len(other), 'it', 'them')}: {joined(told)}."


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


COUNT_COLUMNS = ("lep", "as_at", "date_from", "count", "of", "share", "source_url")


def ranges(answers: pd.DataFrame, rule: Criterion, rules: Framework) -> pd.DataFrame:
    """One row a usable list, oldest first: the lowest and highest share over all readings, of those listed.

    `unseen_lowest` and `unseen_highest` are those of a board with seats nobody saw, up to the size limit of the rules.
    """
    own = of_rule(answers, rule.id)
    own = own[own["members"] > 0].sort_values("as_at", kind="stable", ignore_index=True)
    members, fewest, most = (own[name].astype(int) for name in ("members", "fewest", "most"))
    size = members.where(own["completeness"] == "full", members.clip(lower=_limit(rules)))
    return own.assign(
        lowest=fewest / members,
        highest=most / members,
        unseen_lowest=fewest / size,
        unseen_highest=(most + size - members) / size,
    )


def _limit(rules: Framework) -> int:
    """The most members that a board may have; 0 where no rule says."""
    limits = [one.limit.numerator for one in rules.criteria if (one.kind, one.who) == ("ceiling", "everyone")]
    return min(limits, default=0)


def by_reading(verdicts: pd.DataFrame, rule: Criterion) -> pd.DataFrame:
    """The same by each reading of private, one row a usable list and reading."""
    asked = (verdicts["criterion"] == rule.id) & (verdicts["denominator"] == "all")
    own = verdicts[asked & verdicts["completeness"].isin(CARRIES_A_SHARE)]
    own = own.astype(dict.fromkeys(("for", "against", "unknown"), "int64"))
    listed = own["for"] + own["against"] + own["unknown"]
    own, listed = own[listed > 0], listed[listed > 0]
    return own.assign(lowest=own["for"] / listed, highest=(own["for"] + own["unknown"]) / listed)


def published_counts(compositions: pd.DataFrame, group: str) -> pd.DataFrame:
    """Counts of one group that somebody printed of one main board without names, with the share they make."""
    whole = compositions["count"].str.fullmatch("[0-9]+") & compositions["of"].str.fullmatch("[1-9][0-9]*")
    asked = (compositions["group"] == group) & (compositions["body"] == MAIN_BOARD)
    own = compositions[whole & asked & ~compositions["lep"].str.startswith("(")]
    return own.assign(share=own["count"].astype(int) / own["of"].astype(int))[list(COUNT_COLUMNS)]


def later_counts(counts: pd.DataFrame, answers: pd.DataFrame, rule: Criterion) -> dict[str, str]:
    """Boards whose own newest count, later than their list, says another thing than it; in a few words."""
    said = {}
    asked = of_rule(answers, rule.id).set_index("lep")[["as_at", "shown"]]
    for row in counts.sort_values("date_from").to_dict("records"):
        if row["lep"] in asked.index and row["date_from"][:7] > asked.loc[row["lep"], "as_at"][:7]:
            answer = "met" if Fraction(int(row["count"]), int(row["of"])) >= rule.limit else "not met"
            told = f"its own count of {words(row['as_at'])}: {row['count']} of {row['of']}, {answer}"
            said[row["lep"]] = told if answer != asked.loc[row["lep"], "shown"] else ""
    return {lep: told for lep, told in said.items() if told}
