"""The tables of a board's page."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from fractions import Fraction
from typing import Any

from lepdata import registers
from lepdata.model.dates import words
from lepdata.model.phrases import capital
from lepdata.reviews.one_board import BoardReview
from lepdata.reviews.seat_words import job_and_organisation, source, who
from lepdata.reviews.show import Table, table_of
from lepdata.reviews.verdict_cards import by_criterion, reading
from lepdata.reviews.words import COMPLETENESS_WORDS, CRITERION_WORDS, SECTOR_WORDS, percent
from lepdata.verdicts import Verdict

Row = dict[Hashable, Any]


def members(review: BoardReview) -> Table:
    """Everyone on the list who counts as a member, or might: for whom they speak, why, and where it was published."""
    counting = _of_board(review, ("yes", "might"))
    caption = f"Members of the board of {review.lep}, {_when(review)}"
    return table_of([_member_row(seat) for seat in counting], _MEMBER_COLUMNS, caption)


def others(review: BoardReview) -> Table:
    """Those on the list who do not count as members, and why not."""
    rows = [
        {
            "Name": who(seat),
            "Organisation": seat["organisation_shown"],
            "Why not counted": seat["why_not"],
            **_source(seat),
        }
        for seat in _of_board(review, ("no",))
    ]
    columns = ["Name", "Organisation", "Why not counted", "Source", "Source address"]
    return table_of(rows, columns, f"On the list but not counted as members, {_when(review)}")


def sectors(review: BoardReview) -> Table:
    """How many members come from each sector."""
    counting = _of_board(review, ("yes",))
    rows = [
        {"Sector": word, "Members": sum(seat["sector"] == sector for seat in counting)}
        for sector, word in SECTOR_WORDS.items()
    ]
    present = [row for row in rows if row["Members"]]
    return table_of(present, ["Sector", "Members"], f"Members by sector, {_when(review)}")


def lists(review: BoardReview) -> Table:
    """Every published list of this LEP's bodies, newest first."""
    newest = review.lists.sort_values(["date_to", "list_id"], ascending=False)
    rows = [
        {
            "Date": words(row["snapshot_date"]),
            "Date address": _in_register(review.lep, row),
            "Body": row["body"],
            "What it is": COMPLETENESS_WORDS[row["list_completeness"]],
            "Seats": row["seats"],
            "Members": row["members"],
            "Documents": row["sources"],
        }
        for row in newest.to_dict("records")
    ]
    columns = ["Date", "Date address", "Body", "What it is", "Seats", "Members", "Documents"]
    return table_of(rows, columns, f"Published lists of {review.lep}, newest first", True)


def _in_register(lep: str, row: Row) -> str:
    """Where the register shows a list of this date."""
    dates = f"&from={row['date_from']}&to={row['date_to']}" if row["date_from"] else ""
    return f"../register.html#lep={registers.slug(lep)}{dates}"


def yardstick(review: BoardReview) -> Table:
    """The last rules that LEPs were under, asked of this list: one row a rule, and one for each further definition."""
    caption = f"The last rules, asked of the list of {_when(review)}"
    columns = ["Rule", "Reading", "Answer", "As listed", "When due", "Why"]
    if review.yardstick is None:
        return table_of([], columns, caption)
    rows = [_asked(verdict) for own in by_criterion(review.yardstick).values() for verdict in own]
    return table_of(rows, columns, caption)


def _asked(verdict: Verdict) -> Row:
    return {
        "Rule": CRITERION_WORDS.get(verdict.criterion, verdict.criterion),
        "Reading": reading(verdict),
        "Answer": verdict.outcome,
        "As listed": verdict.as_listed,
        "When due": verdict.timing,
        "Why": capital(verdict.reason.removeprefix("cannot tell: ")),
    }


def compositions(review: BoardReview) -> Table:
    """Published counts without names, with the share they make where a size was printed."""
    rows = [
        {
            "Date": words(row["as_at"]),
            "Group": row["group"],
            "Count": _out_of(row["count"], row["of"]),
            "Share": percent(Fraction(int(row["count"]), int(row["of"]))) if row["count"] and row["of"] else "",
            "As printed": row["as_published"],
            "Note": row["note"],
            "Source": "published count",
            "Source address": row["source_url"],
        }
        for row in review.compositions.to_dict("records")
    ]
    columns = ["Date", "Group", "Count", "Share", "As printed", "Note", "Source", "Source address"]
    return table_of(rows, columns, f"Published counts of {review.lep} without names")


def sources(review: BoardReview) -> Table:
    """The documents that the list comes from."""
    seats = review.board.members if review.board else review.seen
    documents = seats.groupby(["source_title", "source_url", "source_kind"], sort=False, as_index=False).agg(
        lines=("seat_id", "size"), date=("snapshot_date", "max")
    )
    rows = [
        {
            "Source": row["source_title"],
            "Source address": row["source_url"],
            "Kind": row["source_kind"].replace("_", " "),
            "List date": words(row["date"]),
            "Lines used": row["lines"],
        }
        for row in documents.to_dict("records")
    ]
    columns = ["Source", "Source address", "Kind", "List date", "Lines used"]
    return table_of(rows, columns, "Where these lines were published")


_MEMBER_COLUMNS = ["Name", "Role", "Job and organisation", "Sector", "Why", "Why address", "Source", "Source address"]


def _member_row(seat: Row) -> Row:
    role, why = seat["role_read"] or seat["role"], str(seat["sector_because"])
    might, corrected = seat["counts_as_member"] == "might", seat["correction_ids"]
    return {
        "Name": who(seat),
        "Role": f"{role} (might be a member)" if might else str(role),
        "Job and organisation": job_and_organisation(seat),
        "Sector": _sector(seat),
        "Why": capital(f"{why} [corrected: {corrected}]" if corrected else why),
        "Why address": _address(str(seat["sector_source"])),
        **_source(seat),
    }


def _sector(seat: Row) -> str:
    """The sector of the person's organisation; where the published seat is another's, that is said beside it."""
    said = SECTOR_WORDS[seat["sector"]]
    if seat["sector_status"] == "conflicting":
        return f"{said} (the evidence conflicts)"
    published = seat["seat_sector"]
    differs = published and published != seat["sector"] and seat["sector"] != "unknown"
    return f"{said} (published seat: {SECTOR_WORDS[published].lower()})" if differs else said


def _address(source: str) -> str:
    """The address in "row, date, address" of a reason that was published elsewhere; "" for none."""
    return next((word for word in reversed(source.split()) if word.startswith(("https://", "http://"))), "")


def _source(seat: Row) -> Row:
    document, address = source(seat)
    return {"Source": document, "Source address": address}


def _of_board(review: BoardReview, counts: tuple[str, ...]) -> list[Row]:
    if review.board is None:
        return []
    own = review.board.members
    order = {"chair": 0, "deputy chair": 1}
    kept = own[own["counts_as_member"].isin(counts)]
    kept = kept.assign(_rank=[order.get(role, 2) for role in kept["role_read"]])
    return kept.sort_values(["_rank", "sector"], kind="stable").drop(columns="_rank").to_dict("records")


def _when(review: BoardReview) -> str:
    return words(review.board.as_at) if review.board else "no date"


def _out_of(part: str, whole: str) -> str:
    if part and whole:
        return f"{part} of {whole}"
    return part or (f"of {whole}" if whole else "")


TABLES: dict[str, Callable[[BoardReview], Table]] = {
    "members": members,
    "others": others,
    "sectors": sectors,
    "lists": lists,
    "yardstick": yardstick,
    "compositions": compositions,
    "sources": sources,
}
