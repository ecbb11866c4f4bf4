"""The long tables of the national page: each declares its columns once, heading to what stands in a row."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from fractions import Fraction
from typing import Any

import pandas as pd

from lepdata.dates import words
from lepdata.english import capital, plural
from lepdata.judging.criteria import fraction_words
from lepdata.nation import over_time
from lepdata.nation.findings import Finding
from lepdata.nation.outcomes import NO_ANSWER, SHOWN, by_rule
from lepdata.nation.people import organisations_on_several_boards
from lepdata.nation.places import beside_residents, rural_voices
from lepdata.registers import geography
from lepdata.reviews import known
from lepdata.reviews.markup import Caveats, Columns, Table, table_of
from lepdata.reviews.nation import NationalReview
from lepdata.reviews.wording import percent, span, thousands

Row = dict[Hashable, Any]
_MOST_REASONS = 3


def _date(column: str) -> Callable[[Row], object]:
    return lambda row: words(row[column])


_BOARD: Columns = {
    "Board": "lep",
    "Board address": lambda row: f"boards/{geography.slug(row['lep'])}.html",
    "List date": _date("as_at"),
}


def boards(review: NationalReview) -> Table:
    """Every board by every rule: what its list answers over all readings, and how sure that is."""
    asked = review.last_rules.assign(said=[_said(row) for row in review.last_rules.to_dict("records")])
    by_rule = asked.pivot(index="lep", columns="rule", values="said")[list(dict.fromkeys(asked["rule"]))]
    columns: Columns = {
        "Board": "lep",
        "Board address": "address",
        "List date": lambda row: words(row["as_at"]) if row["as_at"] else "no dated list",
        "What it is": lambda row: row["best_list"] if row["as_at"] else "",
        "Members": "members",
        **{str(rule): str(rule) for rule in by_rule},
    }
    frame = review.boards_frame.join(by_rule.astype(object), on="lep").fillna(dict.fromkeys(by_rule, "No answer"))
    return table_of(frame, columns, "The boards by the rules: what each list answers, and how sure that is", True)


def _said(row: Row) -> str:
    return capital(row["shown"]) + (f" ({row['certainty']})" if row["certainty"] and row["shown"] != NO_ANSWER else "")


def yardstick(review: NationalReview) -> Table:
    """The last rules LEPs were under: only lists later than the day on which a rule was due answer it."""
    columns: Columns = {
        "Rule": "rule",
        "Lists after it was due": "due",
        **{capital(word): word for word in SHOWN},
        "Older lists": "older",
    }
    return table_of(
        by_rule(review.last_rules), columns, "The rules, asked of the lists that are later than their due day"
    )


def counts(review: NationalReview) -> Table:
    published = known.read_table("compositions")
    shares = [one for one in review.yardstick.criteria if one.kind == "share" and one.who in ("women", "private")]
    later = {one.who: one.limit for one in reversed(shares)}  # the first of each that the rules ask for
    asked = published[published["group"].isin(list(later))].sort_values(["group", "as_at", "lep"])
    columns: Columns = {
        "Board": "lep",
        "Date": _date("as_at"),
        "Group": "group",
        "Count": lambda row: (
            f"{row['count']} of {row['of']}" if _share(row) is not None else row["as_published"] or row["count"]
        ),
        "Share": lambda row: percent(share) if (share := _share(row)) is not None else "",
        "Against the later rule": lambda row: _against(row, later[row["group"]]),
        "Source": lambda row: "published count",
        "Source address": "source_url",
    }
    return table_of(asked, columns, "Published counts of women and private members")


def _share(row: Row) -> Fraction | None:
    return Fraction(int(row["count"]), int(row["of"])) if row["count"] and row["of"] else None


def _against(row: Row, asked: Fraction) -> str:
    share = _share(row)
    return "" if share is None else f"{'at least' if share >= asked else 'less than'} {fraction_words(asked)}"


def furthest(review: NationalReview) -> Table:
    columns: Columns = {
        **_BOARD,
        "Requirement": "rule",
        "Seats short": lambda row: span(row["short_at_least"], row["short_at_most"]),
        "How sure": "certainty",
        "Later than its due day?": "after_due",
        "Why": "sentence",
    }
    caption = "Requirements missed on every reading, the most seats first, from lists that can carry it"
    return table_of(review.find("furthest").frame, columns, caption, True)


def meets_everything(review: NationalReview) -> Table:
    caption = "Boards that meet every requirement on every reading"
    return table_of(review.find("meets everything").frame, {**_BOARD, "Rules met": "met"}, caption)


def change(review: NationalReview) -> Table:
    def at(when: str) -> Callable[[Row], object]:
        return lambda row: f"{row[f'for_{when}']} of {row[f'known_{when}']} ({words(row[f'as_at_{when}'])})"

    columns: Columns = {
        "Board": "lep",
        "Before": at("then"),
        "Now": at("now"),
        "Not known then, now": lambda row: f"{row['open_then']}, {row['open_now']}",
        "Moved": "moved",
    }
    caption = "Business members before the rule was announced and now, the same boards"
    return table_of(review.find("business change").frame, columns, caption, True)


def left_out(found: Finding) -> Caveats:
    """One sentence: how many boards were left out, and for what reasons."""
    # one reason alone gives each board's numbers; they are in the finding, and the sentence says the reason once
    numbers = "more than one member in ten is not known"
    given = [numbers if any(map(str.isdigit, reason)) else reason for reason in found.left_out["reason"]]
    reasons = pd.Series(given, dtype=str).value_counts()
    if reasons.empty:
        return Caveats()
    said = "; ".join([f"{n} because {reason}" for reason, n in reasons.items()][:_MOST_REASONS])
    rest = reasons.iloc[_MOST_REASONS:].sum()
    others = f"; {rest} for other reasons" if rest else ""
    return Caveats((f"{plural(reasons.sum(), 'board is', 'boards are')} not in this: {said}{others}.",))


def study(review: NationalReview) -> Table:
    columns: Columns = {
        "Measure": "statement",
        "The study": lambda row: f"{row['study']} of {row['of']}",
        "Lists of its year": lambda row: f"{row['then']} shown, {row['then_cannot_tell']} cannot be told",
        "Latest lists": lambda row: f"{row['now']} shown, {row['now_cannot_tell']} cannot be told",
        "Source": lambda row: "the study",
        "Source address": "source_url",
    }
    caption = "The voluntary-sector study of 2020 and the published lists"
    return table_of(review.find("voluntary study").frame, columns, caption)


def councils(review: NationalReview) -> Table:
    columns: Columns = {
        **_BOARD,
        "Districts": "districts",
        "Own seat": "directly",
        "Shared seat": "collectively",
        "County only": "through_county",
        "Not seen": "not_seen",
        "People whose council sits": _people_seated,
    }
    return table_of(review.find("councils").frame, columns, "Councils on boards whose list names council members")


def _people_seated(row: Row) -> str:
    part, whole = row["people_seated"], row["people"]
    if pd.isna(part) or pd.isna(whole) or not whole:
        return f"cannot tell: {row['people_why_not']}"
    return percent(Fraction(int(part), int(whole)))


def followed(review: NationalReview) -> Table:
    columns: Columns = {
        "What": lambda row: row["what"].capitalize(),
        "How many": lambda row: f"{row['count']} of {row['of']}",
        "Share": lambda row: percent(Fraction(row["count"], row["of"])) if row["of"] else "",
        "Meaning": "meaning",
    }
    return table_of(review.find("people").frame, columns, "Who can be followed from list to list")


def several(review: NationalReview) -> Table:
    people = review.find("people").boards.rename(columns={"person": "who"})
    bodies = organisations_on_several_boards(known.seats()).rename(columns={"organisation": "who"})
    both = pd.concat([people, bodies.assign(because="the organisation’s name")])
    columns: Columns = {"Who": "who", "Partnerships": "leps", "Seen": _seen, "How we know": "because"}
    return table_of(both, columns, "On bodies of more than one partnership", True)


def _seen(row: Row) -> str:
    first, last = words(row["first_seen"]), words(row["last_seen"])
    return first if first == last else f"{first} to {last}"


def turnover(_review: NationalReview) -> Table:
    columns: Columns = {
        "Board": "lep",
        "Between": lambda row: f"{words(row['earlier'])} and {words(row['later'])}",
        "On both": "on_both",
        "Left": lambda row: span(row["left_at_least"], row["left_at_most"]),
        "Joined": lambda row: span(row["joined_at_least"], row["joined_at_most"]),
        "Reading": "outcome",
        "Why": "because",
    }
    return table_of(over_time.turnover(known.seats()), columns, "Turnover between lists", True)


def chairs(_review: NationalReview) -> Table:
    columns: Columns = {
        "Board": "lep",
        "Chair": "person",
        "First seen": _date("first_seen"),
        "Last seen": _date("last_seen"),
        "Months, at least": "at_least_months",
        "Months, at most": "at_most_months",
    }
    caption = "Chairs of main boards: how long they can be shown to have served"
    return table_of(over_time.chairs(known.seats()), columns, caption, True)


def successors(_review: NationalReview) -> Table:
    columns: Columns = {
        "Partnership": "lep",
        "Successor": "successor",
        "Seen": _seen,
        "People": "people",
        "Before, same organisation": "same_organisation",
        "Before, organisation not printed": "organisation_not_printed",
        "Not seen before": "not_seen_before",
    }
    caption = "Who of the successor bodies sat on the partnership’s board before"
    return table_of(over_time.reappearances(known.seats()), columns, caption, True)


def rural(_review: NationalReview) -> Table:
    columns: Columns = {
        "Partnership": "lep",
        "Body": "body",
        "Date": _date("list_date"),
        "Name": "person",
        "Organisation": "organisation",
        "What says so": lambda row: f"the {row['basis']}: “{row['words']}”",
        "Source": lambda row: "the list",
        "Source address": "source_url",
    }
    return table_of(rural_voices(known.seats()), columns, "Rural voices", True)


def places(review: NationalReview) -> Table:
    columns: Columns = {
        "Board": "lep",
        "List date": _date("list_date"),
        "Residents": lambda row: thousands(row["population"]),
        "Women among residents": lambda row: _whole_percent(row["female_share"]),
        "Women on the board": _women_between,
        "Compared?": "comparable",
        "Why": "because",
    }
    caption = "Boards beside the people of their area (Census 2021)"
    return table_of(beside_residents(review.best_lists), columns, caption, True)


def _whole_percent(value: Any) -> str:
    return "" if pd.isna(value) else f"{value:.0%}"


def _women_between(row: Row) -> str:
    low, high = _whole_percent(row["women_lowest_share"]), _whole_percent(row["women_highest_share"])
    return "nothing printed" if (low, high) == ("0%", "100%") else f"between {low} and {high}" if low and high else ""


def compared(review: NationalReview) -> Table:
    frame = review.find("reconciled").frame.query("outcome != 'cannot be compared'")
    return table_of(frame, _FIGURES, "Published figures that can be compared")


def figures(review: NationalReview) -> Table:
    caption = "Every published figure beside what is found here"
    return table_of(review.find("reconciled").frame, _FIGURES, caption, True)


_FIGURES: Columns = {
    "Of whom": "lep",
    "Date": "as_at",
    "What": "measure",
    "Published": "published",
    "Found here": "found",
    "Outcome": "outcome",
    "Same page?": "same_source",
    "Why": "because",
    "Source": lambda row: "published figure",
    "Source address": "source_url",
}

# A table goes by the name of its function.
TABLES: dict[str, Callable[[NationalReview], Table]] = {
    make.__name__.replace("_", " "): make
    for make in (
        *(boards, yardstick, counts, furthest, meets_everything, change, study, councils),
        *(followed, several, turnover, chairs, successors, rural, compared, figures, places),
    )
}
