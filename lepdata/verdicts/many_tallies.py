"""ROLLS -> which lists are alike to a question, so that one verdict is made for all of them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from lepdata.model.distinct import Numbers, number
from lepdata.verdicts.deciding import Asked
from lepdata.verdicts.many_rolls import Rolls
from lepdata.verdicts.questions import excepted, tally
from lepdata.verdicts.roll import Member, Roll

_NOT_ASKED = 6


class Part(NamedTuple):
    """Some of the lists, the patterns of all their members, and for every member the place of its list among them."""

    lists: Numbers
    members: Numbers
    of_member: Numbers


def part_of(rolls: Rolls, lists: Numbers) -> Part:
    """Some of the lists with their members."""
    sizes = np.diff(rolls.starts)[lists]
    of_member = np.repeat(np.arange(len(lists)), sizes)
    before = np.concatenate([[0], np.cumsum(sizes)])[:-1]
    rows = np.arange(len(of_member)) + (rolls.starts[lists] - before)[of_member]
    return Part(lists, rolls.members[rows], of_member)


def alike(asked: Asked, rolls: Rolls, part: Part) -> tuple[Numbers, Numbers]:
    """Number the lists of a part so that those with one number have the same verdict (see `deciding.verdict`).

    Returns
    -------
    numbers, first
        The number of every list; for every number the place of its first list in the part.
    """
    size = len(part.lists)
    answers = np.array([_answer(asked, one) for one in rolls.patterns], dtype="int64")
    counts = _counted(answers[part.members], part.of_member, _NOT_ASKED + 1, size)[:, :_NOT_ASKED]
    excepting = [excepted(asked.criterion, asked.definition, Roll((one,), "")) for one in rolls.patterns]
    nobody = counts[:, :3].sum(axis=1) == 0
    facts = (
        pd.factorize(pd.Series(rolls.completeness, dtype="str"))[0][part.lists],
        np.bincount(part.of_member, np.array(excepting)[part.members], size).astype("int64"),
        nobody & (rolls.sure[part.lists] > 0),
        nobody * rolls.others[part.lists],
        nobody * rolls.vacancies[part.lists],
    )
    return number(*(pd.Series(column) for column in (*counts.T, *facts)))


def _answer(asked: Asked, member: Member) -> int:
    """Which of the six counts of a tally a member is in."""
    found = tally(*asked[:3], Roll((member,), ""))
    certain = (found.for_, found.against, found.unknown)
    counts = (*certain, found.might_for, found.might_against, found.might_unknown)
    return counts.index(1) if any(counts) else _NOT_ASKED


def _counted(values: Numbers, groups: Numbers, kinds: int, size: int) -> Numbers:
    """How often each group has each value."""
    return np.bincount(groups * kinds + values, minlength=kinds * size).reshape(size, kinds)
