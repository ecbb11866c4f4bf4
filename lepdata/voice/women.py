"""What is published of members' characteristics, with the unknown left visible."""

from __future__ import annotations

from collections.abc import Hashable
from fractions import Fraction
from typing import Any

import pandas as pd

from lepdata.english import joined
from lepdata.files import rule_file
from lepdata.seating.boards import Board
from lepdata.seating.lists import once_each

CHARACTERISTIC_COLUMNS = (
    *("characteristic", "published", "members", "yes", "no", "not_published", "might", "unseen"),
    *("lowest_share", "highest_share", "reason", "source"),
)
_COUNTS = ("members", "yes", "no", "not_published", "might", "unseen")
_Split = tuple[int, int, int]  # how many are, how many are not, and of how many it is not published


def characteristics(board: Board, published_counts: pd.DataFrame | None = None) -> pd.DataFrame:
    """Women on a board, as far as sources say it, what nobody publishes of a person, and published counts."""
    rules = rule_file("representation/characteristics.csv")
    empty = {name: "" for name in ("person_key", "organisation_key", "place", "gender") if name not in board.members}
    members = once_each(board.members.assign(**empty))
    rows = [_row(rule, board, members[members["place"] != "vacancy"]) for rule in rules]
    if published_counts is not None:
        rows = [_instead(row, published_counts) for row in rows]
        counts = published_counts[(published_counts["lep"] == board.lep) & (published_counts["body"] == board.body)]
        counted = counts[counts["group"].isin([rule["words"] for rule in rules])]
        rows += [_count(row) for row in counted.to_dict("records")]
    frame = pd.DataFrame(rows, columns=list(CHARACTERISTIC_COLUMNS))
    texts = [name for name in CHARACTERISTIC_COLUMNS if name not in _COUNTS]
    return frame.fillna(dict.fromkeys(texts, "")).astype(dict.fromkeys(_COUNTS, "Int64") | dict.fromkeys(texts, "str"))


def _row(rule: dict[str, str], board: Board, members: pd.DataFrame) -> dict[str, object]:
    sure = members[members["counts_as_member"] == "yes"]
    head = {"characteristic": rule["words"], "members": len(sure)}
    head |= {name: rule[name] for name in ("published", "reason", "source")}
    if not rule["column"]:
        return head | {"not_published": len(sure)}
    might = members[members["counts_as_member"] == "might"]
    counts, perhaps = _split(sure[rule["column"]], rule), _split(might[rule["column"]], rule)
    # How many members may be missing: none of a full list, else what a published size leaves room for.
    size, full = board.board_size, board.completeness == "full"
    unseen = 0 if full else size - len(sure) if size is not None and size >= len(sure) else None
    # That room is shared between those who might be members and the unseen.
    low, high = _limits(counts, perhaps, unseen, None if full else unseen)
    head |= dict(zip(("yes", "no", "not_published"), counts, strict=True))
    told = int((sure["gender_kind"] == "title").sum()) if "gender_kind" in sure else 0
    if told:
        titled = f"Here {told} of {len(sure)} by a printed title, which may change from year to year"
        head["reason"] = f"{rule['reason']}. {titled}"
    return head | {"might": len(might), "unseen": unseen, "lowest_share": low, "highest_share": high}


_NATION = "(all 38)"


def _instead(row: dict[str, object], published_counts: pd.DataFrame) -> dict[str, object]:
    """The row; where nothing is printed of anybody, the national figures in place of a share of anything."""
    if not row["members"] or row["members"] != row["not_published"] or "lowest_share" not in row:
        return row
    national = published_counts["lep"] == _NATION
    every = published_counts[national & (published_counts["group"] == row["characteristic"])]
    printed = [
        f"{one['as_published']}{' of ' + one['of'] + ' members' if one['of'] else ''} in {one['as_at'][:4]}"
        for one in every.to_dict("records")
        if one["as_published"]
    ]
    if not printed:
        return row
    reason = f"Nothing on this list tells. Of all boards together: {joined(printed)}"
    return row | {"lowest_share": "", "highest_share": "", "reason": reason, "source": every["source_url"].iloc[0]}


def _split(values: pd.Series, rule: dict[str, str]) -> _Split:
    yes, no = (int((values == rule[name]).sum()) for name in ("yes", "no"))
    return yes, no, len(values) - yes - no


def _limits(sure: _Split, might: _Split, unseen: int | None, room: int | None) -> tuple[str, str]:
    """The lowest and the highest share, whoever the unknown, the uncertain and the unseen may be."""
    yes, members = sure[0], sum(sure)
    if not members:
        return "", ""
    if unseen is None:
        return "0", "1"
    no_more, more = might[1] + might[2] + unseen, might[0] + might[2] + unseen
    if room is not None:
        no_more, more = min(no_more, room), min(more, room)
    return str(Fraction(yes, members + no_more)), str(Fraction(yes + sure[2] + more, members + more))


def _count(row: dict[Hashable, Any]) -> dict[str, object]:
    """A published count is nobody's own declaration: it is shown as printed, however small."""
    of, yes = (int(row[name]) if row[name] else None for name in ("of", "count"))
    share = str(Fraction(yes, of)) if yes is not None and of else ""
    no = of - yes if of is not None and yes is not None else None
    reason = "; ".join(filter(None, (f"published for {row['as_at'] or 'no date'}", row["note"], row["as_published"])))
    counted = {"characteristic": row["group"], "published": "as a count", "members": of, "yes": yes, "no": no}
    return counted | {"lowest_share": share, "highest_share": share, "reason": reason, "source": row["source_url"]}
