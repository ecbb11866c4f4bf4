"""SEATS -> whose voluntary voice each partnership has: on its main board, its sub-boards and its other bodies."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from lepdata import registers
from lepdata.model.dates import words
from lepdata.model.phrases import say
from lepdata.representation.voluntary_counts import EXACTLY_ONE, Count, Listing, count, listing
from lepdata.representation.voluntary_rules import MAIN, place_of, rule_rows
from lepdata.representation.voluntary_seats import organisations
from lepdata.seats import assemble

ANSWER_COLUMNS = (
    "lep",
    "question",
    "place",
    "outcome",
    "as_listed",
    "seen",
    "might",
    "as_at",
    "completeness",
    "bodies",
    "seat_ids",
    "source_url",
    "reason",
)


def voluntary_questions() -> pd.DataFrame:
    """The questions asked of every partnership: id, place, asks, least, leaves_out, statement, source."""
    return pd.DataFrame(rule_rows("voluntary_questions.csv"))


def voluntary_answers(
    seats: pd.DataFrame, as_at: str = "", since: str = "", leps: Iterable[str] | None = None
) -> pd.DataFrame:
    """Every question of `voluntary_questions` asked of every partnership.

    "Met" needs somebody seen. "Not met" needs a full list on which everybody's sector is known; for sub-boards, joint
    bodies and the like it never comes, since nothing shows that all of them were seen. Else "cannot tell".

    Parameters
    ----------
    seats : DataFrame
        Settled seats.
    as_at : str, optional
        An ISO day; later lists are not looked at.
    since : str, optional
        An ISO day; a list that is older says nothing. "" takes the latest list however old.
    leps : iterable of str, optional
        Whom to ask; by default every partnership of the register.

    Returns
    -------
    DataFrame
        One row per LEP and question: outcome, `as_listed` (those listed taken for the whole board), `seen` and `might`
        (people, whole numbers), the list's date and completeness, `bodies`, the seats that answer it, the page of the
        first of them, and the reason in words.
    """
    elsewhere = organisations(seats)
    known = dict(list(seats[seats["date_to"] >= since].groupby("lep")))
    rows = []
    for lep in registers.leps()["lep"] if leps is None else leps:
        lists = _lists(known[lep], lep, as_at, elsewhere) if lep in known else {}
        asked = (
            _asked(question, lists.get(question["place"], [])) for question in rule_rows("voluntary_questions.csv")
        )
        rows += [{"lep": lep, **answer} for answer in asked]
    return pd.DataFrame(rows, columns=list(ANSWER_COLUMNS))


def _lists(own: pd.DataFrame, lep: str, as_at: str, elsewhere: dict[str, str]) -> dict[str, list[Listing]]:
    """The best list of every body of one partnership, by what the body is to it."""
    found: dict[str, list[Listing]] = {}
    for body in sorted(own["body"].unique()):
        board = assemble(own, lep, as_at, body)
        if board is not None:
            place = place_of(body, board.members["date_to"].max())
            found.setdefault(place, []).append(listing(board, elsewhere))
    return found


def _asked(question: dict[str, str], lists: list[Listing]) -> dict[str, object]:
    if not lists:
        return _nothing_seen(question)
    least, exactly = int(question["least"]), question["asks"] == EXACTLY_ONE
    counts = [count(one, question["asks"], question["leaves_out"] != "doubtful") for one in lists]
    best = max(range(len(lists)), key=lambda at: (len(counts[at].seen), lists[at].board.as_at))
    outcome = _of_any([one.outcome(least, exactly) for one in counts], question["place"] == MAIN)
    seen = [row for one in counts for row in one.seen]
    return {
        "question": question["id"],
        "place": question["place"],
        "outcome": outcome,
        "as_listed": _of_any([one.as_listed(least, exactly) for one in counts], True),
        "seen": len(seen),
        "might": sum(one.might for one in counts),
        "as_at": lists[best].board.as_at,
        "completeness": lists[best].board.completeness,
        "bodies": "; ".join(one.board.body for one in lists),
        "seat_ids": " ".join(row["seat_id"] for row in seen),
        "source_url": seen[0]["source_url"] if seen else "",
        "reason": _reason(outcome, lists[best], counts[best]),
    }


def _nothing_seen(question: dict[str, str]) -> dict[str, object]:
    texts = dict.fromkeys(ANSWER_COLUMNS[1:], "") | {"question": question["id"], "place": question["place"]}
    reason = f"cannot tell: {say('voluntary', 'no-list', place=question['place'])}"
    return {**texts, "outcome": "cannot tell", "as_listed": "cannot tell", "seen": 0, "might": 0, "reason": reason}


def _of_any(outcomes: list[str], all_bodies_seen: bool) -> str:
    if "met" in outcomes:
        return "met"
    return "not met" if all_bodies_seen and set(outcomes) == {"not met"} else "cannot tell"


def _reason(outcome: str, one: Listing, counted: Count) -> str:
    who = "; ".join(_name(row) for row in counted.seen)
    board = one.board
    said = say(
        "voluntary",
        "seen-open" if counted.might else "seen",
        seen=len(counted.seen),
        listed=one.listed,
        completeness=board.completeness,
        day=words(board.as_at),
        might=counted.might,
    )
    return f"{outcome}: {say('voluntary', 'names', said=said, names=who) if who else said}"


def _name(row: dict[str, str]) -> str:
    of = row["organisation"] or row["words"]
    return ", ".join(filter(None, (row["person"] or "a seat without a name", of)))
