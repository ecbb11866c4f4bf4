"""Findings that count rather than compare: councils and people, the study of 2020, and the figures of others."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import pandas as pd

from lepdata import findings, registers
from lepdata.english import choose, plural
from lepdata.findings import Finding
from lepdata.model.board import Board
from lepdata.model.phrases import phrases
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
            {"lep": b.lep, "as_at": b.as_at, "reason": "no council member is named on a list good enough"}
            for b in boards
            if b.lep not in set(named["lep"])
        ],
        columns=["lep", "as_at", "reason"],
    )
    if named.empty:
        return Finding(
            "councils",
            "cannot tell",
            (
                "This cannot be told: no list names a member of a council. "
                "Lists that print each councillor’s council would settle it."
            ),
            named,
            named,
            left_out,
        )
    total = {column: int(named[column].sum()) for column in ("districts", "directly", "collectively", "through_county")}
    seated = total["directly"] + total["collectively"]
    districts, county = total["districts"], total["through_county"]
    said = (
        f"On the {plural(len(named), 'board')} whose list names somebody from a council of its "
        f"area, {seated} of {plural(districts, 'district has', 'districts have')} a seat of their "
        f"own or share one with their neighbours, and {county} more {choose(county, 'is', 'are')} "
        "spoken for only by the county above them. For the rest nobody was seen, which proves "
        "absence only where the list is full."
    )
    return Finding("councils", COUNTED, said, named, named, left_out, dict[str, object](total))


def people() -> Finding:
    """How far anybody can be followed from list to list, and on how many boards one person sat."""
    frame = findings.followed(known.seats())
    number = dict(zip(frame["what"], frame["count"], strict=True))
    seen_twice, all_people = number["people seen at two dates"], number["people"]
    several = findings.people_on_several_boards(known.seats())
    said = (
        f"Of {plural(all_people, 'person', 'people')} named on dated lists of main boards, "
        f"{plural(seen_twice, 'is', 'are')} seen at two dates or more, so little can be said of "
        f"who stays and who goes. {plural(len(several), 'person', 'people')} can be shown to have "
        "sat on bodies of two partnerships, from more than the name alone."
    )
    return Finding("people", COUNTED, said, frame, several)


def reconciled() -> Finding:
    """Every published figure beside what is found here."""
    frame = known.read_table("reconciliation")
    number = {word: int((frame["outcome"] == word).sum()) for word in ("agrees", "differs", "cannot be compared")}
    same_page = int(((frame["outcome"] == "agrees") & (frame["same_source"] == "yes")).sum())
    said = (
        f"Of {plural(len(frame), 'published figure')}, "
        f"{plural(number['agrees'], 'agrees', 'agree')} with what is found here and "
        f"{plural(some(number['differs']), 'differs', 'differ')}; {number['cannot be compared']} "
        "cannot be compared, mostly because no list of that board and date was found. Of the "
        f"agreements {plural(some(same_page), 'is', 'are')} with the page that printed the figure, "
        "which shows that it was read rightly and is no second witness."
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
    said = (
        f"The study found a voluntary-sector voice on {voice['study']} of {voice['of']} main "
        f"boards; from the lists of its year {shown_then} can be shown, and from every board’s "
        f"latest list {shown_now}. The study asked the partnerships, and read the websites of "
        "those that did not answer; a list prints less, so the gap is no error of either."
    )
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
