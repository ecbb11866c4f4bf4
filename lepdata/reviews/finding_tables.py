"""Tables of what all boards show together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

import pandas as pd

from lepdata import findings, registers
from lepdata.model.dates import words
from lepdata.reviews import known
from lepdata.reviews.national_findings import boards, find
from lepdata.reviews.national_review import NationalReview
from lepdata.reviews.place_findings import share_text
from lepdata.reviews.show import Table, table_of
from lepdata.reviews.words import CRITERION_WORDS

Row = dict[Hashable, Any]


def furthest(review: NationalReview) -> Table:
    """Boards short of a requirement, the furthest first, with how sure that is."""
    rows = [
        {
            **_board(row),
            "Requirement": CRITERION_WORDS.get(row["criterion"], row["criterion"]),
            "Seats short": _span(row["short_at_least"], row["short_at_most"]),
            "How sure": row["sure"],
            "Was it in force?": row["timing"],
            "Why": row["reason"],
        }
        for row in find(review, "furthest").frame.to_dict("records")
    ]
    columns = [*_BOARD, "Requirement", "Seats short", "How sure", "Was it in force?", "Why"]
    return table_of(rows, columns, "Furthest from the last requirements, from lists that can carry it", True)


def everything(review: NationalReview) -> Table:
    """Boards proven to meet every requirement under every definition."""
    rows = [
        {**_board(row), "Rules met": row["met"]} for row in find(review, "meets everything").frame.to_dict("records")
    ]
    return table_of(rows, [*_BOARD, "Rules met"], "Boards that meet every requirement under every definition")


def definitions(review: NationalReview) -> Table:
    """For each rule about private members, whether the definition decides."""
    frame = find(review, "definitions").frame
    rows = [
        {
            "Rule": CRITERION_WORDS.get(row["criterion"], row["criterion"]),
            "Boards": row["boards"],
            **{f"Proven: {_short(answer)}": row[f"strictly: {answer}"] for answer in _ANSWERS},
            **{f"As listed: {_short(answer)}": row[f"as_listed: {answer}"] for answer in _ANSWERS},
        }
        for row in frame.to_dict("records")
    ]
    columns = ["Rule", "Boards", *(f"{kind}: {_short(one)}" for kind in ("Proven", "As listed") for one in _ANSWERS)]
    return table_of(rows, columns, "Does the definition of private decide?")


def grouped(review: NationalReview) -> Table:
    """Two-thirds private as listed, by the years of the lists, region, strategy wave and size of board."""
    verdicts = findings.verdict_rows([one.yardstick for one in review.boards if one.yardstick is not None])
    rows = [_group(row, name) for name in _GROUPS for row in _grouped(verdicts, name)]
    columns = ["By", "Group", "Boards", "Proven to meet", "Proven not to", "As listed: would", "As listed: would not"]
    return table_of(rows, columns, "Two-thirds private, by date, region, strategy wave and size", True)


def tests(review: NationalReview) -> Table:
    """Every board's business share beside the rest, with the allowance for many comparisons."""
    rows = [
        {
            **_board(row),
            "Business members": f"{row['for']} of {row['known']}",
            "p, alone": round(row["p"], 3),
            "p, adjusted": round(row["adjusted"], 3),
            "Reading": row["says"],
        }
        for row in find(review, "business boards").frame.to_dict("records")
    ]
    columns = [*_BOARD, "Business members", "p, alone", "p, adjusted", "Reading"]
    return table_of(rows, columns, "Is any board unlike the others? Exact tests, false discoveries allowed for", True)


def study(review: NationalReview) -> Table:
    """The measures of the 2020 study beside ours."""
    rows = [
        {
            "Measure": row["statement"],
            "The study": f"{row['study']} of {row['of']}",
            "Lists of its year": f"{row['then']} shown, {row['then_cannot_tell']} cannot be told",
            "Latest lists": f"{row['now']} shown, {row['now_cannot_tell']} cannot be told",
            "Source": "the study",
            "Source address": row["source_url"],
        }
        for row in find(review, "voluntary study").frame.to_dict("records")
    ]
    columns = ["Measure", "The study", "Lists of its year", "Latest lists", "Source", "Source address"]
    return table_of(rows, columns, "The voluntary-sector study of 2020 and the published lists")


def councils(review: NationalReview) -> Table:
    """How each area's districts are spoken for, and the share of its people whose council sits."""
    rows = [
        {
            **_board(row),
            "Districts": row["districts"],
            "Own seat": row["directly"],
            "Shared seat": row["collectively"],
            "County only": row["through_county"],
            "Not seen": row["not_seen"],
            "People whose council sits": _people(row),
        }
        for row in find(review, "councils").frame.to_dict("records")
    ]
    columns = [*_BOARD, "Districts", "Own seat", "Shared seat", "County only", "Not seen", "People whose council sits"]
    return table_of(rows, columns, "Councils on boards whose list names council members")


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
            "Left": _span(row["left_at_least"], row["left_at_most"]),
            "Joined": _span(row["joined_at_least"], row["joined_at_most"]),
            "Reading": row["outcome"],
            "Why": row["because"],
        }
        for row in findings.turnover(known.seats()).to_dict("records")
    ]
    return table_of(
        rows, ["Board", "Between", "On both", "Left", "Joined", "Reading", "Why"], "Turnover between lists", True
    )


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
            "Residents": _thousands(row["population"]),
            "Women among residents": _percent(row["female_share"]),
            "Women on the board": _women(row),
            "Compared?": row["comparable"],
            "Why": row["because"],
        }
        for row in frame.to_dict("records")
    ]
    columns = ["Board", "List date", "Residents", "Women among residents", "Women on the board", "Compared?", "Why"]
    return table_of(rows, columns, "Boards beside the people of their area (Census 2021)", True)


_BOARD = ["Board", "Board address", "List date"]
_GROUPS = {"year": "years of the list", "region": "region", "wave": "strategy wave", "size": "size of the list"}
_ANSWERS = (
    "met under every definition",
    "not met under every definition",
    "depends on the definition",
    "cannot tell",
)


def _board(row: Row) -> Row:
    return {
        "Board": row["lep"],
        "Board address": f"boards/{registers.slug(row['lep'])}.html",
        "List date": words(row["as_at"]),
    }


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
    columns: Sequence[str] = ["Of whom", "Date", "What", "Published", "Found here", "Outcome", "Same page?", "Why"]
    return table_of(rows, [*columns, "Source", "Source address"], caption, folded)


def _grouped(verdicts: pd.DataFrame, by: str) -> list[Row]:
    frame = findings.outcome_counts(verdicts, by).frame
    own = frame[(frame["criterion"] == "private-two-thirds") & (frame["definition"] == "business")]
    return own[own["denominator"] == "all"].to_dict("records")


def _group(row: Row, by: str) -> Row:
    return {
        "By": _GROUPS[by].capitalize(),
        "Group": row["group"],
        "Boards": row["boards"],
        "Proven to meet": row["strictly_met"],
        "Proven not to": row["strictly_not_met"],
        "As listed: would": row["as_listed_met"],
        "As listed: would not": row["as_listed_not_met"],
    }


def _short(answer: str) -> str:
    return {"met under every definition": "met", "not met under every definition": "not met"}.get(
        answer, "decides" if answer.startswith("depends") else answer
    )


def _span(least: Any, most: Any) -> str:
    if least is None or least == "" or pd.isna(least):
        return ""
    return str(least) if least == most else f"{least} to {most}"


def _seen(row: Row) -> str:
    first, last = words(row["first_seen"]), words(row["last_seen"])
    return first if first == last else f"{first} to {last}"


def _people(row: Row) -> str:
    part, whole = row["people_seated"], row["people"]
    if pd.isna(part) or pd.isna(whole) or not whole:
        return f"cannot tell: {row['people_why_not']}"
    return share_text(int(part), int(whole))


def _thousands(value: Any) -> str:
    return "" if pd.isna(value) else f"{int(value):,}"


def _percent(value: Any) -> str:
    return "" if pd.isna(value) else f"{value:.0%}"


def _women(row: Row) -> str:
    low, high = row["women_lowest_share"], row["women_highest_share"]
    return "" if pd.isna(low) or pd.isna(high) else f"between {low:.0%} and {high:.0%}"


TABLES: dict[str, Callable[[NationalReview], Table]] = {
    "furthest": furthest,
    "meets everything": everything,
    "definitions": definitions,
    "groups": grouped,
    "tests": tests,
    "study": study,
    "councils": councils,
    "followed": followed,
    "several": several,
    "turnover": turnover,
    "chairs": chairs,
    "compared": compared,
    "figures": figures,
    "places": places,
}
