"""Answers on every board, counted: who meets each rule, how sure that is, and the share that each list allows."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

import pandas as pd

from lepdata.dates import interval, words
from lepdata.display import row_dicts
from lepdata.english import capital, choose, how_many, joined, plural
from lepdata.judging.criteria import Criterion, Framework
from lepdata.judging.judgement import ANSWER_COLUMNS, DEPENDS, GRADES, NO_ANSWER, Answer, Judgement, grade_words
from lepdata.judging.kinds import label
from lepdata.judging.verdicts import many_as_frame
from lepdata.seating.lists import CARRIES_A_SHARE
from lepdata.vocabulary import MAIN_BOARD


class Finding(NamedTuple):
    """One thing that all boards show together: in words, and the boards or figures that it rests on."""

    two_sentences: str
    frame: pd.DataFrame


def untold(why: str, frame: pd.DataFrame) -> Finding:
    """The finding that it cannot be told; `why` is a clause without a full stop."""
    settling = "Whole published lists that say so of every member would settle it."
    return Finding(f"This cannot be told: {why}. {settling}", frame)


SHOWN = ("met", "not met", DEPENDS, NO_ANSWER)  # what a page says of an answer, in this order
IN_SHORT = dict(zip(SHOWN, ("met", "missed", "it depends on what counts as private", "no answer"), strict=True))


def answer_frame(judged: Iterable[tuple[str, Judgement]]) -> pd.DataFrame:
    """One row a criterion of a board: its answer, what a page shows of it, and the range over all readings."""
    pairs, names = list(judged), ("lep", "as_at", "completeness", "framework", *ANSWER_COLUMNS)
    frame = many_as_frame((one for _, one in pairs), names)
    every = [(rules, answer) for rules, judgement in pairs for answer in judgement.every_answer]
    texts = {
        "rules": [rules for rules, _ in every],
        "rule": [one.name for _, one in every],
        "carries_a_share": ["yes" if one in CARRIES_A_SHARE else "no" for one in frame["completeness"]],
        "after_due": ["yes" if _is_after_due(one) else "no" for _, one in every],
        "shown": [one.shown for _, one in every],
        "shown_without_guesses": [one.firm.shown for _, one in every],
    }
    numbers = {
        "members": [one.first.members for _, one in every],
        "fewest": [min(verdict.for_ for verdict in one.verdicts) for _, one in every],
        "most": [max(verdict.for_ + verdict.unknown for verdict in one.verdicts) for _, one in every],
    }
    return frame.assign(**texts, **numbers).astype(dict.fromkeys(texts, "str") | dict.fromkeys(numbers, "int64"))


def _is_after_due(answer: Answer) -> bool:
    """Only by a list later than the day on which a rule was due, or made, is a board judged."""
    rule, span = answer.first.rule, interval(answer.judgement.board.as_at)
    return span is not None and span[0] >= (rule.due or rule.announced or rule.in_force_from)


def of_rule(answers: pd.DataFrame, criterion: str) -> pd.DataFrame:
    return answers[(answers["criterion"] == criterion) & (answers["carries_a_share"] == "yes")]


def headline(answers: pd.DataFrame, rule: Criterion) -> Finding:
    """How many boards meet a rule, over all readings and only on lists later than its due date; others are measured."""
    usable = of_rule(answers, rule.id)
    if usable.empty:
        return untold("no list that carries a share was asked", usable)
    due, older = (usable[usable["after_due"] == word] for word in ("yes", "no"))
    asked = f"“{label(rule)}” was due{f' ({words(rule.due)})' if rule.due else ''}"
    readings = "over all readings of “private”, " if rule.who == "private" else ""
    lists, later = plural(len(usable), "list that can", "lists that can"), plural(len(due) or "none", "is", "are")
    said = f"Of the {lists} carry a share, {later} later than the day on which {asked}"
    said += f": {readings}{counted(due)}." if len(due) else "."
    rest = f"The other {plural(len(older), 'is', 'are')}" if len(due) else choose(len(older), "It is", "All are")
    measured = f" {rest} older and only measured by it: {counted(older)}."
    return Finding(said + measured * bool(len(older)) + without_guesses(usable), usable)


def without_guesses(answers: pd.DataFrame) -> str:
    """A further sentence on the answers that would be others without guesses, with their boards; "" for none."""
    other = answers[answers["shown"] != answers["shown_without_guesses"]]
    if other.empty:
        return ""
    leps = other.groupby("shown_without_guesses", sort=False)["lep"]
    told = [f"{IN_SHORT[str(word)]} for {joined(own.tolist())}" for word, own in leps]
    these = choose(len(other), "of these answers rests on a guess", "of these answers rest on guesses")
    return f" {capital(how_many(len(other)))} {these}; without {choose(len(other), 'it', 'them')}: {joined(told)}."


_TOLD = {
    "met": ("{} meets it", "{} meet it"),
    "not met": ("{} misses it", "{} miss it"),
    DEPENDS: ("for {} it depends on what counts as private",) * 2,
    NO_ANSWER: ("for {} there is no answer",) * 2,
}


def counted(answers: pd.DataFrame) -> str:
    """Such as "none meet it, two miss it (one proven, one likely) and for four there is no answer"."""
    parts = []
    for word, one_or_many in _TOLD.items():
        grades = answers.loc[answers["shown"] == word, "certainty"].tolist()
        if grades or word == "met":
            told = choose(len(grades), *one_or_many).format(how_many(len(grades)))
            given = ", ".join(f"{how_many(grades.count(one))} {grade_words(one)}" for one in GRADES if one in grades)
            parts.append(told + f" ({given.removeprefix('one ' * (len(grades) == 1))})" * bool(given))
    return joined(parts)


def ranges(answers: pd.DataFrame, rule: Criterion, rules: Framework) -> pd.DataFrame:
    """One row a usable list, oldest first: the lowest and highest share over all readings, of those listed."""
    own = of_rule(answers, rule.id)
    own = _by_date(own[own["members"] > 0])
    members, fewest, most = (own[name].astype(int) for name in ("members", "fewest", "most"))
    # with seats that nobody saw, up to the size limit of the rules
    size = members.where(own["completeness"] == "full", members.clip(lower=rules.size_limit or 0))
    unseen = {"unseen_lowest": fewest / size, "unseen_highest": (most + size - members) / size}
    return own.assign(lowest=fewest / members, highest=most / members, **unseen)


def by_reading(verdicts: pd.DataFrame, rule: Criterion) -> pd.DataFrame:
    """The same by each reading of private, one row a usable list and reading."""
    asked = (verdicts["criterion"] == rule.id) & (verdicts["denominator"] == "all")
    listed = verdicts["for"] + verdicts["against"] + verdicts["unknown"]
    own = verdicts.assign(lowest=verdicts["for"] / listed, highest=(verdicts["for"] + verdicts["unknown"]) / listed)
    return _by_date(own[asked & verdicts["completeness"].isin(CARRIES_A_SHARE) & (listed > 0)])


def _by_date(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, oldest list first, with what a chart calls each `board`: "2019 Dorset"."""
    rows = rows.sort_values("as_at", kind="stable", ignore_index=True)
    return rows.assign(board=rows["as_at"].str[:4].replace("", "no date") + " " + rows["lep"])


def published_counts(compositions: pd.DataFrame, group: str) -> pd.DataFrame:
    """Counts of one group that somebody printed of one main board without names, with the share they make."""
    whole = compositions["count"].str.fullmatch("[0-9]+") & compositions["of"].str.fullmatch("[1-9][0-9]*")
    asked = (compositions["group"] == group) & (compositions["body"] == MAIN_BOARD)
    own = compositions[whole & asked & ~compositions["lep"].str.startswith("(")]
    return own.assign(share=own["count"].astype(int) / own["of"].astype(int))


def later_counts(counts: pd.DataFrame, answers: pd.DataFrame, rule: Criterion) -> dict[str, str]:
    """Boards whose own newest count, later than their list, says another thing than it; in a few words."""
    said = {}
    asked = of_rule(answers, rule.id).set_index("lep")[["as_at", "shown"]]
    for row in row_dicts(counts.sort_values("date_from", kind="stable")):
        if row["lep"] in asked.index and row["date_from"][:7] > asked.loc[row["lep"], "as_at"][:7]:
            answer = "met" if Fraction(int(row["count"]), int(row["of"])) >= rule.limit else "not met"
            told = f"its own count of {words(row['as_at'])}: {row['count']} of {row['of']}, {answer}"
            said[row["lep"]] = told if answer != asked.loc[row["lep"], "shown"] else ""
    return {lep: told for lep, told in said.items() if told}
