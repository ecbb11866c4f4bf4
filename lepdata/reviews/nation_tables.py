"""The tables of the national page. Tables of what all boards show together."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from fractions import Fraction
from typing import Any

import pandas as pd

from lepdata.dates import words
from lepdata.judging.criteria import fraction_words
from lepdata.nation import people
from lepdata.nation import places as places_
from lepdata.nation.outcomes import outcome_counts, verdict_rows
from lepdata.nation.spread import Finding
from lepdata.registers import geography
from lepdata.reviews import known
from lepdata.reviews.nation import NationalReview, find, share_text
from lepdata.reviews.nation import boards as nation_boards
from lepdata.reviews.show import Caveats, Table, table_of
from lepdata.reviews.wording import COMPLETENESS_WORDS, CRITERION_WORDS, percent, span, thousands
from lepdata.seating.boards import Board
from lepdata.words_by_id import say

LATER_ASKED = {"women": Fraction(1, 3), "private": Fraction(2, 3)}
BOARD_COLUMNS = ["Board", "Board address", "List date", "What it is", "Members"]


def boards(review: NationalReview) -> Table:
    """One row per board: what its best list is, and what it shows of the main questions, asked alike of all."""
    asked = _asked_of_all(review)
    rows = []
    for one in review.boards:
        row = _board(one.lep, one.board)
        for heading, criterion in (
            ("Two-thirds private", "private-two-thirds"),
            ("Voluntary voice", "voluntary-voice"),
        ):
            row[heading] = _answer(asked, one.lep, criterion)
        rows.append(row)
    columns = [*BOARD_COLUMNS, "Two-thirds private", "Voluntary voice"]
    return table_of(rows, columns, "The 38 boards: the best published list of each, and what it shows")


def _board(lep: str, board: Board | None) -> dict[str, object]:
    members = 0 if board is None else int((board.members["counts_as_member"] == "yes").sum())
    return {
        "Board": lep,
        "Board address": f"boards/{geography.slug(lep)}.html",
        "List date": words(board.as_at) if board else "no dated list",
        "What it is": COMPLETENESS_WORDS[board.completeness] if board else "",
        "Members": members,
    }


def _asked_of_all(review: NationalReview) -> dict[tuple[str, str], tuple[str, str]]:
    """Outcome and outcome as listed of each board and criterion under the yardstick."""
    asked = review.outcomes[review.outcomes["rules"] == "yardstick"]
    keys = zip(asked["lep"], asked["criterion"], strict=True)
    return dict(zip(keys, zip(asked["outcome"], asked["as_listed"], strict=True), strict=True))


def _answer(asked: dict[tuple[str, str], tuple[str, str]], lep: str, criterion: str) -> str:
    outcome, as_listed = asked.get((lep, criterion), ("cannot tell", "cannot tell"))
    decided = outcome != "cannot tell" or as_listed == "cannot tell"
    return outcome if decided else f"{outcome}; as listed: {as_listed}"


def outcomes(review: NationalReview) -> Table:
    """How many boards meet each rule then in force: proven, and on the lists as they stand."""
    return _tallies(review, "then in force", "Boards by rule in force at the date of each board's list")


def yardstick(review: NationalReview) -> Table:
    """The same for the last rules LEPs were under, asked of every board whatever its date."""
    return _tallies(review, "yardstick", ("Every board against the last rules, whatever the date of its list"))


def _tallies(review: NationalReview, rules: str, caption: str) -> Table:
    asked = review.outcomes[review.outcomes["rules"] == rules]
    rows = [_tally(rule, own) for rule, own in _by_criterion(asked)]
    answers = ["Met", "Not met", "Cannot tell", "As listed: met", "As listed: not met", "Definition decides"]
    return table_of(rows, ["Rule", "Boards", *answers], caption)


def _by_criterion(frame: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    return [(CRITERION_WORDS.get(str(name), str(name)), own) for name, own in frame.groupby("criterion", sort=False)]


def _tally(rule: str, own: pd.DataFrame) -> dict[str, object]:
    return {
        "Rule": rule,
        "Boards": len(own),
        "Met": int((own["outcome"] == "met").sum()),
        "Not met": int((own["outcome"] == "not met").sum()),
        "Cannot tell": int((own["outcome"] == "cannot tell").sum()),
        "As listed: met": int((own["as_listed"] == "met").sum()),
        "As listed: not met": int((own["as_listed"] == "not met").sum()),
        "Definition decides": int((own["overall_as_listed"] == "depends on the definition").sum()),
    }


def counts(review: NationalReview) -> Table:
    """Published counts of women and of private members without names, against the shares that were later asked for."""
    published = known.read_table("compositions")
    asked = published[published["group"].isin(list(LATER_ASKED))].sort_values(["group", "as_at", "lep"])
    columns = ["Board", "Date", "Group", "Count", "Share", "Against the later rule", "Source", "Source address"]
    rows = [_count(row) for row in asked.to_dict("records")]
    return table_of(rows, columns, "Published counts of women and private members")


def _count(row: dict[Hashable, str]) -> dict[str, object]:
    share = Fraction(int(row["count"]), int(row["of"])) if row["count"] and row["of"] else None
    return {
        "Group": row["group"],
        "Date": words(row["as_at"]),
        "Board": row["lep"],
        "Count": f"{row['count']} of {row['of']}" if share is not None else row["as_published"] or row["count"],
        "Share": percent(share) if share is not None else "",
        "Against the later rule": "" if share is None else _against(share, LATER_ASKED[row["group"]]),
        "Source": "published count",
        "Source address": row["source_url"],
    }


def _against(share: Fraction, asked: Fraction) -> str:
    return say("national_tables", "at-least" if share >= asked else "less-than", share=fraction_words(asked))


TABLES: dict[str, Callable[[NationalReview], Table]] = {
    "boards": boards,
    "outcomes": outcomes,
    "yardstick": yardstick,
    "counts": counts,
}


Row = dict[Hashable, Any]
MOST_REASONS = 3


def furthest(review: NationalReview) -> Table:
    """Boards short of a requirement, the furthest first, with how sure that is."""
    rows = [
        {
            **_tables_board(row),
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
        {**_tables_board(row), "Rules met": row["met"]}
        for row in find(review, "meets everything").frame.to_dict("records")
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
    verdicts = verdict_rows([one.yardstick for one in review.boards if one.yardstick is not None])
    rows = [_group(row, name) for name in _GROUPS for row in _grouped(verdicts, name)]
    columns = ["By", "Group", "Boards", "Proven to meet", "Proven not to", "As listed: would", "As listed: would not"]
    return table_of(rows, columns, "Two-thirds private, by date, region, strategy wave and size", True)


def tests(review: NationalReview) -> Table:
    """Every board's business share beside the rest, with the allowance for many comparisons."""
    rows = [
        {
            **_tables_board(row),
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
            **_tables_board(row),
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


def _tables_board(row: Row) -> Row:
    return {
        "Board": row["lep"],
        "Board address": f"boards/{geography.slug(row['lep'])}.html",
        "List date": words(row["as_at"]),
    }


def _grouped(verdicts: pd.DataFrame, by: str) -> list[Row]:
    frame = outcome_counts(verdicts, by).frame
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


TABLES |= {
    "furthest": furthest,
    "meets everything": everything,
    "definitions": definitions,
    "groups": grouped,
    "tests": tests,
    "change": change,
    "study": study,
    "councils": councils,
}


TablesRow = dict[Hashable, Any]


def followed(_review: NationalReview) -> Table:
    """What share of members could be followed at all."""
    rows = [
        {
            "What": row["what"].capitalize(),
            "How many": f"{row['count']} of {row['of']}",
            "Share": share_text(row["count"], row["of"]),
            "Meaning": row["meaning"],
        }
        for row in people.followed(known.seats()).to_dict("records")
    ]
    return table_of(rows, ["What", "How many", "Share", "Meaning"], "Who can be followed from list to list")


def several(_review: NationalReview) -> Table:
    """People and organisations on bodies of more than one partnership: reviewed matches only."""
    seats = known.seats()
    rows = [
        {"Who": row["person"], "Partnerships": row["leps"], "Seen": _seen(row), "How we know": row["because"]}
        for row in people.people_on_several_boards(seats).to_dict("records")
    ]
    rows += [
        {
            "Who": row["organisation"],
            "Partnerships": row["leps"],
            "Seen": _seen(row),
            "How we know": "the organisation’s name",
        }
        for row in people.organisations_on_several_boards(seats).to_dict("records")
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
        for row in people.turnover(known.seats()).to_dict("records")
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
        for row in people.chairs(known.seats()).to_dict("records")
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
        for row in people.reappearances(known.seats()).to_dict("records")
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
        for row in places_.rural_voices(known.seats()).to_dict("records")
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
    frame = places_.places(nation_boards(review))
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


def _seen(row: TablesRow) -> str:
    first, last = words(row["first_seen"]), words(row["last_seen"])
    return first if first == last else f"{first} to {last}"


def _percent(value: Any) -> str:
    return "" if pd.isna(value) else f"{value:.0%}"


def _women(row: TablesRow) -> str:
    low, high = _percent(row["women_lowest_share"]), _percent(row["women_highest_share"])
    return f"between {low} and {high}" if low and high else ""


TABLES |= {
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
