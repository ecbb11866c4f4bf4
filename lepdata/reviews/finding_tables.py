"""Tables of what all boards show together."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import pandas as pd

from lepdata import findings, registers
from lepdata.findings import Finding
from lepdata.model.dates import words
from lepdata.model.phrases import say
from lepdata.reviews.national_findings import find
from lepdata.reviews.national_review import NationalReview
from lepdata.reviews.place_findings import share_text
from lepdata.reviews.show import Caveats, Table, table_of
from lepdata.reviews.words import CRITERION_WORDS, span

Row = dict[Hashable, Any]
MOST_REASONS = 3


def furthest(review: NationalReview) -> Table:
    """Boards short of a requirement, the furthest first, with how sure that is."""
    rows = [
        {
            **_board(row),
            "Requirement": CRITERION_WORDS.get(row["criterion"], row["criterion"]),
            "Seats short": span(row["short_at_least"], row["short_at_most"]),
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
    return table_of(rows, columns, ("Is any board unlike the others? Exact tests, false discoveries allowed for"), True)


def change(review: NationalReview) -> Table:
    """The business share of boards with usable lists before the rule of two-thirds and now."""
    rows = [
        {
            "Board": row["lep"],
            "Before": _of_dated(row, "then"),
            "Now": _of_dated(row, "now"),
            "Not known then, now": f"{row['open_then']}, {row['open_now']}",
            "Moved": row["moved"],
        }
        for row in find(review, "business change").frame.to_dict("records")
    ]
    columns = ["Board", "Before", "Now", "Not known then, now", "Moved"]
    return table_of(rows, columns, ("Business members before the rule was announced and now, the same boards"), True)


def _of_dated(row: Row, when: str) -> str:
    part, whole, day = row[f"for_{when}"], row[f"known_{when}"], words(row[f"as_at_{when}"])
    return f"{part} of {whole} ({day})"


def left_out(found: Finding) -> Caveats:
    """One sentence: how many boards were left out, and for what reasons."""
    given = [
        "more than one member in ten is not known" if _has_numbers(reason) else reason
        for reason in found.left_out["reason"]
    ]
    reasons = pd.Series(given, dtype=str).value_counts()
    if reasons.empty:
        return Caveats()
    told = [f"{n} because {reason}" for reason, n in reasons.items()]
    rest = int(reasons.iloc[MOST_REASONS:].sum())
    said = "; ".join(told[:MOST_REASONS])
    phrase = "left-out-more" if rest else "left-out"
    return Caveats((say("national_tables", phrase, n=int(reasons.sum()), reasons=said, rest=rest),))


def _has_numbers(reason: str) -> bool:
    """One reason alone gives each board's numbers; they are in the finding, and the sentence says the reason once."""
    return any(map(str.isdigit, reason))


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


def _people(row: Row) -> str:
    part, whole = row["people_seated"], row["people"]
    if pd.isna(part) or pd.isna(whole) or not whole:
        return f"cannot tell: {row['people_why_not']}"
    return share_text(int(part), int(whole))


TABLES: dict[str, Callable[[NationalReview], Table]] = {
    "furthest": furthest,
    "meets everything": everything,
    "definitions": definitions,
    "groups": grouped,
    "tests": tests,
    "change": change,
    "study": study,
    "councils": councils,
}
