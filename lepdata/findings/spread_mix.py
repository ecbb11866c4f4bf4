"""BOARDS -> how mixed they are by kind of organisation, beside how mixed a deal of the same members would be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from lepdata import statistics
from lepdata.findings import spread_words as told
from lepdata.findings.spread_alone import KNOWN
from lepdata.findings.spread_finding import BEYOND, Finding, over_readings
from lepdata.findings.spread_tallies import basis, too_few, usable
from lepdata.model import Board
from lepdata.model.phrases import say
from lepdata.model.vocabulary import SECTORS
from lepdata.statistics import DRAWS, SEED
from lepdata.statistics.diversity import INDICES, measure
from lepdata.verdicts.roll import call_roll

KINDS = tuple(sector for sector in SECTORS if sector != "unknown")
SECTOR_COLUMNS = ("lep", "as_at", "completeness", *KINDS, "open")


def sector_counts(boards: Iterable[Board]) -> pd.DataFrame:
    """How many members of each board come from which sector.

    Parameters
    ----------
    boards : iterable of Board
        Such as the boards of judgements.

    Returns
    -------
    DataFrame
        lep, as_at, completeness, one column per sector, and `open`: members of unknown sector and people who may or may
        not be members. Nobody is counted twice.
    """
    rows = [_counted(board) for board in boards]
    frame = pd.DataFrame(rows, columns=list(SECTOR_COLUMNS))
    texts = list(SECTOR_COLUMNS[:3])
    return frame.astype(dict.fromkeys([*KINDS, "open"], "int64") | dict.fromkeys(texts, "str"))


def _counted(board: Board) -> dict[str, object]:
    roll = call_roll(board)
    kinds = Counter(member.sector if member.sure else "unknown" for member in roll.members)
    found = {kind: kinds[kind] for kind in KINDS}
    return {
        "lep": board.lep,
        "as_at": board.as_at,
        "completeness": board.completeness,
        **found,
        "open": len(roll.members) - sum(found.values()),
    }


def diversity_indices(sectors: pd.DataFrame, draws: int = DRAWS, seed: int = SEED) -> Finding:
    """Blau's and Shannon's index of each board and on average, beside what dealing out would give.

    Parameters
    ----------
    sectors : DataFrame
        What `sector_counts` returns.
    draws, seed : int
        How many deals, and where the chance starts.

    Returns
    -------
    Finding
        `frame` has one row per board and index: its value among those known, expected from a deal of all these boards'
        known members, the central 95 of 100 deals of a board of its size, and the lowest and highest value over those
        not known. The answer is for the means of both indices, and the same for every reading of those not known.
    """
    name = "diversity of sectors"
    in_all = sectors[list(KINDS)].sum(axis=1)
    used, left_out = usable(sectors.assign(against=0).join(in_all.rename("for")))
    if (unusable := too_few(name, used, left_out)) is not None:
        return unusable
    read = _readings(used)
    frame = pd.concat([_of_each(used, read, index, draws, seed) for index in INDICES], ignore_index=True)
    means = {reading: statistics.mean_indices(kinds, draws, seed) for reading, kinds in read.items()}
    blau, shannon = means[KNOWN]
    answer = over_readings([one.p for found in means.values() for one in found])
    numbers: dict[str, Any] = {**vars(blau), "shannon": vars(shannon)}
    numbers["p_by_reading"] = {reading: [one.p for one in found] for reading, found in means.items()}
    return Finding(name, answer, _words(numbers, answer, basis(used, left_out)), frame, used, left_out, numbers)


def _readings(used: pd.DataFrame) -> dict[str, np.ndarray]:
    """Members of each kind on each board, under each reading of those not known: an index lies between the last two."""
    known, open_ = used[list(KINDS)].to_numpy(), used["open"].to_numpy()
    most = known.copy()
    least = known.copy()
    for taken in range(int(open_.max())):
        rows = np.flatnonzero(open_ > taken)
        most[rows, most[rows].argmin(axis=1)] += 1  # one more of the rarest kind mixes a board most
        least[rows, least[rows].argmax(axis=1)] += 1
    return {KNOWN: known, "as mixed as can be": most, "as alike as can be": least}


def _of_each(used: pd.DataFrame, read: dict[str, np.ndarray], index: str, draws: int, seed: int) -> pd.DataFrame:
    known = read[KNOWN]
    pool, sizes = known.sum(axis=0), known.sum(axis=1)
    values = np.stack([measure(kinds, index) for kinds in read.values()])
    ranges = {int(size): statistics.board_range(pool, int(size), index, draws, seed) for size in np.unique(sizes)}
    return used[["lep", "as_at", "completeness", "known", "open"]].assign(
        index=index,
        value=values[0],
        expected=statistics.expected(pool, sizes, index),
        low=[ranges[int(size)][0] for size in sizes],
        high=[ranges[int(size)][1] for size in sizes],
        lowest=values.min(axis=0),
        highest=values.max(axis=0),
    )


def _words(numbers: dict[str, Any], answer: str, of: str) -> str:
    beyond = "mix-more" if numbers["observed"] >= numbers["expected"] else "mix-less"
    return say(
        "chance",
        "mix",
        boards=of,
        observed=told.percent(numbers["observed"]),
        expected=told.percent(numbers["expected"]),
        low=told.percent(numbers["low"]),
        high=told.percent(numbers["high"]),
        rarity=told.rarity(numbers["p"]),
        shannon=told.rarity(numbers["shannon"]["p"]),
        meaning=say("chance", beyond if answer == BEYOND else f"mix-{answer}"),
    )
