"""Figures for all boards together: the boards' nearest lists added up, or asked one by one."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from lepdata.english import plural
from lepdata.findings.reconciliation_counts import count, reaches, together
from lepdata.findings.reconciliation_lists import Held, Shelf
from lepdata.findings.reconciliation_measures import Measure, measure
from lepdata.findings.reconciliation_outcomes import (
    AGREES,
    DIFFERS,
    Compared,
    Published,
    compare,
    compare_boards,
)
from lepdata.findings.reconciliation_words import counted, listed
from lepdata.findings.spread_words import how_many
from lepdata.model.dates import words
from lepdata.model.phrases import phrases, say
from lepdata.model.vocabulary import MAIN_BOARD
from lepdata.registers import leps

NATIONS = ("(all 38)", "(all 39)")
_TURNED = {"yes": "no", "no": "yes", "unknown": "unknown"}
Row = dict[str, str]
Found = tuple[Compared, str, str, str]  # the outcome, our bounds, as listed, and what was seen


def compare_nation(row: Row, asked: Measure, printed: Published, shelf: Shelf) -> Row:
    """Hold a national figure against the boards that have a list within a year of it.

    Parameters
    ----------
    row : dict
        The figure, with `date_from` and `date_to`.
    asked : Measure
        Of members or of boards.
    printed : Published
        Its number.
    shelf : Shelf
        Every list.

    Returns
    -------
    dict
        found, as_listed, outcome, standing, difference, reason and because.
    """
    span = (row["date_from"], row["date_to"])
    lists = lists_near(span, shelf)
    match asked.level:
        case "study":
            compared, bounds, as_listed, said = _study(asked, printed, shelf.study(span[1]))
        case "boards":
            compared, bounds, as_listed, said = _boards(asked, printed, lists)
        case _:
            compared, bounds, as_listed, said = _members(asked, printed, lists)
    seen = "" if asked.level == "study" else _seen(lists)
    reason = {AGREES: "same number", DIFFERS: "another number"}.get(compared.outcome, "boards not seen")
    return {
        "found": bounds,
        "as_listed": as_listed,
        "outcome": compared.outcome,
        "standing": compared.standing,
        "difference": compared.difference,
        "reason": reason,
        "because": " ".join(filter(None, (seen, said, phrases("reconciled_counted")[reason]))),
    }


def lists_near(span: tuple[str, str], shelf: Shelf) -> dict[str, list[Held]]:
    """The main board lists within a year of a stretch of time, by LEP, the fullest first; no LEP without one."""
    near = {lep: shelf.near(lep, MAIN_BOARD, span) for lep in leps()["lep"]}
    return {lep: lists for lep, lists in near.items() if lists}


def _members(asked: Measure, printed: Published, lists: dict[str, list[Held]]) -> Found:
    found = together(count(own[0].roll, asked) for own in lists.values()).within(printed.of)
    said = say(
        "reconciliation",
        "nation-names" if asked.name == "members" else "nation-names-some",
        n=found.base,
        whom=f"{asked.base} " if asked.base else "",
        some=found.for_,
        what=asked.one if found.for_ == 1 else asked.many,
        unknown=found.unknown,
        open=asked.open,
    )
    return compare(found, printed), counted(found), listed(found), said


def _boards(asked: Measure, printed: Published, lists: dict[str, list[Held]]) -> Found:
    return _counted(asked, printed, Counter(board_answer(asked, own) for own in lists.values()), len(lists))


def _study(asked: Measure, printed: Published, measures: pd.DataFrame) -> Found:
    rows = measures[measures["measure"] == asked.asked].to_dict("records")
    if not rows:
        return _counted(asked, printed, Counter(), 0)
    row = rows[0]
    answers = Counter(yes=row["met"], no=row["not_met"], unknown=row["cannot_tell"])
    compared, bounds, as_listed, said = _counted(asked, printed, answers, row["of"])
    of_all = f"Of {row['of']} LEPs, by lists since {words(row['since'])}: {said}"
    return compared, bounds, as_listed, of_all


def _counted(asked: Measure, printed: Published, answers: Counter[str], asked_of: int) -> Found:
    assert printed.value is not None  # a share of boards is not compared
    every = len(leps())
    lowest, highest = answers["yes"], every - answers["no"]
    between = f"between {lowest} and {highest}"
    bounds = f"{between if lowest < highest else lowest} of {every}"
    said = (
        f"{plural(lowest or how_many(0), 'is', 'are')} surely "
        f"{(asked.one if lowest == 1 else asked.many)}, {answers['no'] or how_many(0)} surely not, "
        f"and of {answers['unknown']} it cannot be told."
    )
    as_listed = f"{lowest} of {asked_of}, {answers['unknown']} not known"
    return compare_boards(lowest, highest, printed.value), bounds, as_listed, said


def board_answer(asked: Measure, lists: list[Held]) -> str:
    """Whether a board is as asked: "yes", "no" or "unknown".

    Any of its lists may show that there is a member; only the first may show that there is none.

    Parameters
    ----------
    asked : Measure
        Of the level "boards".
    lists : list of Held
        The board's lists within a year, the fullest first.
    """
    each = [reaches(count(held.roll, measure(asked.asked)), asked.least) for held in lists]
    answer = "yes" if "yes" in each else each[0]
    return _TURNED[answer] if asked.turned else answer


def _seen(lists: dict[str, list[Held]]) -> str:
    whole = sum(own[0].completeness == "full" for own in lists.values())
    phrase = "nation-seen" if lists else "nation-seen-none"
    return say("reconciliation", phrase, n=len(lists), boards=len(leps()), whole=whole)
