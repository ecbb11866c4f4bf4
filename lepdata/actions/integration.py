"""A PARTNERSHIP -> what followed it and when, the reviews that fall due, and its board before and after."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import pandas as pd

from lepdata.dates import interval, last_day, months_before
from lepdata.files import rule_file
from lepdata.judging.records import Judgement, Verdict
from lepdata.judging.verdicts import judge
from lepdata.nation.people import lines_of_people, named_body, people_matches
from lepdata.registers.geography import demonstration_table, find_area, is_demonstration, leps
from lepdata.seating.assembly import assemble
from lepdata.seating.boards import Board
from lepdata.vocabulary import MAIN_BOARD
from lepdata.voice.voluntary import place_of

EXACT, BETWEEN, OPEN_START, NOT_KNOWN = "a day", "between two days", "by a day", "not known"
DATED, NO_DATE = "successor and date seen", "successor seen, no date"
CONTINUES, NOT_SHOWN = "reported as continuing", "no successor shown"
NOT_YET, NOW, PAST, CANNOT_TELL = "not yet", "now", "past", "cannot tell"
_NOTE = re.compile(r"(?P<date>[^(]*?)\s*\((?P<note>.*)\)")


class Period(NamedTuple):
    """The days between which something happened, in published words too.

    `first` is "" where nothing bounds it from below, both are where nothing does; `note` is what the words say in
    brackets.
    """

    first: str
    last: str
    as_published: str
    note: str

    @property
    def how(self) -> str:
        """How well it is known: "a day", "between two days", "by a day" or "not known"."""
        if not self.last:
            return NOT_KNOWN
        if not self.first:
            return OPEN_START
        return EXACT if self.first == self.last else BETWEEN


@lru_cache(maxsize=512)
def read_period(text: str) -> Period:
    """Read a date as the register prints it, by the rules of `rules/progress/published_dates.csv`; "" is not known.

    Raises
    ------
    ValueError
        If no rule reads the words, or they name a day that does not exist.

    Examples
    --------
    >>> read_period("end of 2023")[:2], read_period("by 2025-03-31 (the company closed later)")[:2]
    (('2023-10-01', '2023-12-31'), ('', '2025-03-31'))
    """
    apart = _NOTE.fullmatch(text.strip())
    words, note = (apart["date"], apart["note"]) if apart else (text.strip(), "")
    if not words:
        return Period("", "", text, note)
    rules = rule_file("progress/published_dates.csv")
    for rule in rules:
        if found := re.fullmatch(rule["pattern"], words):
            first, last = (_days(rule[end].format(**found.groupdict()), words) for end in ("first", "last"))
            if first[0] > last[1]:
                raise ValueError(f"{text!r} ends before it begins")
            return Period(first[0], last[1], text, note)
    known = ", ".join(repr(rule["example"]) for rule in rules)
    raise ValueError(f"{words!r} is no date of a form that is known here, such as {known}")


def _days(text: str, words: str) -> tuple[str, str]:
    try:
        return interval(text) or ("", "")
    except ValueError as error:
        raise ValueError(f"{words!r} is no date: {error}") from None


@dataclass(frozen=True)
class Integration:
    """What followed one partnership, by the register: "" where no source seen shows a successor."""

    lep: str
    successor: str
    period: Period
    status: str = ""
    sources: tuple[str, ...] = ()

    @property
    def standing(self) -> str:
        """What can be done with it: DATED, NO_DATE, CONTINUES or NOT_SHOWN in words."""
        if self.successor:
            return DATED if self.period.last else NO_DATE
        return CONTINUES if self.status == "continues" else NOT_SHOWN


def followed(lep: str) -> Integration:
    """What followed one partnership, by any of its names; UsageError if nobody knows it.

    Examples
    --------
    >>> followed("Leicester and Leicestershire").standing, followed("Exampleshire").period.first
    ('successor and date seen', '2024-04-01')
    """
    name = find_area(lep)
    rows = demonstration_table("area") if is_demonstration(name) else leps()
    return _of(rows[rows["lep"] == name].to_dict("records")[0])


def _of(row: dict[Hashable, Any]) -> Integration:
    sources = tuple(each.strip() for each in row["sources"].split("|") if each.strip())
    period = read_period(row["successor_date"])
    return Integration(row["lep"], row["successor"], period, row["successor_status"], sources)


def progress(as_at: str = "") -> pd.DataFrame:
    """Every partnership: what followed it, and which reviews are open.

    Parameters
    ----------
    as_at : str, optional
        A date at which the reviews are judged; without one the columns of states are empty.

    Returns
    -------
    DataFrame
        One row per LEP, all text: `date_as_published` keeps the register's words; `first_day` and `last_day` are ISO
        days ("" where not known); `note`, `how_dated`, `standing` and `status` say how well that is known; pages in
        `sources` are parted by " | ". For each review the first day it may open (`<id>_from`), the last day it may
        close (`<id>_to`) and its `<id>_state`.

    Raises
    ------
    UsageError
        If the date is none.

    Examples
    --------
    >>> progress("2024-12-31").set_index("lep").loc["Dorset", ["12-months_to", "12-months_state"]].tolist()
    ['2026-04-30', 'cannot tell']
    """
    last = last_day(as_at)
    return pd.DataFrame([_flat(_of(row), row["slug"], last) for row in leps().to_dict("records")])


def _flat(of: Integration, slug: str, as_at: str) -> dict[str, str]:
    due = reviews_due(of, as_at).to_dict("records")
    return {
        "lep": of.lep,
        "slug": slug,
        "successor": of.successor,
        "date_as_published": of.period.as_published,
        "first_day": of.period.first,
        "last_day": of.period.last,
        "note": of.period.note,
        "how_dated": of.period.how,
        "standing": of.standing,
        "status": of.status,
        "sources": " | ".join(of.sources),
        **{
            f"{row['point']}_{name}": row[column]
            for row in due
            for name, column in (("from", "opens_first"), ("to", "closes_last"), ("state", "state"))
        },
    }


def reviews_due(of: Integration, as_at: str = "") -> pd.DataFrame:
    """When each review of one partnership falls, reckoned from both ends of its date of integration.

    One row per review of `rules/progress/review_points.csv`: it opens on a day between `opens_first` and `opens_last`
    and closes between `closes_first` and `closes_last` ("" where nothing bounds it). `state` at the ISO day `as_at` is
    "not yet", "now" or "past", two of them with "or" where the dates leave both open, "cannot tell" where they leave
    all.

    Examples
    --------
    >>> reviews_due(followed("The Marches"), "2024-10-15")[["point", "state"]].values.tolist()[1:3]
    [['6-months', 'now'], ['6-to-9-months', 'now']]
    """
    return pd.DataFrame([_due(of, rule, as_at) for rule in rule_file("progress/review_points.csv")])


def _due(of: Integration, rule: dict[str, str], as_at: str) -> dict[str, str]:
    opens, closes = (_after(of.period, int(rule[name])) for name in ("months_from", "months_to"))
    return {
        "lep": of.lep,
        "point": rule["id"],
        "label": rule["label"],
        "opens_first": opens[0],
        "opens_last": opens[1],
        "closes_first": closes[0],
        "closes_last": closes[1],
        "state": _state(opens, closes, as_at) if as_at else "",
        **{name: rule[name] for name in ("about", "ours", "version", "source")},
    }


def _after(period: Period, months: int) -> tuple[str, str]:
    first, last = (months_before(day, -months) if day else "" for day in (period.first, period.last))
    return first, last


def _state(opens: tuple[str, str], closes: tuple[str, str], as_at: str) -> str:
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
    """Whether a body is one that carries a partnership's business voice on.

    A business board of a time when nothing had been folded into an authority is a sub-board; a list that calls its body
    the successor is taken at its word, unless the successor was another partnership. `last_day` is the last ISO day
    that the list's date may mean.
    """
    return body.endswith("(successor)") or place_of(body, last_day) == "successor board"


def boards_of(seats: pd.DataFrame, lep: str, as_at: str = "", integrated_by: str = "") -> BoardPair:
    """The best list of a partnership's own board and of its successor's, up to an ISO day.

    Lists of the main board of later days than `integrated_by`, the last on which the integration may have happened, are
    not taken for the board before it. Of several successor bodies the one whose best list names most members counts,
    then the later one.
    """
    own = seats[(seats["lep"] == lep) & (seats["date_from"] != "")]
    last = min(filter(None, (as_at, integrated_by)), default="")
    successors = [body for body, day in own.groupby("body")["date_to"].max().items() if is_successor(str(body), day)]
    found = [board for body in successors if (board := assemble(own, lep, as_at, str(body))) is not None]
    after = max(found, key=lambda board: (len(_certain(board)), board.as_at, board.body), default=None)
    return BoardPair(assemble(own, lep, last, MAIN_BOARD), after)


def leps_with_successors(seats: pd.DataFrame) -> list[str]:
    """The partnerships of whose successor a dated list was published, by name."""
    dated = seats[seats["date_from"] != ""]
    last = dated.groupby(["lep", "body"])["date_to"].max().reset_index()
    return sorted({row["lep"] for row in last.to_dict("records") if is_successor(row["body"], row["date_to"])})


def _certain(board: Board) -> pd.DataFrame:
    return board.members[board.members["counts_as_member"] == "yes"]


CRITERIA = "nlgaf-2021"  # the last rules that partnerships were under; none binds their successors
CHANGES = ("improved", "slipped", "held", "now known", "no longer known", "cannot tell")


def compare_boards(before: Board, after: Board) -> pd.DataFrame:
    """Ask both boards the same questions: one row per criterion and reading.

    Both are judged by the framework `CRITERIA`: it bound neither body at every date, so the answers are a measure and
    not a breach. A criterion of which it is not known whether it was met before never counts as improved or slipped.
    `rules` is "yes" on the one row of each criterion that rules (everyone counted, the business reading of private);
    `before` and `after` are outcomes; `change` is one of `CHANGES`; `why` says what it means.
    """
    earlier, later = (judge(board, CRITERIA) for board in (before, after))
    changes = {(row["before"], row["after"]): row for row in rule_file("progress/changes.csv")}
    pairs = zip(earlier.verdicts, later.verdicts, strict=True)
    return pd.DataFrame([_compared(then, now, later, changes[then.outcome, now.outcome]) for then, now in pairs])


def _compared(before: Verdict, after: Verdict, judgement: Judgement, change: dict[str, str]) -> dict[str, str]:
    rules = after.definition in (None, judgement.ruling_definition) and after.denominator == "all"
    return {
        "criterion": after.criterion,
        "statement": after.statement,
        "definition": after.definition or "",
        "denominator": after.denominator,
        "rules": "yes" if rules else "no",
        "before": before.outcome,
        "after": after.outcome,
        "change": change["change"],
        "before_reason": before.reason,
        "after_reason": after.reason,
        "why": change["reason"],
    }


CARRIED = ("a reviewed match", "same name and organisation")  # what counts as one person
NOT_SEEN = "not seen before"


def carried_over(before: Board, after: Board, matches: pd.DataFrame | None = None) -> pd.DataFrame:
    """How each certain member of the board after stands to the board before, in its order.

    A name alone is never enough: only a match that somebody reviewed and signed (`matches`, the shipped ones unless
    told otherwise), or the same name with the same organisation on both lists, counts as one person. Who is not seen
    before may have sat there unseen.
    """
    then, now = _certain(before).assign(list_id="before"), _certain(after).assign(list_id="after")
    both = pd.concat([then, now], ignore_index=True)
    bodies = dict(_each_line(both["row_ids"], map(named_body, both["organisation_key"])))
    together = {line: ids for ids in lines_of_people(both) for line in ids}
    earlier = {line for ids in then["row_ids"] for line in ids.split()}
    signed = people_matches() if matches is None else matches
    return pd.DataFrame(
        [_standing(row, together, earlier, bodies, signed) for row in now.to_dict("records")],
        columns=["person", "organisation", "standing", "counts", "seat_id", "source_url"],
    )


def _each_line(row_ids: Iterable[str], bodies: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The organisation that each line names; "" for none."""
    for ids, body in zip(row_ids, bodies, strict=True):
        for line in ids.split():
            yield line, body


def _standing(
    row: dict[Hashable, Any],
    together: dict[str, set[str]],
    earlier: set[str],
    bodies: dict[str, str],
    signed: pd.DataFrame,
) -> dict[str, str]:
    own = set(row["row_ids"].split())
    standing = _words(own, together, earlier, bodies, signed) if row["place"] == "person" else "seat without a name"
    return {
        "person": row["person"],
        "organisation": row["organisation_shown"],
        "standing": standing,
        "counts": "yes" if standing in CARRIED else "no",
        "seat_id": row["seat_id"],
        "source_url": row["source_url"],
    }


def _words(
    own: set[str], together: dict[str, set[str]], earlier: set[str], bodies: dict[str, str], signed: pd.DataFrame
) -> str:
    if _decided("same", own, earlier, signed):
        return CARRIED[0]
    then = {line for each in own for line in together.get(each, ())} & earlier
    then -= _decided("different", own, earlier, signed)
    if not then:
        return NOT_SEEN
    here, before = ({bodies[line] for line in lines} - {""} for lines in (own, then))
    if not here or not before:
        return "same name, an organisation not printed"
    return CARRIED[1] if here & before else "same name, another organisation"


def _decided(decision: str, own: set[str], earlier: set[str], signed: pd.DataFrame) -> set[str]:
    """The lines of the board before that somebody signed to be, or not to be, the same person as these lines."""
    found: set[str] = set()
    for row in signed[signed["decision"] == decision].to_dict("records"):
        sides = [set(row[side].split()) for side in ("person_a", "person_b")]
        for one, other in (sides, sides[::-1]):
            found |= other & earlier if one & own else set()
    return found
