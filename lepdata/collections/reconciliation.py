"""Every published figure beside the list of its board and date, and every sum that its source prints, done again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from typing import Any

import pandas as pd

from lepdata.collections.measures import (
    Count,
    Measure,
    by_organisation,
    count,
    figures,
    measure,
    reaches,
    share_range,
    span,
    together,
)
from lepdata.dates import months_before, months_between, words
from lepdata.english import choose, plural
from lepdata.errors import Fault
from lepdata.files import rule_file
from lepdata.judging.roll import Roll, call_roll
from lepdata.registers.frozen import read_raw
from lepdata.registers.geography import leps
from lepdata.schema import columns
from lepdata.seating.assembly import WINDOW_MONTHS
from lepdata.seating.boards import Board
from lepdata.seating.lists import published_lists
from lepdata.vocabulary import MAIN_BOARD
from lepdata.voice.voluntary import voluntary_measures

NEAR_MONTHS = 12  # as far apart as lists may lie that are put together to one board
_RANK = {"full": 0, "attendance": 1, "not stated": 1, "truncated": 2, "partial": 3}
_USABLE = 1
Row = dict[str, str]
Span = tuple[str, str]


@dataclass(frozen=True)
class Held:
    """One published list, its seats and the documents it comes from."""

    list_id: str
    lep: str
    body: str
    as_at: str
    completeness: str
    date_from: str
    date_to: str
    members: int
    seats: pd.DataFrame

    @cached_property
    def roll(self) -> Roll:
        """Everybody on it who counts as a member or might, nobody twice."""
        return call_roll(Board(self.lep, self.body, self.as_at, self.completeness, self.seats))

    def gap(self, span: Span) -> int:
        """Months between the list and a stretch of time, begun months counted; 0 where they may be of one day."""
        if self.date_from > span[1]:
            return months_between(span[1], self.date_from)
        return months_between(self.date_to, span[0]) if self.date_to < span[0] else 0


class Shelf:
    """Every dated list of settled seats, by LEP."""

    def __init__(self, seats: pd.DataFrame) -> None:
        dated = seats[seats["date_from"] != ""]
        own = dict(list(dated.groupby("list_id", sort=False)))
        lists = published_lists(dated).to_dict("records") if own else []
        self._seats = seats
        self._studies: dict[str, pd.DataFrame] = {}
        self._by_lep: dict[str, list[Held]] = {}
        for row in lists:
            kept = {name: row[name] for name in ("list_id", "lep", "body", "date_from", "date_to", "members")}
            shown = {"as_at": row["snapshot_date"], "completeness": row["list_completeness"]}
            self._by_lep.setdefault(row["lep"], []).append(Held(**kept, **shown, seats=own[row["list_id"]]))

    def nearest(self, lep: str, body: str, span: Span) -> Held | None:
        """The list that stands for a body at a time; None where no dated list of it is held.

        A list that may be of the very day goes first, the most complete of several; else the nearest that carries a
        share, unless it is more than a year away and a fragment is not. A body is also found by the end of its name
        ("Business Board (successor)").
        """
        return min(self._of(lep, body), key=lambda held: _order(held, span), default=None)

    def near(self, lep: str, body: str, span: Span) -> list[Held]:
        """Every list of a body within a year of a stretch of time; the one that shows most of it first.

        Where boards are added up a list that carries a share goes before a fragment of the very day.
        """
        own = [held for held in self._of(lep, body) if held.gap(span) <= NEAR_MONTHS]
        return sorted(own, key=lambda held: _fullest(held, span))

    def study(self, as_at: str) -> pd.DataFrame:
        """The measures of the voluntary sector study at a day; no row where no dated list is held."""
        if as_at not in self._studies:
            nothing = pd.DataFrame(columns=["measure"])
            self._studies[as_at] = voluntary_measures(self._seats, as_at) if self._by_lep else nothing
        return self._studies[as_at]

    def _of(self, lep: str, body: str) -> list[Held]:
        known = self._by_lep.get(lep, [])
        return [one for one in known if one.body == body] or [one for one in known if one.body.endswith(f" {body}")]


def _order(held: Held, span: Span) -> tuple[int, int, int, int, str]:
    gap, rank = held.gap(span), _RANK.get(held.completeness, 3)
    away = 0 if gap == 0 else 1 if gap <= NEAR_MONTHS else 2
    tier = 0 if away == 0 else 2 * away + (rank > _USABLE)
    # of several of the same day the most complete, of several further away the nearest
    return (tier, rank if away == 0 else gap, gap if away == 0 else rank, -held.members, held.list_id)


def _fullest(held: Held, span: Span) -> tuple[bool, int, int, str]:
    fragment, gap = _RANK.get(held.completeness, 3) > _USABLE, held.gap(span)
    return (fragment, -held.members if fragment else gap, gap if fragment else -held.members, held.list_id)


AGREES, DIFFERS, CANNOT = "agrees", "differs", "cannot be compared"
OUTCOMES = (AGREES, DIFFERS, CANNOT)
EXACT, ALLOWED, CONTRADICTED = "exact", "not contradicted", "contradicted"


@dataclass(frozen=True)
class Published:
    """A figure's number: a count, the whole it is taken from, the shares it may stand for; each None where none was."""

    value: int | None
    of: int | None
    shares: tuple[Fraction, Fraction] | None


@dataclass(frozen=True)
class Compared:
    """What comes of holding a count against a published number.

    `standing` says how our bounds stand to it, `of_size` whether the two speak of boards of different size, and
    `difference` how far ours lies from it, in words.
    """

    outcome: str
    standing: str
    of_size: bool = False
    difference: str = ""


def compare(found: Count, published: Published) -> Compared:
    """Hold a count against a published number, or against a share where no number was published.

    They agree only where ours is exact; a number that our bounds merely allow cannot be compared.

    Examples
    --------
    >>> five_of_twelve = Published(5, 12, None)
    >>> compare(Count(5, 7), five_of_twelve).outcome, compare(Count(6, 6), five_of_twelve).difference
    ('agrees', '1 more')
    """
    if published.value is None:
        assert published.shares is not None  # whoever asks has looked
        return _beside(found.shares(), published.shares, _points)
    compared = compare_boards(found.for_, found.highest, published.value)
    if compared.outcome == DIFFERS:
        return compared
    if _other_size(found, published.of):
        return Compared(DIFFERS, CONTRADICTED, True, f"{plural(found.base, 'member')} instead of {published.of}")
    return compared if found.is_whole else Compared(CANNOT, ALLOWED)


def compare_boards(lowest: int, highest: int | None, value: int) -> Compared:
    """Hold a number of which the least and the most are known against a published one.

    Examples
    --------
    >>> compare_boards(4, 30, 19).standing, compare_boards(4, 30, 3).difference
    ('not contradicted', 'at least 1 more')
    """
    return _beside((lowest, highest), (value, value), lambda number, more: f"{number} {'more' if more else 'fewer'}")


def _beside(ours: tuple[Any, Any], printed: tuple[Any, Any], far: Callable[[Any, bool], str]) -> Compared:
    """Our bounds beside a published number that may stand for anything from `least` to `most`."""
    (lowest, highest), (least, most) = ours, printed
    at_least = "" if lowest == highest else "at least "
    if lowest > most:
        return Compared(DIFFERS, CONTRADICTED, difference=f"{at_least}{far(lowest - most, True)}")
    if highest is not None and highest < least:
        return Compared(DIFFERS, CONTRADICTED, difference=f"{at_least}{far(least - highest, False)}")
    inside = highest is not None and least <= lowest and highest <= most
    return Compared(AGREES, EXACT) if inside else Compared(CANNOT, ALLOWED)


def _points(share: Fraction, more: bool) -> str:
    return f"{float(100 * share):.1f} percentage points {'more' if more else 'less'}"


def _other_size(found: Count, of: int | None) -> bool:
    return of is not None and (found.base > of or (found.is_whole and found.base != of))


NATIONS = ("(all 38)", "(all 39)")
# The closed list of reasons: those that need no count of ours, and those that go with one.
_ALONE = {
    "cut in the source": "The copy seen breaks off before this number.",
    "another kind of fact": "Nothing held here answers it",
    "boards not named": "The source does not say which boards it counted, or they are counted one by one elsewhere.",
    "no date": "The source gives no date, so that no list can be chosen to stand beside it.",
    "no number": "The source prints no number that could be compared.",
    "no list": "No dated list of this board is held.",
}
_WITH_A_COUNT = {
    "same number": "The two agree.",
    "another date, same number": "The two agree, though they are not of one date.",
    "another number": "The two may be of one date, and differ.",
    "another size": "The list and the figure speak of boards of different size.",
    "another date": "Members may have changed between the two dates.",
    "another definition": "Counted by the members' organisations instead of their seats the two agree.",
    "too far apart": "The two are more than a year apart and are not compared.",
    "list incomplete": "The list may not show everybody, so it cannot settle the figure.",
    "not published": "What no source says of some members keeps the figure open.",
    "boards not seen": "Boards without such a list keep the figure open.",
}
REASONS = (*_ALONE, *_WITH_A_COUNT)


def reconcile(seats: pd.DataFrame, published: pd.DataFrame | None = None) -> pd.DataFrame:
    """Hold every published figure against the list of the same board and date: the stored columns, all text.

    Where no list is of that date the nearest stands in, and its distance in months is said; one more than a year away
    is shown and not compared. A figure agrees only with an exact count of ours: one that our bounds merely allow
    *cannot be compared*, and `standing` says that it is not contradicted. `because` says each row in words.

    Examples
    --------
    >>> reconcile(pd.DataFrame(columns=["list_id", "lep", "body", "date_from"]))["outcome"].unique().tolist()
    ['cannot be compared']
    """
    rows = (figures() if published is None else published).to_dict("records")
    shelf, names = Shelf(seats), columns("reconciliation", stored=True)
    made = [_reconciled({str(key): str(value) for key, value in row.items()}, shelf) for row in rows]
    return pd.DataFrame(made, columns=names, dtype=str).fillna("")


def _reconciled(row: Row, shelf: Shelf) -> Row:
    asked, printed = measure(row["measure"]), _printed(row)
    common = row | {"outcome": CANNOT, "published": number_of(row["value"], row["of"], row["as_published"])}
    if reason := _no_comparison(row, asked, printed):
        return common | {"reason": reason}
    if row["lep"] in NATIONS:
        return common | _of_all_boards(row, asked, printed, shelf)
    held = shelf.nearest(row["lep"], row["body"], (row["date_from"], row["date_to"]))
    return common | ({"reason": "no list"} if held is None else _of_a_list(row, asked, printed, held))


def _printed(row: Row) -> Published:
    value, of = (int(row[name]) if row[name] else None for name in ("value", "of"))
    return Published(value, of, share_range(row["as_published"]))


def number_of(value: str, of: str, as_published: str) -> str:
    """A published number as it is shown.

    Examples
    --------
    >>> number_of("3", "16", ""), number_of("", "625", "23%"), number_of("", "", "")
    ('3 of 16', '23% of 625', 'no number')
    """
    shown = value or as_published or "no number"
    return f"{shown} of {of}" if of and (value or as_published) else shown


def _no_comparison(row: Row, asked: Measure, printed: Published) -> str:
    """Why a figure is not to be compared whatever lists there are; "" if it is."""
    if row["note"].startswith("cut:"):
        return "cut in the source"
    if asked.level == "none":
        return "another kind of fact"
    if row["lep"] not in NATIONS and row["lep"] not in set(leps()["lep"]):
        return "boards not named"
    if not row["date_from"]:
        return "no date"
    says_enough = printed.value is not None or (printed.shares and asked.level == "members")
    return "" if says_enough else "no number"


def _of_a_list(row: Row, asked: Measure, printed: Published, held: Held) -> Row:
    gap = held.gap((row["date_from"], row["date_to"]))
    found = count(held.roll, asked).within(printed.of)
    compared = Compared(CANNOT, "") if gap > NEAR_MONTHS else compare(found, printed)
    by_body = count(held.roll, by_organisation(asked)).within(printed.of)
    return _result(compared, _reason(compared, found, printed, gap, by_body)) | {
        **_counted(found),
        "list_id": held.list_id,
        "list_date": held.as_at,
        "completeness": held.completeness,
        "gap_months": str(gap),
        "same_source": "yes" if row["source_url"] in set(held.seats["source_url"]) else "no",
    }


def _result(compared: Compared, reason: str) -> Row:
    parts = {"outcome": compared.outcome, "standing": compared.standing, "difference": compared.difference}
    return parts | {"reason": reason}


def _reason(compared: Compared, found: Count, printed: Published, gap: int, by_body: Count) -> str:
    if gap > NEAR_MONTHS:
        return "too far apart"
    if compared.outcome == AGREES:
        return "another date, same number" if gap else "same number"
    if compared.outcome == CANNOT:
        return "not published" if found.is_whole else "list incomplete"
    if compare(by_body, printed).outcome == AGREES:
        return "another definition"
    return "another date" if gap else "another size" if compared.of_size else "another number"


def _counted(found: Count) -> Row:
    """What a count allows, the same of those listed as if they were everybody, and its numbers."""
    return {
        "found": _allowed(found),
        "as_listed": f"{found.for_} of {found.base}" + (f", {found.unknown} not known" if found.unknown else ""),
        "counted": str(found.base),
        "counted_for": str(found.for_),
        "not_known": str(found.unknown),
        "unseen": "" if found.unseen is None else str(found.unseen),
    }


def _allowed(found: Count) -> str:
    if found.highest is None:
        return f"at least {found.for_}"
    numbers = found.for_ if found.highest == found.for_ else f"between {found.for_} and {found.highest}"
    if found.unseen or found.is_whole:  # a number of unseen comes from a published size
        return f"{numbers} of {found.most_in_base}"
    return f"{numbers} of {found.base} to {found.most_in_base}"


def _of_all_boards(row: Row, asked: Measure, printed: Published, shelf: Shelf) -> Row:
    """A national figure beside the boards that have a list within a year of it."""
    days = (row["date_from"], row["date_to"])
    near = (shelf.near(lep, MAIN_BOARD, days) for lep in leps()["lep"])
    lists = [own for own in near if own]  # of each board the fullest first
    if asked.level == "members":
        found = together(count(own[0].roll, asked) for own in lists).within(printed.of)
        compared, counted = compare(found, printed), _counted(found)
    else:
        compared, counted = _boards_counted(printed, _answers(asked, lists, shelf, days[1]))
    seen = {"lists": str(len(lists)), "full_lists": str(sum(own[0].completeness == "full" for own in lists))}
    reason = {AGREES: "same number", DIFFERS: "another number"}.get(compared.outcome, "boards not seen")
    return _result(compared, reason) | counted | ({} if asked.level == "study" else seen)


def _answers(asked: Measure, lists: list[list[Held]], shelf: Shelf, day: str) -> Counter[str]:
    """How many boards are as asked ("yes"), surely are not ("no"), or may be ("unknown")."""
    if asked.level == "boards":
        return Counter(_board_answer(asked, own) for own in lists)
    measures = shelf.study(day)
    rows = measures[measures["measure"] == asked.asked].to_dict("records")
    return Counter(yes=rows[0]["met"], no=rows[0]["not_met"], unknown=rows[0]["cannot_tell"]) if rows else Counter()


def _board_answer(asked: Measure, lists: list[Held]) -> str:
    """Any of a board's lists may show that there is a member; only the first may show that there is none."""
    each = [reaches(count(held.roll, measure(asked.asked)), asked.least) for held in lists]
    answer = "yes" if "yes" in each else each[0]
    return {"yes": "no", "no": "yes"}.get(answer, answer) if asked.turned else answer


def _boards_counted(printed: Published, answers: Counter[str]) -> tuple[Compared, Row]:
    assert printed.value is not None  # a share of boards is not compared
    every = len(leps())
    lowest, highest, asked_of = answers["yes"], every - answers["no"], answers.total()
    return compare_boards(lowest, highest, printed.value), {
        "found": f"{lowest if lowest == highest else f'between {lowest} and {highest}'} of {every}",
        "as_listed": f"{lowest} of {asked_of}, {answers['unknown']} not known",
        "counted": str(asked_of),
        "counted_for": str(lowest),
        "not_known": str(answers["unknown"]),
    }


def because(row: Row) -> str:
    """Why a figure agrees, differs or cannot be compared, in words, from the codes of its row."""
    asked, reason = measure(row["measure"]), row["reason"]
    if reason in _ALONE:
        return f"{_ALONE[reason]}: {asked.why_not}." if reason == "another kind of fact" else _ALONE[reason]
    said = _said_of_all_boards(row, asked) if row["lep"] in NATIONS else _said_of_a_list(row, asked)
    return f"{said} {_WITH_A_COUNT[reason]}"


_CALLED = {"full": "full list", "attendance": "attendance list", "truncated": "list cut short", "partial": "fragment"}


def _said_of_a_list(row: Row, asked: Measure) -> str:
    members, some, gap = int(row["counted"]), int(row["counted_for"]), row["gap_months"]
    parts = [f"names {plural(members, f'{asked.whom}member')}"]
    if not members:
        parts = [f"names nobody who certainly is a {asked.whom}member"]
    elif asked.name != "members":
        known = "known to be " if row["not_known"] != "0" else ""
        parts.append(f"{some or 'none'} of them {known}{asked.called(some)}")
    parts += [f"{row['not_known']} {asked.open}"] if row["not_known"] != "0" else []
    if row["unseen"] not in ("", "0"):
        parts.append(f"up to {row['unseen']} more not listed if the board had {members + int(row['unseen'])}")
    parts += ["and does not show how many more there were"] if not row["unseen"] else []
    away = f", {plural(gap, 'month')} away," if gap != "0" else ""
    return f"The {_CALLED.get(row['completeness'], 'list')} of {words(row['list_date'])}{away} {', '.join(parts)}."


def _said_of_all_boards(row: Row, asked: Measure) -> str:
    said = _said_of_members(row, asked) if asked.level == "members" else _said_of_boards(row, asked)
    if asked.level != "study":
        whole = f", {row['full_lists']} of them a full one" if row["lists"] != "0" else ""
        have = choose(row["lists"], "has", "have")
        return f"{row['lists']} of {len(leps())} boards {have} a list within a year of it{whole}: {said}"
    if row["counted"] == "0":
        return said
    since = months_before(span(row["as_at"], row["note"])[1], WINDOW_MONTHS)
    return f"Of {row['counted']} LEPs, by lists since {words(since)}: {said}"


def _said_of_members(row: Row, asked: Measure) -> str:
    some = row["counted_for"]
    which = f": {some} {asked.called(int(some))}, {row['not_known']} {asked.open}" if asked.name != "members" else ""
    return f"together they name {row['counted']} {asked.whom}members{which}."


def _said_of_boards(row: Row, asked: Measure) -> str:
    lowest, open_ = int(row["counted_for"]), int(row["not_known"])
    against = int(row["counted"]) - lowest - open_
    surely = f"{lowest or 'none'} {choose(lowest, 'is', 'are')} surely {asked.called(lowest)}"
    return f"{surely}, {against or 'none'} surely not, and of {open_} it cannot be told."


HOLDS, FAILS, OPEN = "holds", "does not hold", "cannot be checked"


def check_arithmetic(published: pd.DataFrame | None = None) -> pd.DataFrame:
    """Recompute every per cent and every sum that the sources of the figures print: the stored columns, all text.

    `outcome` is "holds", "does not hold", or "cannot be checked" where a number is missing. A rounded per cent holds if
    anything that rounds to it does. A check whose figures are not there is left out.

    Examples
    --------
    >>> checks = check_arithmetic().set_index("check_id")
    >>> checks.loc["hertfordshire-seats", ["printed", "recomputed", "outcome"]].tolist()
    ['15', '16', 'does not hold']
    """
    rows = (figures() if published is None else published).to_dict("records")
    known = {str(row["figure_id"]): {str(key): str(value) for key, value in row.items()} for row in rows}
    made = [_percent(known[figure], percent) for figure, percent in _percents(known)]
    made += [_sum(rule, known) for rule in rule_file("figures/sums.csv") if _figures_of(rule) <= known.keys()]
    return pd.DataFrame(made, columns=columns("figure_checks", stored=True), dtype=str)


def _percents(known: dict[str, Row]) -> list[tuple[str, str]]:
    beside = read_raw("figures/published_percentages.csv")[["figure_id", "percent"]].itertuples(index=False, name=None)
    own = [(figure, row["as_published"]) for figure, row in known.items() if row["as_published"].endswith("%")]
    return [*own, *((figure, f"{percent}%") for figure, percent in beside if figure in known)]


def _percent(figure: Row, percent: str) -> Row:
    about = figure["about"] or f"{figure['measure']}, {figure['lep']}, {figure['as_at'] or 'no date'}"
    common = {"check_id": f"{figure['figure_id']}-percent", "kind": "per cent", "about": about, "printed": percent}
    common |= {"source_url": figure["source_url"], "numbers": figure["of"], "recomputed": "", "outcome": OPEN}
    printed = share_range(percent)
    if printed is None or not figure["of"]:
        return common
    whole = int(figure["of"])
    if not figure["value"]:
        return common | _any_number(printed, whole)
    share = Fraction(int(figure["value"]), whole)
    done = {"numbers": f"{figure['value']} of {whole}", "recomputed": f"{float(100 * share):.1f}%"}
    return common | done | {"outcome": HOLDS if printed[0] <= share <= printed[1] else FAILS}


def _any_number(printed: tuple[Fraction, Fraction], whole: int) -> Row:
    """Whether some whole number of the whole rounds to the printed per cent."""
    least, most = ceil(printed[0] * whole), floor(printed[1] * whole)
    if least > most:
        return {"outcome": FAILS}
    return {"recomputed": f"{least if least == most else f'{least} to {most}'} of {whole}", "outcome": HOLDS}


def _figures_of(rule: Row) -> set[str]:
    return {part.partition(":")[0] for part in (*rule["parts"].split(), rule["whole"])}


def _sum(rule: Row, known: dict[str, Row]) -> Row:
    whole = known[rule["whole"].partition(":")[0]]
    common = {"check_id": rule["id"], "kind": rule["kind"], "about": rule["statement"], "numbers": ""}
    common |= {"source_url": whole["source_url"]}
    if rule["kind"] == "same percent":
        one, other = known[rule["parts"]]["as_published"], whole["as_published"]
        return common | {"printed": other, "recomputed": one, "outcome": HOLDS if one == other else FAILS}
    parts, printed = [_number(part, known) for part in rule["parts"].split()], _number(rule["whole"], known)
    if not printed or not all(parts):
        return common | {"printed": printed, "recomputed": "", "outcome": OPEN}
    total = sum(map(int, parts))
    done = {"numbers": " + ".join(parts), "printed": printed, "recomputed": str(total)}
    return common | done | {"outcome": HOLDS if total == int(printed) else FAILS}


def _number(part: str, known: dict[str, Row]) -> str:
    """A figure's number, or with ":of" the whole it is taken from."""
    figure, _, column = part.partition(":")
    return known[figure][column or "value"]


def sum_in_words(row: Row) -> str:
    """The sum behind a check, in words, from the codes of its row."""
    recomputed, numbers = row["recomputed"], row["numbers"]
    if row["kind"] == "per cent":
        if row["outcome"] == OPEN:
            return "The source does not print what it is a share of."
        if not recomputed:
            return f"No whole number of {numbers} rounds to it."
        return f"{numbers} is {recomputed}." if " of " in numbers else f"{recomputed} round to it."
    if row["outcome"] == OPEN:
        return "A number is missing."
    reason = next(rule["reason"] for rule in rule_file("figures/sums.csv") if rule["id"] == row["check_id"])
    if row["kind"] == "same percent":
        return f"{recomputed} and {row['printed']}. {reason}."
    return f"{numbers} = {recomputed}; the source prints {row['printed']}. {reason}."


SIGNED = "figures/reconciled.csv"
SIGNED_COLUMNS = ("figure_id", "outcome", "published", "found", "difference", "why", "signed_by", "signed_on")
_REMEDY = (
    f"look what changed; if the new result is meant, sign its row in data/raw/{SIGNED} anew "
    "and put the file's SHA-256 into manifest.csv"
)


def moved(reconciled: pd.DataFrame, signed: pd.DataFrame) -> list[Fault]:
    """Every reconciled figure that is not as it was signed, and every signed row that is not signed in full.

    A figure is reconciled where it agrees or differs. One that cannot be compared need not be signed; one that was
    signed and no longer can be compared has moved, and so has one that now can.
    """
    settled = reconciled[reconciled["outcome"].isin([AGREES, DIFFERS])]
    now, before = ({row["figure_id"]: _said(row) for row in rows.to_dict("records")} for rows in (settled, signed))
    faults = [
        Fault(SIGNED, None, figure, now.get(figure, "no longer compared"), _expected(before, figure), _REMEDY)
        for figure in dict.fromkeys([*now, *before])
        if now.get(figure) != before.get(figure)
    ]
    return [*faults, *_unsigned(signed)]


def _expected(before: Row, figure: str) -> str:
    return f"as signed, {before[figure]}" if figure in before else "no result, as none is signed"


def _said(row: dict) -> str:
    said = f"{row['outcome']}, published {row['published']}, found {row['found']}"
    return said + (f", {row['difference']}" if row["difference"] else "")


def _unsigned(signed: pd.DataFrame) -> Iterator[Fault]:
    for line, row in enumerate(signed.to_dict("records"), start=2):
        for column in ("why", "signed_by", "signed_on"):
            if not row[column]:
                yield Fault(SIGNED, line, column, "nothing", "a signed row", f"fill in {column}")
