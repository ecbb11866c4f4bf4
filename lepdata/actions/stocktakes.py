"""COUNCILS' ANSWERS -> where they agree and differ, who has not answered, and what the published lists say to it."""

from __future__ import annotations

import os
import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from lepdata.actions.answers import Filled, Unreadable, councils_on, read_council
from lepdata.actions.forms import form, write_form
from lepdata.dates import interval, last_day, months_between
from lepdata.display import Record
from lepdata.errors import UsageError, quoted
from lepdata.files import rule_file
from lepdata.registers.geography import DEMONSTRATION, find_area, slug
from lepdata.seating.boards import Board
from lepdata.voice.councils import council_coverage

FORM = "stocktake"
LAST_LOOKUP = "2021-12-31"  # the last geography of LEPs was published in 2021: the day where none is given
SAYING = ("yes", "partly", "no")  # "not known" says nothing with which another answer could disagree
_ON_THE_BOARD = {"directly": "own seat", "collectively": "shared seat", "through the county": "county seat"}


@cache
def asked() -> dict[str, dict[str, str]]:
    """The questions by id, with whether each is `about` the whole "area" or the "council", and its `same_as`."""
    more = {row["question_id"]: row for row in rule_file("stocktakes/questions.csv")}
    return {row["question_id"]: row | more[row["question_id"]] for row in rule_file(f"forms/{FORM}.csv")}


@cache
def is_forum(body: str) -> bool:
    rules = rule_file("stocktakes/forums.csv")
    return any(re.search(row["pattern"], body.strip(), re.IGNORECASE) for row in rules)


def form_head(lep: str, council: str = "", day: str = "") -> dict[str, str]:
    """What is filled in already in the head of a form for a council of a day, "" for the end of 2021."""
    if council and not lep:
        raise UsageError("Whose council? Name its LEP before --council.")
    head = {"lep": find_area(lep)} if lep else {}
    if council:
        try:
            head["council"] = read_council(council, head["lep"], day or LAST_LOOKUP)
        except Unreadable as error:
            wanted = f"{error.expected} ({day or 'the end of 2021'})"
            raise UsageError(f"{quoted(council)} is not {wanted}: {error.remedy}.") from None
    return head


def write_forms(lep: str, folder: str | os.PathLike[str], day: str = "") -> list[Path]:
    """Write a blank workbook for every council of a partnership's area on a day, named after the council."""
    name = find_area(lep)
    files = {council: Path(folder) / f"{slug(council)}.xlsx" for council in councils_on(name, day or LAST_LOOKUP)}
    if there := ", ".join(file.name for file in files.values() if file.exists()):
        raise UsageError(f"{quoted(str(folder))} has {there} already: they are left as they are. Name another.")
    return [write_form(form(FORM), file, {"lep": name, "council": council}) for council, file in files.items()]


# --- what the lists show of each council


def council_facts(councils: Sequence[str], board: Board | None, forums: Iterable[Board] = ()) -> pd.DataFrame:
    """What the lists show of each council: of its own board, and of bodies of councils such as a joint committee."""
    on_board = _how(board, councils) if board else {}
    if any(how in _ON_THE_BOARD for how, _ in on_board.values()):
        anybody = "councils on the board"
    else:
        everyone_known = bool(on_board) and all(outcome == "not met" for _, outcome in on_board.values())
        anybody = "no council on the board" if everyone_known else "board not seen"
    meeting = [(forum, _how(forum, councils)) for forum in sorted(forums, key=lambda one: one.as_at, reverse=True)]
    rows: list[tuple[str, ...]] = []
    for council in councils:
        how, outcome = on_board.get(council, ("", ""))
        seat = _ON_THE_BOARD.get(how) or ("no seat" if outcome == "not met" else "seat not seen")
        # A list that knows other councils of the area and not this one is of a time when it was none of them.
        seat = "no council then" if on_board and not how else seat
        # The newest body of councils on which this one is seen, else the newest there is.
        sitting = [forum for forum, how in meeting if how.get(council, ("", ""))[0] == "directly"]
        newest = next(iter(sitting or [forum for forum, _ in meeting]), None)
        among = "forum seat" if sitting else "forum of others" if meeting else "no forum seen"
        for fact, of in ((seat, board), (anybody, board), (among, newest)):
            rows.append((council, fact, *((of.body, of.as_at, of.completeness) if of else ("", "", ""))))
    return pd.DataFrame(rows, columns=["council", "fact", "body", "as_at", "completeness"], dtype="str")


def seated_on(board: Board, councils: Sequence[str]) -> list[str]:
    return [council for council, (how, _) in _how(board, councils).items() if how == "directly"]


def _how(board: Board, councils: Sequence[str]) -> dict[str, tuple[str, str]]:
    """For each council how it is represented, and the outcome of the question whether."""
    if board.lep != DEMONSTRATION:
        rows = council_coverage(board).to_dict("records")
        return {row["council"]: (row["how"], row["outcome"]) for row in rows}
    # The made-up area is in no register: there a council sits where an organisation bears its name.
    sitting = set(board.members.loc[board.members["counts_as_member"] == "yes", "organisation"])
    absent = ("not seen", "not met" if board.completeness == "full" else "cannot tell")
    return {council: ("directly", "met") if council in sitting else absent for council in councils}


# --- the answers brought together


@dataclass(frozen=True, repr=False)
class Stocktake(Record):
    """The stock-take of one partnership's councils: what they answered, and what lepdata knows of each beside it."""

    lep: str
    as_at: str  # the date asked about
    board: Board | None
    forums: Sequence[Board]  # the lists of bodies in which its councils meet
    councils: Sequence[str]
    missing: Sequence[str]  # councils of the area that have not answered
    gone: Sequence[str]  # councils that answered but are none of the area's on the day: abolished since, as a rule
    answers: pd.DataFrame  # a row for each council and question; "" where there is no answer
    questions: pd.DataFrame  # a row for each question: how many gave which answer, and what they say together
    facts: pd.DataFrame
    evidence: pd.DataFrame
    superseded: int  # forms that a council has replaced since
    later: int  # forms of after the day
    others: int  # forms of other partnerships

    @property
    def made_up(self) -> bool:
        return self.lep == DEMONSTRATION

    @property
    def answered(self) -> tuple[str, ...]:
        """The councils that have answered, those gone since after the others."""
        return (*(council for council in self.councils if council not in self.missing), *self.gone)

    @property
    def disagreements(self) -> pd.DataFrame:
        """The questions about the area on which councils differ."""
        return self.questions[self.questions["says"].isin(["contradict", "differ in degree"])]

    @property
    def twice(self) -> pd.DataFrame:
        """One question answered two ways where the form asks it twice."""
        same_as = self.answers["question_id"].map(lambda name: asked()[name]["same_as"])
        first = self.answers.rename(columns={"question_id": "same_as", "answer": "other_answer"})
        first = first[["council", "same_as", "other_answer"]]
        both = self.answers.assign(same_as=same_as).merge(first, on=["council", "same_as"])
        known = both["answer"].isin(SAYING) & both["other_answer"].isin(SAYING)
        differ = both[known & (both["answer"] != both["other_answer"])]
        return differ[["council", "question_id", "answer", "same_as", "other_answer"]].reset_index(drop=True)


def take_stock(
    lep: str,
    given: Sequence[Filled],
    councils: Sequence[str],
    board: Board | None = None,
    forums: Sequence[Board] = (),
    as_at: str = "",
) -> Stocktake:
    """Bring the answers of one partnership's councils together, until a date; the latest form of a council counts."""
    # of a month and a day in it the month may be the later
    in_turn = sorted(given, key=lambda one: (last_day(one.head["answered_on"]), one.head["answered_on"]))
    own = [one for one in in_turn if one.head["lep"] == lep]
    in_time = [one for one in own if not as_at or last_day(one.head["answered_on"]) <= last_day(as_at)]
    latest = {one.head["council"]: one for one in in_time}
    gone = tuple(sorted(set(latest) - set(councils)))
    answers, facts = _answers([*councils, *gone], latest), council_facts(councils, board, forums)
    missing = tuple(council for council in councils if council not in latest)
    frames = (answers, _questions(answers), facts, _beside_evidence(answers, facts))
    aside = (len(in_time) - len(latest), len(own) - len(in_time), len(given) - len(own))
    return Stocktake(lep, as_at, board, forums, councils, missing, gone, *frames, *aside)


def _answers(councils: Sequence[str], latest: dict[str, Filled]) -> pd.DataFrame:
    rows, nothing = [], Filled(form(FORM), "", {})
    for council in councils:
        own = latest.get(council, nothing)
        for name, one in asked().items():
            given = {"answer": own.answers.get(name, ""), "note": own.notes.get(name, "")}
            day = own.head["answered_on"] if given["answer"] else ""
            rows.append({"council": council, **one, **given, "answered_on": day})
    columns = ["council", "question_id", "section", "question", "about", "answer", "note", "answered_on"]
    return pd.DataFrame(rows, columns=columns, dtype="str")


def _questions(answers: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for name, one in asked().items():
        given = answers.loc[answers["question_id"] == name, "answer"].tolist()
        counts = {answer or "no answer": given.count(answer) for answer in (*SAYING, "not known", "")}
        known = [answer for answer in given if answer in SAYING]
        if one["about"] != "area":
            says = "each for itself"
        elif len(known) < 2:
            says = "one council" if known else "open"
        elif len(set(known)) == 1:
            says = "agreed"
        else:
            says = "contradict" if {"yes", "no"} <= set(known) else "differ in degree"
        rows.append(one | counts | {"says": says})
    columns = ["question_id", "section", "question", "about", *SAYING, "not known", "no answer", "says"]
    return pd.DataFrame(rows, columns=columns)


# --- answers beside facts


def _beside_evidence(answers: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Every question that a fact speaks to, for every council: the answer, the fact, and whether the two agree."""
    rules = pd.DataFrame(rule_file("stocktakes/evidence.csv"))
    given = answers[["council", "question_id", "answer", "answered_on"]]
    rows = facts.merge(rules, on="fact").merge(given, on=["council", "question_id"], how="left").fillna("")
    found = [_outcome(row) for row in rows.to_dict("records")]
    rows = rows.assign(
        order=rows["question_id"].map(list(asked()).index),  # as the form asks, and councils by name
        outcome=[one for one, _ in found],
        reason=[why for _, why in found],
    )
    columns = ["council", "question_id", "answer", "answered_on", "fact", "body", "as_at", "outcome", "reason"]
    return rows.sort_values(["order", "council"])[columns].reset_index(drop=True)


def _outcome(row: dict[Hashable, Any]) -> tuple[str, str]:
    if (answer := row["answer"]) in ("", "not known"):
        return "cannot tell", "The council does not know" if answer else "The council has not answered"
    ways = (("agreeing", "agrees_with"), ("differing", "differs_from"))
    outcome = next((way for way, column in ways if answer in row[column].split("|")), "cannot tell")
    if outcome != "cannot tell":
        # The two partial dates must be such as may lie within so many months of each other.
        spans, months = sorted(filter(None, map(interval, (row["answered_on"], row["as_at"])))), int(row["months"])
        near = len(spans) == 2 and (spans[1][0] <= spans[0][1] or months_between(spans[0][1], spans[1][0]) <= months)
        if not near:
            return "cannot tell", f"The list lies more than {months} months from the answer"
    return outcome, row["reason"]
