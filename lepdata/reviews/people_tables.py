"""Tables of the national page about people over time, places, and the figures of others."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import pandas as pd

from lepdata import findings
from lepdata.model.dates import words
from lepdata.reviews import known
from lepdata.reviews.national_findings import boards, find
from lepdata.reviews.national_review import NationalReview
from lepdata.reviews.place_findings import share_text
from lepdata.reviews.show import Table, table_of
from lepdata.reviews.words import span, thousands

Row = dict[Hashable, Any]


def followed(_review: NationalReview) -> Table:
    """What share of members could be followed at all."""
    rows = [
        {
            "What": row["what"].capitalize(),
            "How many": f"{row['count']} of {row['of']}",
            "Share": share_text(row["count"], row["of"]),
            "Meaning": row["meaning"],
        }
        for row in findings.followed(known.seats()).to_dict("records")
    ]
    return table_of(rows, ["What", "How many", "Share", "Meaning"], "Who can be followed from list to list")


def several(_review: NationalReview) -> Table:
    """People and organisations on bodies of more than one partnership: reviewed matches only."""
    seats = known.seats()
    rows = [
        {"Who": row["person"], "Partnerships": row["leps"], "Seen": _seen(row), "How we know": row["because"]}
        for row in findings.people_on_several_boards(seats).to_dict("records")
    ]
    rows += [
        {
            "Who": row["organisation"],
            "Partnerships": row["leps"],
            "Seen": _seen(row),
            "How we know": "the organisation’s name",
        }
        for row in findings.organisations_on_several_boards(seats).to_dict("records")
    ]
    return table_of(
        rows, ["Who", "Partnerships", "Seen", "How we know"], "On bodies of more than one partnership", True
    )


def turnover(_review: NationalReview) -> Table:
    """Who stayed, left and joined between two lists of one board."""
    rows = [
        {
            "Board": row["lep"],
            "Between": f"{words(row['earlier'])} and {words(row['later'])}",
            "On both": row["on_both"],
            "Left": span(row["left_at_least"], row["left_at_most"]),
            "Joined": span(row["joined_at_least"], row["joined_at_most"]),
            "Reading": row["outcome"],
            "Why": row["because"],
        }
        for row in findings.turnover(known.seats()).to_dict("records")
    ]
    columns = ["Board", "Between", "On both", "Left", "Joined", "Reading", "Why"]
    return table_of(rows, columns, "Turnover between lists", True)


def chairs(_review: NationalReview) -> Table:
    """Every chair of a main board, with the least and most time that they may have held office."""
    rows = [
        {
            "Board": row["lep"],
            "Chair": row["person"],
            "First seen": words(row["first_seen"]),
            "Last seen": words(row["last_seen"]),
            "Months, at least": row["at_least_months"],
            "Months, at most": row["at_most_months"],
        }
        for row in findings.chairs(known.seats()).to_dict("records")
    ]
    columns = ["Board", "Chair", "First seen", "Last seen", "Months, at least", "Months, at most"]
    return table_of(rows, columns, "Chairs of main boards: how long they can be shown to have served", True)


def successors(_review: NationalReview) -> Table:
    """How many members of each successor body are seen on the partnership's own board before."""
    rows = [
        {
            "Partnership": row["lep"],
            "Successor": row["successor"],
            "Seen": _seen(row),
            "People": row["people"],
            "Before, same organisation": row["same_organisation"],
            "Before, organisation not printed": row["organisation_not_printed"],
            "Not seen before": row["not_seen_before"],
        }
        for row in findings.reappearances(known.seats()).to_dict("records")
    ]
    columns = ["Partnership", "Successor", "Seen", "People", *_BEFORE, "Not seen before"]
    return table_of(rows, columns, "Who of the successor bodies sat on the partnership’s board before", True)


def rural(_review: NationalReview) -> Table:
    """Members whose seat is for rural matters, and those whose organisation is rural."""
    rows = [
        {
            "Partnership": row["lep"],
            "Body": row["body"],
            "Date": words(row["list_date"]),
            "Name": row["person"],
            "Organisation": row["organisation"],
            "What says so": f"the {row['basis']}: “{row['words']}”",
            "Source": "the list",
            "Source address": row["source_url"],
        }
        for row in findings.rural_voices(known.seats()).to_dict("records")
    ]
    columns = ["Partnership", "Body", "Date", "Name", "Organisation", "What says so", "Source", "Source address"]
    return table_of(rows, columns, "Rural voices", True)


_BEFORE = ("Before, same organisation", "Before, organisation not printed")


def compared(review: NationalReview) -> Table:
    """The published figures that could be compared."""
    frame = find(review, "reconciled").frame
    return _figures(frame[frame["outcome"] != "cannot be compared"], "Published figures that can be compared", False)


def figures(review: NationalReview) -> Table:
    """Every published figure, those that cannot be compared too."""
    return _figures(find(review, "reconciled").frame, "Every published figure beside what is found here", True)


def places(review: NationalReview) -> Table:
    """Boards beside their area's population, where the area is the one that the Census counted."""
    frame = findings.places(boards(review))
    rows = [
        {
            "Board": row["lep"],
            "List date": words(row["list_date"]),
            "Residents": thousands(row["population"]),
            "Women among residents": _percent(row["female_share"]),
            "Women on the board": _women(row),
            "Compared?": row["comparable"],
            "Why": row["because"],
        }
        for row in frame.to_dict("records")
    ]
    columns = ["Board", "List date", "Residents", "Women among residents", "Women on the board", "Compared?", "Why"]
    return table_of(rows, columns, "Boards beside the people of their area (Census 2021)", True)


def _figures(frame: pd.DataFrame, caption: str, folded: bool) -> Table:
    rows = [
        {
            "Of whom": row["lep"],
            "Date": row["as_at"],
            "What": row["measure"],
            "Published": row["published"],
            "Found here": row["found"],
            "Outcome": row["outcome"],
            "Same page?": row["same_source"],
            "Why": row["because"],
            "Source": "published figure",
            "Source address": row["source_url"],
        }
        for row in frame.to_dict("records")
    ]
    columns = ["Of whom", "Date", "What", "Published", "Found here", "Outcome", "Same page?", "Why"]
    return table_of(rows, [*columns, "Source", "Source address"], caption, folded)


def _seen(row: Row) -> str:
    first, last = words(row["first_seen"]), words(row["last_seen"])
    return first if first == last else f"{first} to {last}"


def _percent(value: Any) -> str:
    return "" if pd.isna(value) else f"{value:.0%}"


def _women(row: Row) -> str:
    low, high = _percent(row["women_lowest_share"]), _percent(row["women_highest_share"])
    return f"between {low} and {high}" if low and high else ""


TABLES: dict[str, Callable[[NationalReview], Table]] = {
    "followed": followed,
    "several": several,
    "turnover": turnover,
    "chairs": chairs,
    "successors": successors,
    "rural": rural,
    "compared": compared,
    "figures": figures,
    "places": places,
}
