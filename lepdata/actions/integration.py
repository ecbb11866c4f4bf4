"""A PARTNERSHIP -> what followed it and when, the reviews that fall due, and its board before and after."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import pandas as pd

from lepdata.dates import AskedDate, interval, last_day, months_before
from lepdata.errors import UsageError
from lepdata.files import rule_file
from lepdata.judging.answers import Judgement
from lepdata.judging.framework_files import YARDSTICK
from lepdata.judging.verdicts import judge
from lepdata.nation.people import named_body, people_matches
from lepdata.registers.geography import areas, demonstration_table, facts, find_area, is_demonstration, leps
from lepdata.registers.whose import in_use, own_table
from lepdata.seating.assembly import assemble, lines_of_people
from lepdata.seating.boards import Board
from lepdata.vocabulary import MAIN_BOARD
from lepdata.voice.voluntary import place_of

EXACT, BETWEEN, OPEN_START, NOT_KNOWN = "a day", "between two days", "by a day", "not known"
DATED, NO_DATE = "successor and date seen", "successor seen, no date"
CONTINUES, NOT_SHOWN = "reported as continuing", "no successor shown"
NOT_YET, NOW, PAST, CANNOT_TELL = "not yet", "now", "past", "cannot tell"


class Integration(NamedTuple):
    """What followed one partnership, by the register, as a row of `progress`: "" where no source seen says."""

    lep: str
    slug: str = ""
    successor: str = ""
    date_as_published: str = ""
    first_day: str = ""  # "" where nothing bounds it from below
    last_day: str = ""  # "" where nothing bounds it at all
    note: str = ""  # what the words of the date say in brackets
    how_dated: str = NOT_KNOWN
    standing: str = NOT_SHOWN
    status: str = ""
    sources: str = ""


@lru_cache(maxsize=512)
def read_period(text: str) -> tuple[str, str, str]:
    """The days between which something happened, by the register's words and the rules for these, and their note."""
    apart = re.fullmatch(r"(?P<date>[^(]*?)\s*\((?P<note>.*)\)", text.strip())
    words, note = (apart["date"], apart["note"]) if apart else (text.strip(), "")
    if not words:
        return "", "", note
    rules = rule_file("progress/published_dates.csv")
    for rule in rules:
        if found := re.fullmatch(rule["pattern"], words):
            first, last = (interval(rule[end].format(**found.groupdict())) or ("", "") for end in ("first", "last"))
            if first[0] > last[1]:
                raise ValueError(f"{text!r} ends before it begins")
            return first[0], last[1], note
    known = ", ".join(repr(rule["example"]) for rule in rules)
    raise ValueError(f"{words!r} is no date of a form that is known here, such as {known}")


def how_dated(first: str, last: str) -> str:
    """How well a day is known that lies between two: "a day", "between two days", "by a day" or "not known"."""
    if not first or not last:
        return OPEN_START if last else NOT_KNOWN
    return EXACT if first == last else BETWEEN


def followed(lep: str) -> Integration:
    """What followed one partnership, by any of its names; UsageError if nobody knows it."""
    name = find_area(lep)
    return _integration(
        demonstration_table("area").to_dict("records")[0] if is_demonstration(name) else {**facts(name)}
    )


def _integration(row: Mapping[Any, Any]) -> Integration:
    first, last, note = read_period(row["successor_date"])
    unseen = CONTINUES if row["successor_status"] == "continues" else NOT_SHOWN
    standing = (DATED if last else NO_DATE) if row["successor"] else unseen
    sources = " | ".join(filter(None, map(str.strip, row["sources"].split("|"))))
    dated = (row["successor_date"], first, last, note, how_dated(first, last))
    head = (row["lep"], row.get("slug", ""), row["successor"])
    return Integration(*head, *dated, standing, row["successor_status"], sources)


def progress(as_at: AskedDate = "") -> pd.DataFrame:
    """Every partnership: what followed it, and which reviews are open at a date; without one no state is given.

    Returns
    -------
    DataFrame
        One row per LEP, all text: `date_as_published` keeps the register's words; `first_day` and `last_day` are ISO
        days ("" where not known); `note`, `how_dated`, `standing` and `status` say how well that is known; pages in
        `sources` are parted by " | ". For each review the first day it may open (`<id>_from`), the last day it may
        close (`<id>_to`) and its `<id>_state`.

    Examples
    --------
    >>> progress("2024-12-31").set_index("lep").loc["Dorset", ["12-months_to", "12-months_state"]].tolist()
    ['2026-04-30', 'cannot tell']
    """
    last, rows, used = last_day(as_at), [], in_use()
    every = leps() if used.with_shipped else areas()[areas()["lep"].isin(own_table("areas.csv")["area"])]
    if every.empty:
        raise UsageError("Nothing is known of what followed these boards. Fix: name their areas in areas.csv.")
    shown = {"from": "opens_first", "to": "closes_last", "state": "state"}
    for of in map(_integration, every.to_dict("records")):
        due = reviews_due(of, last).to_dict("records")
        rows.append(of._asdict() | {f"{one['point']}_{end}": one[name] for one in due for end, name in shown.items()})
    return pd.DataFrame(rows)


def reviews_due(of: Integration, as_at: str = "") -> pd.DataFrame:
    """When each review of one partnership falls, reckoned from both ends of its date of integration."""
    return pd.DataFrame([_due(of, rule, as_at) for rule in rule_file("progress/review_points.csv")])


def _due(of: Integration, rule: dict[str, str], as_at: str) -> dict[str, str]:
    ends, months = (of.first_day, of.last_day), (int(rule["months_from"]), int(rule["months_to"]))
    opens, closes = ([months_before(day, -n) if day else "" for day in ends] for n in months)
    days = zip(("opens_first", "opens_last", "closes_first", "closes_last"), (*opens, *closes), strict=True)
    state = _state(opens, closes, as_at) if as_at else ""
    about = {name: rule[name] for name in ("about", "ours", "version", "source")}
    return {"lep": of.lep, "point": rule["id"], "label": rule["label"], **dict(days), "state": state, **about}


def _state(opens: Sequence[str], closes: Sequence[str], as_at: str) -> str:
    """How a review stands at a day, where the days it opens and closes are known only as intervals."""
    if not closes[1]:
        return CANNOT_TELL
    may_be = {NOT_YET: as_at < opens[1], NOW: opens[0] <= as_at <= closes[1], PAST: closes[0] < as_at}
    left = [name for name, possible in may_be.items() if possible]
    return CANNOT_TELL if len(left) == len(may_be) else " or ".join(left)


# --- the board before and the board after


class BoardPair(NamedTuple):
    """The board before integration and the one after; None where no dated list of it was published."""

    before: Board | None
    after: Board | None


def is_successor(body: str, last_day: str) -> bool:
    return body.endswith("(successor)") or place_of(body, last_day) == "successor board"


def boards_of(seats: pd.DataFrame, lep: str, as_at: str = "", integrated_by: str = "") -> BoardPair:
    """The best list of a partnership's own board and of its successor's, up to an ISO day."""
    own = seats[(seats["lep"] == lep) & (seats["date_from"] != "")]
    last = min(filter(None, (as_at, integrated_by)), default="")
    successors = [body for body, day in own.groupby("body")["date_to"].max().items() if is_successor(str(body), day)]
    found = [board for body in successors if (board := assemble(own, lep, as_at, str(body))) is not None]
    after = max(found, key=lambda board: (len(_certain(board)), board.as_at, board.body), default=None)
    return BoardPair(assemble(own, lep, last, MAIN_BOARD), after)


def _certain(board: Board) -> pd.DataFrame:
    return board.members[board.members["counts_as_member"] == "yes"]


CHANGES = ("improved", "slipped", "held", "now known", "no longer known", "cannot tell")


def compare_boards(before: Board, after: Board) -> pd.DataFrame:
    """Ask both boards the same questions: one row per criterion over all readings, which rules, and one per reading."""
    then, now = (_asked(judge(board, YARDSTICK)) for board in (before, after))
    found = then.merge(now, on=_KEYS, suffixes=("_before", "_after"), sort=False)
    found = found.rename(columns={"outcome_before": "before", "outcome_after": "after"})
    named = {(row["before"], row["after"]): row for row in rule_file("progress/changes.csv")}
    changes = [named[pair] for pair in zip(found["before"], found["after"], strict=True)]
    return found[[*_KEYS, "before", "after"]].assign(
        change=[row["change"] for row in changes],
        before_reason=found["reason_before"],
        after_reason=found["reason_after"],
        why=[row["reason"] for row in changes],
    )


_KEYS = ["criterion", "name", "statement", "definition", "denominator", "rules"]


def _asked(judgement: Judgement) -> pd.DataFrame:
    rows = []
    for own in judgement.by_criterion():
        answer, first = judgement.answer(own[0].criterion), own[0]
        of_rule = (first.criterion, first.name, first.statement)
        rows.append((*of_rule, "", "all", "yes", answer.answer, answer.sentence.removesuffix(".")))
        others = [one for one in own if one not in answer.verdicts or len(answer.verdicts) > 1]
        rows += [
            (*of_rule, one.definition or "", one.denominator, "no", str(one.outcome), one.reason) for one in others
        ]
    return pd.DataFrame(rows, columns=[*_KEYS, "outcome", "reason"])


CARRIED = ("a reviewed match", "same name and organisation")  # what counts as one person
NOT_SEEN = "not seen before"
_Lines = dict[str, set[str]]  # for a line of a list the lines that belong to it


def carried_over(before: Board, after: Board, matches: pd.DataFrame | None = None) -> pd.DataFrame:
    """How each certain member of the board after stands to the board before, in its order."""
    then, now = _certain(before).assign(list_id="before"), _certain(after).assign(list_id="after")
    both = pd.concat([then, now], ignore_index=True)
    together = {line: ids for ids in lines_of_people(both) for line in ids}
    each = both.assign(line=both["row_ids"].str.split(), body=both["organisation_key"].map(named_body)).explode("line")
    bodies, earlier = dict(zip(each["line"], each["body"], strict=True)), set(" ".join(then["row_ids"]).split())
    signed = people_matches() if matches is None else matches
    same, different = (_decided(signed, decision) for decision in ("same", "different"))

    def standing(own: set[str]) -> str:
        if _of(own, same) & earlier:
            return CARRIED[0]
        known = (_of(own, together) & earlier) - _of(own, different)
        here, there = ({bodies[line] for line in lines} - {""} for lines in (own, known))
        if not known:
            return NOT_SEEN
        if not here or not there:
            return "same name, an organisation not printed"
        return CARRIED[1] if here & there else "same name, another organisation"

    found = now["row_ids"].map(lambda ids: standing(set(ids.split())))
    found = found.where(now["place"] == "person", "seat without a name")
    counts = found.isin(CARRIED).map({True: "yes", False: "no"})
    frame = now.assign(organisation=now["organisation_shown"], standing=found, counts=counts).reset_index()
    return frame[["person", "organisation", "standing", "counts", "seat_id", "source_url"]]


def _of(lines: set[str], known: _Lines) -> set[str]:
    return {other for line in lines for other in known.get(line, ())}


def _decided(signed: pd.DataFrame, decision: str) -> _Lines:
    found: _Lines = {}
    for row in signed[signed["decision"] == decision].to_dict("records"):
        sides = [set(row[side].split()) for side in ("person_a", "person_b")]
        for one, other in (sides, sides[::-1]):
            for line in one:
                found[line] = found.get(line, set()) | other
    return found
