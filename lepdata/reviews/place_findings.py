"""Findings that count rather than compare: councils and people, the study of 2020, and the figures of others."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import pandas as pd

from lepdata import findings, registers
from lepdata.findings import Finding
from lepdata.model.board import Board
from lepdata.model.phrases import phrases, say
from lepdata.representation import council_summaries, voluntary_measures
from lepdata.reviews import known
from lepdata.reviews.boards import day
from lepdata.reviews.words import percent, some
from lepdata.seats.lists import CARRIES_A_SHARE

Row = Mapping[Hashable, Any]
COUNTED = "counted"
HOW = phrases("how_districts")
STUDY_OF = "2020-03-31"  # the study's survey ran from late 2019 to early 2020
STUDY = {  # measure of the representation room -> figure of the study
    "voice": "n04-main-board",
    "single-issue": "n05-single-issue",
    "infrastructure": "n06-infrastructure",
    "two-or-more": "n07-two",
    "sub-boards": "n08-sub-groups",
    "eu-funds-without": "n09-eu-funds",
}


def councils(boards: Sequence[Board]) -> Finding:
    """Whose council sits, over the boards whose best list carries a share."""
    usable = [board for board in boards if board.completeness in CARRIES_A_SHARE]
    summed = council_summaries(usable)
    named = summed[
        (summed["districts"] > 0) & (summed["directly"] + summed["collectively"] + summed["counties_seated"] > 0)
    ]
    left_out = pd.DataFrame(
        [
            {"lep": b.lep, "as_at": b.as_at, "reason": say("left_out", "no-council")}
            for b in boards
            if b.lep not in set(named["lep"])
        ],
        columns=["lep", "as_at", "reason"],
    )
    if named.empty:
        return Finding("councils", "cannot tell", say("findings", "councils-none"), named, named, left_out)
    total = {column: int(named[column].sum()) for column in ("districts", "directly", "collectively", "through_county")}
    seated = total["directly"] + total["collectively"]
    districts, county = total["districts"], total["through_county"]
    said = say("findings", "councils", n=len(named), seated=seated, districts=districts, county=county)
    return Finding("councils", COUNTED, said, named, named, left_out, dict[str, object](total))


def people() -> Finding:
    """How far anybody can be followed from list to list, and on how many boards one person sat."""
    frame = findings.followed(known.seats())
    number = dict(zip(frame["what"], frame["count"], strict=True))
    seen_twice, all_people = number["people seen at two dates"], number["people"]
    several = findings.people_on_several_boards(known.seats())
    said = say("findings", "people", people=all_people, twice=seen_twice, n=len(several))
    return Finding("people", COUNTED, said, frame, several)


def reconciled() -> Finding:
    """Every published figure beside what is found here."""
    frame = known.read_table("reconciliation")
    number = {word: int((frame["outcome"] == word).sum()) for word in ("agrees", "differs", "cannot be compared")}
    same_page = int(((frame["outcome"] == "agrees") & (frame["same_source"] == "yes")).sum())
    said = say(
        "findings",
        "reconciled",
        n=len(frame),
        agree=number["agrees"],
        differ=some(number["differs"]),
        cannot=number["cannot be compared"],
        same_page=some(same_page),
    )
    return Finding("reconciled", COUNTED, said, frame, frame, numbers=dict[str, object](number))


def study(as_at: str = "") -> Finding:
    """The measures of the 2020 voluntary-sector study beside the same measures from the lists."""
    figures = registers.read_raw("figures/published_figures.csv").set_index("figure_id")
    seats = known.seats()
    then, now = (
        voluntary_measures(seats, last_day).set_index("measure").to_dict("index") for last_day in (STUDY_OF, day(as_at))
    )
    printed = figures.to_dict("index")
    frame = pd.DataFrame([_study_row(name, printed[figure], then[name], now[name]) for name, figure in STUDY.items()])
    voice = frame.iloc[0]
    shown_then, shown_now = some(voice["then"]), some(voice["now"])
    said = say("findings", "study", study=voice["study"], of=voice["of"], then=shown_then, now=shown_now)
    return Finding("voluntary study", COUNTED, said, frame, frame)


def _study_row(measure: str, figure: Row, then: Row, now: Row) -> dict[str, object]:
    return {
        "measure": measure,
        "statement": then["statement"],
        "study": int(figure["value"]),
        "of": int(figure["of"]),
        "then": then["met"],
        "then_cannot_tell": then["cannot_tell"],
        "now": now["met"],
        "now_cannot_tell": now["cannot_tell"],
        "source_url": figure["source_url"],
    }


def share_text(part: int, whole: int) -> str:
    """A share for a reader, "" of nothing.

    Examples
    --------
    >>> share_text(1, 4), share_text(0, 0)
    ('25%', '')
    """
    return percent(Fraction(part, whole)) if whole else ""
