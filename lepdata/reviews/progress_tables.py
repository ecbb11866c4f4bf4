"""Tables of a progress page: the reviews due, and the boards before and after."""

from __future__ import annotations

from collections.abc import Callable

from lepdata.dates import words
from lepdata.english import capital
from lepdata.progress.integration import Integration
from lepdata.reviews.progress_review import ProgressReview
from lepdata.reviews.show import Table, table_of
from lepdata.reviews.wording import COMPLETENESS_WORDS, CRITERION_WORDS, DEFINITION_WORDS
from lepdata.words_by_id import say


def integrated(review: ProgressReview) -> Table:
    """What the register says of what followed, each page it rests on in a line of its own."""
    of, period = review.integration, review.integration.period
    facts = {
        "What followed": of.successor or "not shown by a source seen",
        "Date in the register’s words": period.as_published or "none",
        "Read as": between(period.first, period.last),
        "How well it is shown": of.status,
    }
    rows = [{"Fact": fact, "In the register": value} for fact, value in facts.items()]
    rows += [
        {"Fact": f"Source {n}", "In the register": page, "In the register address": page} for n, page in _pages(of)
    ]
    columns = ["Fact", "In the register", "In the register address"]
    return table_of(rows, columns, say("action_tables", "progress-integrated", lep=review.lep), True)


def _pages(of: Integration) -> list[tuple[int, str]]:
    return list(enumerate(of.sources, start=1))


def reviews(review: ProgressReview) -> Table:
    """When each review falls, and how it stands."""
    state = f"On {words(review.as_at)}" if review.as_at else "State"
    rows = [
        {
            "Review": row["label"],
            "Opens": between(row["opens_first"], row["opens_last"]),
            "Closes": between(row["closes_first"], row["closes_last"]),
            state: row["state"] or "no date asked about",
            "What for": row["about"],
            "Source": "the recommendation",
            "Source address": row["source"],
        }
        for row in review.due.to_dict("records")
    ]
    columns = ["Review", "Opens", "Closes", state, "What for", "Source", "Source address"]
    return table_of(rows, columns, say("action_tables", "progress-reviews", lep=review.lep))


def between(first: str, last: str) -> str:
    """Two days between which something lies, in words.

    Examples
    --------
    >>> between("2024-07-01", "2024-07-01"), between("", "2025-06-30"), between("", "")
    ('1 July 2024', 'by 30 June 2025', 'not known')
    """
    if not last:
        return "not known"
    if not first:
        return f"by {words(last)}"
    return words(first) if first == last else f"between {words(first)} and {words(last)}"


def span_of(first: str, last: str) -> str:
    """Two ISO days as short as a terminal needs them.

    Examples
    --------
    >>> span_of("2024-04-01", "2024-04-30"), span_of("", "2025-03-31"), span_of("", "")
    ('2024-04-01..2024-04-30', '..2025-03-31', 'not known')
    """
    if not last:
        return "not known"
    return first if first == last else f"{first}..{last}"


def boards(review: ProgressReview) -> Table:
    """The two lists that are compared."""
    found = (("before", review.boards.before), ("after", review.boards.after))
    rows = [
        {
            "Board": side,
            "Body": board.body,
            "Date": words(board.as_at),
            "List": COMPLETENESS_WORDS[board.completeness],
            "Members": int((board.members["counts_as_member"] == "yes").sum()),
            "Bear in mind": " ".join(board.caveats),
            "Source": "the list" if len(board.members) else "",
            "Source address": board.members["source_url"].iloc[0] if len(board.members) else "",
        }
        for side, board in found
        if board is not None
    ]
    columns = ["Board", "Body", "Date", "List", "Members", "Bear in mind", "Source", "Source address"]
    return table_of(rows, columns, say("action_tables", "progress-boards"))


def changes(review: ProgressReview) -> Table:
    """Each criterion before and after, everyone counted, private in the business reading."""
    ruling = [row for row in review.changes.to_dict("records") if row["rules"] == "yes"]
    rows = [
        {
            "Criterion": CRITERION_WORDS.get(row["criterion"], row["criterion"]),
            "Before": row["before"],
            "After": row["after"],
            "Change": row["change"],
            "Why before": _reason(row["before_reason"]),
            "Why after": _reason(row["after_reason"]),
        }
        for row in ruling
    ]
    columns = ["Criterion", "Before", "After", "Change", "Why before", "Why after"]
    return table_of(rows, columns, say("action_tables", "progress-changes", lep=review.lep))


def readings(review: ProgressReview) -> Table:
    """The other readings of a criterion, where they answer otherwise than the one that rules."""
    records = review.changes.to_dict("records")
    ruling = {row["criterion"]: row["change"] for row in records if row["rules"] == "yes"}
    rows = [
        {
            "Criterion": CRITERION_WORDS.get(row["criterion"], row["criterion"]),
            "Private as": DEFINITION_WORDS[row["definition"]],
            "Of": row["denominator"],
            "Before": row["before"],
            "After": row["after"],
            "Change": row["change"],
        }
        for row in records
        if row["change"] != ruling[row["criterion"]]
    ]
    columns = ["Criterion", "Private as", "Of", "Before", "After", "Change"]
    return table_of(rows, columns, say("action_tables", "progress-readings"), True)


def carried(review: ProgressReview) -> Table:
    """How the members of the board after stand to the board before; only who counts as the same person is named."""
    standings = list(review.carried.groupby("standing", sort=False)) if len(review.carried) else []
    rows = [
        {
            "Seen on the board before?": capital(str(standing)),
            "Members": len(own),
            "Counts as carried over": own["counts"].iloc[0],
            "Who": "; ".join(own["person"]) if own["counts"].iloc[0] == "yes" else "",
        }
        for standing, own in standings
    ]
    columns = ["Seen on the board before?", "Members", "Counts as carried over", "Who"]
    return table_of(rows, columns, say("action_tables", "progress-carried", lep=review.lep))


def _reason(reason: str) -> str:
    return capital(reason.removeprefix("cannot tell: "))


TABLES: dict[str, Callable[[ProgressReview], Table]] = {
    "integration": integrated,
    "reviews": reviews,
    "boards": boards,
    "changes": changes,
    "readings": readings,
    "carried over": carried,
}
