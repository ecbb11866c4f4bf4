"""What is published of members' characteristics, with the unknown left visible."""

from fractions import Fraction
from typing import Any

import pandas as pd

from lepdata.display import row_dicts
from lepdata.english import joined
from lepdata.files import rule_file
from lepdata.judging.criteria import question_about
from lepdata.judging.judgement import frame_of
from lepdata.judging.roll import call_roll, tally
from lepdata.seating.boards import Board

CHARACTERISTIC_COLUMNS = (
    *("characteristic", "published", "members", "yes", "no", "not_published", "might", "unseen"),
    *("lowest_share", "highest_share", "reason", "source"),
)
_COUNTS = ("members", "yes", "no", "not_published", "might", "unseen")
_WOMEN = question_about("women")


def characteristics(board: Board, published_counts: pd.DataFrame | None = None) -> pd.DataFrame:
    """Women on a board, as far as sources say it, what nobody publishes of a person, and published counts."""
    rules = rule_file("representation/characteristics.csv")
    words = [rule["words"] for rule in rules]
    counts = [] if published_counts is None else row_dicts(published_counts[published_counts["group"].isin(words)])
    own = [row for row in counts if (row["lep"], row["body"]) == (board.lep, board.body)]
    national = [row for row in counts if row["lep"] == "(all 38)"]
    return frame_of(
        [*(_row(rule, board, national) for rule in rules), *map(_count, own)], CHARACTERISTIC_COLUMNS, _COUNTS
    )


def _row(rule: dict[str, str], board: Board, national: list[dict[str, Any]]) -> dict[str, object]:
    found = tally(_WOMEN, call_roll(board))
    head: dict[str, object] = {name: rule[name] for name in ("published", "reason", "source")}
    head |= {"characteristic": rule["words"], "members": found.members, "not_published": found.members}
    if not rule["column"]:  # nobody publishes it
        return head
    head |= {"yes": found.for_, "no": found.against, "not_published": found.unknown, "might": found.might}
    head |= {"unseen": found.unseen}
    every = [row for row in national if row["group"] == rule["words"]]
    printed = [
        f"{one['as_published']}{' of ' + one['of'] + ' members' if one['of'] else ''} in {one['as_at'][:4]}"
        for one in every
        if one["as_published"]
    ]
    if printed and found.unknown == found.members > 0:  # in place of a share of anything
        told = f"Nothing on this list tells. Of all boards together: {joined(printed)}"
        return head | {"reason": told, "source": every[0]["source_url"]}
    sure = board.members[board.members["counts_as_member"] == "yes"]
    if titled := list(sure.get("gender_kind", ())).count("title"):
        told = f"{titled} of {found.members} by a printed title, which may change from year to year"
        head["reason"] = f"{rule['reason']}. Here {told}"
    low, high, _ = found.share_limits(found.unseen) if found.members else ("", "", True)
    return head | {"lowest_share": str(low), "highest_share": str(high)}


def _count(row: dict[str, Any]) -> dict[str, object]:
    """A published count is nobody's own declaration: it is shown as printed, however small."""
    of, yes = (int(row[name]) if row[name] else None for name in ("of", "count"))
    share = str(Fraction(yes, of)) if yes is not None and of else ""
    no = of - yes if of is not None and yes is not None else None
    reason = "; ".join(filter(None, (f"published for {row['as_at'] or 'no date'}", row["note"], row["as_published"])))
    counted = {"characteristic": row["group"], "published": "as a count", "members": of, "yes": yes, "no": no}
    return counted | {"lowest_share": share, "highest_share": share, "reason": reason, "source": row["source_url"]}
