"""Figures that others published of boards: every sum of theirs done again, and each beside the list of its board.

A list says what it allows of a figure, and whether the two agree.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from functools import cache
from math import ceil, floor
from typing import Any

import pandas as pd

from lepdata import english, errors, files, schema
from lepdata.dates import months_before, months_between, words
from lepdata.display import row_dicts
from lepdata.judging.bounds import Tally, decide
from lepdata.judging.criteria import question_about
from lepdata.judging.roll import AGAINST, FOR, Roll, call_roll, counted
from lepdata.registers.frozen import read_raw
from lepdata.registers.geography import leps
from lepdata.seating.boards import Board, count_days
from lepdata.seating.lists import WINDOW_MONTHS, Row, published_lists
from lepdata.vocabulary import MAIN_BOARD, Outcome
from lepdata.voice.voluntary import voluntary_measures

_PERCENT = re.compile(r"^(?:about )?(\d+(?:\.\d+)?)\s*%$")


def published_figures() -> list[Row]:
    """Every published figure that the lists may be held against, as text, with its days and its series."""
    names = {"composition_id": "figure_id", "group": "measure", "count": "value"}
    compositions = read_raw("compositions/published_compositions.csv").rename(columns=names).assign(about="")
    rows = pd.concat([compositions, read_raw("figures/published_figures.csv")], ignore_index=True)
    page, year = rows["source_url"].str.partition("?")[0], rows["as_at"].str[:4]
    number = rows["value"].where(rows["value"] != "", rows["as_published"])
    figure, told = rows["lep"] + "|" + rows["measure"] + "|" + number + "|" + year + "|" + page, rows["about"] != ""
    rows = rows[told | ~figure.isin(figure[told])]  # some stand in both tables
    series = {row["source_url"]: row["series"] for row in files.rule_file("figures/series.csv")}
    found = row_dicts(rows.assign(series=rows["source_url"].map(series).fillna("")))
    days = (count_days(row["as_at"], row["note"]) for row in found)
    return [row | {"date_from": first, "date_to": last} for row, (first, last) in zip(found, days, strict=True)]


def share_range(as_published: str) -> tuple[Fraction, Fraction] | None:
    """The shares that a published per cent, or a share in words, may stand for; None where it is neither."""
    if found := _PERCENT.match(as_published):
        percent, half = Fraction(found[1]), Fraction(1, 2)
        return max(Fraction(0), (percent - half) / 100), min(Fraction(1), (percent + half) / 100)
    row = next((row for row in files.rule_file("figures/shares.csv") if row["words"] == as_published), None)
    return (Fraction(row["lowest"]), Fraction(row["highest"])) if row else None


HOLDS, FAILS, OPEN = "holds", "does not hold", "cannot be checked"


def check_arithmetic(figures: Iterable[Row]) -> pd.DataFrame:
    """Recompute every per cent and every sum that the sources of figures print: the stored columns, all text."""
    known = {row["figure_id"]: row for row in figures}
    beside = read_raw("figures/published_percentages.csv")
    printed = [(figure, row["as_published"]) for figure, row in known.items() if row["as_published"].endswith("%")]
    printed += zip(beside["figure_id"], beside["percent"] + "%", strict=True)
    made = [_percent(known[figure], percent) for figure, percent in printed if figure in known]
    for rule in files.rule_file("figures/sums.csv"):
        # a figure's number, or with ":of" the whole it is taken from
        named = [cell.partition(":") for cell in (*rule["parts"].split(), rule["whole"])]
        if all(figure in known for figure, *_ in named):
            made.append(_sum(rule, [(known[figure], column) for figure, _, column in named]))
    return pd.DataFrame(made, columns=schema.columns("figure_checks", stored=True), dtype=str)


def _percent(figure: Row, percent: str) -> tuple[str, ...]:
    value, of = figure["value"], figure["of"]
    about = figure["about"] or f"{figure['measure']}, {figure['lep']}, {figure['as_at'] or 'no date'}"
    numbers, recomputed, outcome = of, "", OPEN
    bounds = share_range(percent)
    if bounds and of and value:
        share = Fraction(int(value), int(of))
        numbers, recomputed = f"{value} of {of}", f"{float(100 * share):.1f}%"
        outcome = HOLDS if bounds[0] <= share <= bounds[1] else FAILS
    elif bounds and of:  # whether some whole number of the whole rounds to the printed per cent
        least, most = ceil(bounds[0] * int(of)), floor(bounds[1] * int(of))
        outcome = HOLDS if least <= most else FAILS
        recomputed = f"{least if least == most else f'{least} to {most}'} of {of}" if least <= most else ""
    head = (f"{figure['figure_id']}-percent", "per cent", about)
    return (*head, percent, numbers, recomputed, outcome, figure["source_url"])


def _sum(rule: Row, named: list[tuple[Row, str]]) -> tuple[str, ...]:
    same = rule["kind"] == "same percent"
    *parts, printed = cells = [figure[column or ("as_published" if same else "value")] for figure, column in named]
    numbers, recomputed = "", parts[0] if same else ""
    if all(cells) and not same:
        numbers, recomputed = " + ".join(parts), str(sum(map(int, parts)))
    outcome = OPEN if not (same or recomputed) else HOLDS if recomputed == printed else FAILS
    head = (rule["id"], rule["kind"], rule["statement"])
    return (*head, printed, numbers, recomputed, outcome, named[-1][0]["source_url"])


def sum_in_words(row: Row) -> str:
    recomputed, numbers = row["recomputed"], row["numbers"]
    if row["kind"] == "per cent":
        if row["outcome"] == OPEN:
            return "The source does not print what it is a share of."
        if not recomputed:
            return f"No whole number of {numbers} rounds to it."
        return f"{numbers} is {recomputed}." if " of " in numbers else f"{recomputed} round to it."
    if row["outcome"] == OPEN:
        return "A number is missing."
    reason = next(rule["reason"] for rule in files.rule_file("figures/sums.csv") if rule["id"] == row["check_id"])
    if row["kind"] == "same percent":
        return f"{recomputed} and {row['printed']}. {reason}."
    return f"{numbers} = {recomputed}; the source prints {row['printed']}. {reason}."


# --- what a figure counts: a measure of the rules, asked of members as the rules of boards ask

Measure = dict[str, str]  # one row of the rules: who is counted among whom, and what they are called
MEASURES: dict[str, Measure] = {row["measure"]: row for row in files.rule_file("figures/measures.csv")}
_SAME, _TURNED = (0, 1, 2, 3, 4, 5), (1, 0, 2, 4, 3, 5)  # the places of a tally


def count(roll: Roll, asked: Measure) -> Tally:
    """How many a measure counts of those in its base; who only might be in it only might be counted."""
    belong, places = _answers(roll, MEASURES[asked["base"] or "members"]), _answers(roll, asked)
    both = zip(belong, places, strict=True)
    found = Counter(place % 3 + 3 * (base != FOR) for base, place in both if base % 3 != AGAINST)
    numbers: list[Any] = [found[place] for place in (_TURNED if asked["turned"] else _SAME)]
    return replace(Tally(*numbers), unseen=roll.unseen)


def _answers(roll: Roll, asked: Measure) -> list[int]:
    """Which place of a tally each member has."""
    question = question_about(asked["who"], tuple(asked["among"].split("|")), definition="as-published")
    members = roll.members
    if asked["among"] in ("council", "education", "health"):  # whoever is published as "public" may be of any of them
        members = tuple(one._replace(sector="unknown") if one.sector == "other_public" else one for one in members)
    return [counted(question, one).index(1) for one in members]


def within(found: Tally, size: int | None) -> Tally:
    """The same count where the base is known to be of a published size, which limits everybody not certain."""
    if found.unseen == 0 or size is None or size < found.members:
        return found
    return Tally(found.for_, found.against, found.unknown, unseen=size - found.members)


# --- what it is held against: the list of its board and time, or those of all boards

_NATIONS = ("(all 38)", "(all 39)")
_RANK = {"full": 0, "attendance": 1, "not stated": 1, "truncated": 2}


class Shelf:
    """Every dated list of settled seats."""

    def __init__(self, seats: pd.DataFrame) -> None:
        dated = seats[seats["date_from"] != ""]
        self.seats = dict(list(dated.groupby("list_id", sort=False)))
        self._lists = row_dicts(published_lists(dated)) if self.seats else []
        complete = {one["list_id"]: one["list_completeness"] for one in self._lists}
        self.roll = cache(lambda one: call_roll(Board("", "", "", complete[one], self.seats[one])))
        # the voluntary sector study at a day: of how many boards each measure is met, is not, or may be
        self.study = cache(lambda day: row_dicts(voluntary_measures(seats, day)) if self.seats else [])

    def beside(self, lep: str, body: str, first: str, last: str) -> list[Row]:
        """The lists of a body, with their `gap` in months to a time and `rank`; first the one that stands for it."""
        own = [one for one in self._lists if one["lep"] == lep]
        own = [one for one in own if one["body"] == body] or [one for one in own if one["body"].endswith(f" {body}")]
        found = [one | {"gap": _gap(one, first, last), "rank": _RANK.get(one["list_completeness"], 3)} for one in own]
        return sorted(found, key=_distance)

    def near(self, body: str, first: str, last: str) -> list[list[Row]]:
        """Of each LEP the lists within a year of a stretch of time, if any; first the one that shows most of it."""
        every = (self.beside(lep, body, first, last) for lep in leps()["lep"])
        near = ([one for one in lists if one["gap"] <= WINDOW_MONTHS] for lists in every)
        return [sorted(lists, key=_fullness) for lists in near if lists]


def _gap(one: Row, first: str, last: str) -> int:
    """Months between a list and a stretch of time, begun months counted; 0 where they may be of one day."""
    if one["date_from"] > last:
        return months_between(last, one["date_from"])
    return months_between(one["date_to"], first) if one["date_to"] < first else 0


def _distance(one: Row) -> tuple[Any, ...]:
    """Of several lists of the same day the most complete goes first, of several further away the nearest."""
    gap, rank = one["gap"], one["rank"]
    away = 2 * (gap > WINDOW_MONTHS) + (rank > 1) + 1 if gap else 0
    return away, gap, rank, -one["members"], one["list_id"]


def _fullness(one: Row) -> tuple[Any, ...]:
    """Of several lists the nearest goes first, and after them the largest fragment."""
    few, gap = -one["members"], one["gap"]
    return (True, few, gap, one["list_id"]) if one["rank"] > 1 else (False, gap, few, one["list_id"])


# --- what comes of it

OUTCOMES = AGREES, DIFFERS, CANNOT = ("agrees", "differs", "cannot be compared")
# how our bounds stand to the published number
_STANDING = {AGREES: "exact", DIFFERS: "contradicted", CANNOT: "not contradicted"}
# The closed list of reasons: those that need no count of ours, and those that go with one.
_REASONS = {row["reason"]: row for row in files.rule_file("figures/reasons.csv")}
Shares = tuple[Fraction, Fraction]


def compare(found: Tally, value: int | None, of: int | None, shares: Shares | None = None) -> tuple[str, str, str]:
    """Hold a count against a published number out of a whole, or the shares it may be: outcome, reason, how far off."""
    highest, whole = found.most_for(found.unseen), found.unseen == 0 == found.might
    ours: tuple[Any, Any] = (found.for_, highest)
    printed: tuple[Any, Any] = (value, value)
    if value is None and shares:
        ours, printed = found.share_limits(found.unseen)[:2] if found.members else (Fraction(0), Fraction(1)), shares
    if difference := _difference(ours, printed, value is None):
        return DIFFERS, "another number", difference
    if value is not None and of is not None and (found.members > of or (whole and found.members != of)):
        if found.for_ != highest:  # a number inside our range contradicts nothing
            return CANNOT, "another size", ""
        return DIFFERS, "another size", f"{english.plural(found.members, 'member')} instead of {of}"
    if (whole or value is None) and printed[0] <= ours[0] and ours[1] <= printed[1]:
        return AGREES, "same number", ""
    return CANNOT, "not published" if whole else "list incomplete", ""


def _difference(ours: tuple[Any, Any], printed: tuple[Any, Any], of_shares: bool) -> str:
    """How far our bounds lie from what a published number may stand for; "" where they touch."""
    (lowest, highest), (least, most) = ours, printed
    below = highest is not None and highest < least
    if not below and lowest <= most:
        return ""
    far, which = (least - highest, "fewer") if below else (lowest - most, "more")
    if of_shares:
        far, which = f"{float(100 * far):.1f} percentage points", which.replace("fewer", "less")
    return f"{'' if lowest == highest else 'at least '}{far} {which}"


def reconcile(seats: pd.DataFrame, figures: Iterable[Row]) -> pd.DataFrame:
    """Hold every published figure against the list of the same board and date: the stored columns, all text."""
    shelf = Shelf(seats)
    made = [_reconciled(row, shelf) for row in figures]
    return pd.DataFrame(made, columns=schema.columns("reconciliation", stored=True), dtype=str).fillna("")


def _reconciled(row: Row, shelf: Shelf) -> Row:
    value, of = (int(row[name]) if row[name] else None for name in ("value", "of"))
    asked, shares = MEASURES[row["measure"]], share_range(row["as_published"])
    shown = row["value"] or row["as_published"]
    shown = f"{shown} of {row['of']}" if shown and row["of"] else shown or "no number"
    made = row | {"outcome": CANNOT, "published": shown}
    is_national, days = row["lep"] in _NATIONS, (row["date_from"], row["date_to"])
    reason = _no_comparison(row, asked, value is not None or bool(shares and asked["level"] == "members"))
    lists = [] if reason or is_national else shelf.beside(row["lep"], row["body"], *days)
    if reason or not (is_national or lists):
        return made | {"reason": reason or "no list"}
    found, about = _of_all_boards(asked, shelf, *days) if is_national else _of_a_list(row, asked, shelf, lists[0])
    found = within(found, of)
    outcome, reason, difference = compare(found, value, of, shares)
    standing, gap = _STANDING[outcome], 0 if is_national else lists[0]["gap"]
    if is_national:
        reason = "boards not seen" if outcome == CANNOT else reason
    elif gap > WINDOW_MONTHS:
        outcome, standing, difference, reason = CANNOT, "", "", "too far apart"
    elif gap:
        reason = {AGREES: "another date, same number", DIFFERS: "another date"}.get(outcome, reason)
    result = {"outcome": outcome, "standing": standing, "difference": difference, "reason": reason}
    return made | _counted(found) | about | result


def _no_comparison(row: Row, asked: Row, says_enough: bool) -> str:
    """Why a figure is not to be compared whatever lists there are; "" if it is."""
    reasons = {
        "cut in the source": row["note"].startswith("cut:"),
        "another kind of fact": asked["level"] == "none",
        "boards not named": row["lep"] not in {*_NATIONS, *leps()["lep"]},
        "no date": not row["date_from"],
        "no number": not says_enough,
    }
    return next((reason for reason, is_so in reasons.items() if is_so), "")


def _of_a_list(row: Row, asked: Measure, shelf: Shelf, one: Row) -> tuple[Tally, Row]:
    """What a list allows to be counted, and which it is."""
    about = {"list_id": one["list_id"], "list_date": one["snapshot_date"], "completeness": one["list_completeness"]}
    same = row["source_url"] in set(shelf.seats[one["list_id"]]["source_url"])
    about |= {"gap_months": str(one["gap"]), "same_source": "yes" if same else "no"}
    return count(shelf.roll(one["list_id"]), asked), about


def _of_all_boards(asked: Measure, shelf: Shelf, first: str, last: str) -> tuple[Tally, Row]:
    """What the lists within a year of a time allow to be counted: of all their members, or of boards."""
    about: Row = {"unseen": ""}
    if asked["level"] == "study":
        study = [one for one in shelf.study(last) if one["measure"] == asked["asked"]]
        for_, against, unknown = (sum(one[column] for one in study) for column in ("met", "not_met", "cannot_tell"))
    else:
        boards = [[shelf.roll(one["list_id"]) for one in lists] for lists in shelf.near(MAIN_BOARD, first, last)]
        full = sum(first.completeness == "full" for first, *_ in boards)
        about = {"lists": str(len(boards)), "full_lists": str(full)}
        if asked["level"] == "members":
            return count(Roll(tuple(member for first, *_ in boards for member in first.members), ""), asked), about
        each, about = [_board_answer(asked, rolls) for rolls in boards], about | {"unseen": ""}
        for_, against, unknown = (each.count(answer) for answer in (Outcome.MET, Outcome.NOT_MET, Outcome.CANNOT_TELL))
    return Tally(for_, against, unknown, unseen=len(leps()) - for_ - against - unknown), about


def _board_answer(asked: Measure, rolls: list[Roll]) -> Outcome:
    """Any of a board's lists may show that there is a member; only the first may show that there is none."""
    first, *others = (count(roll, MEASURES[asked["asked"]]) for roll in rolls)
    least, most = int(asked["least"]), first.most_for(first.unseen)
    told = decide(any(found.for_ >= least for found in (first, *others)), most is None or most >= least)
    turned = {Outcome.MET: Outcome.NOT_MET, Outcome.NOT_MET: Outcome.MET}
    return turned.get(told, told) if asked["turned"] else told


def _counted(found: Tally) -> Row:
    """What a count allows, the same of those listed as if they were everybody, and its numbers."""
    allowed, highest, might = f"at least {found.for_}", found.most_for(found.unseen), found.might
    if highest is not None:
        numbers = found.for_ if highest == found.for_ else f"between {found.for_} and {highest}"
        allowed = f"{numbers} of {f'{found.members} to ' if might else ''}{found.members + might + (found.unseen or 0)}"
    listed = f"{found.for_} of {found.members}" + (f", {found.unknown} not known" if found.unknown else "")
    counts = {"counted": found.members, "counted_for": found.for_, "not_known": found.unknown, "unseen": found.unseen}
    texts = {name: "" if number is None else str(number) for name, number in counts.items()}
    return {"found": allowed, "as_listed": listed, **texts}


# --- in words


def because(row: Row) -> str:
    """Why a figure agrees, differs or cannot be compared, in words, from the codes of its row."""
    asked, reason = MEASURES[row["measure"]], row["reason"]
    meaning = _REASONS[reason]["meaning"]
    if _REASONS[reason]["counted"] == "no":
        return f"{meaning}: {asked['why_not']}." if reason == "another kind of fact" else meaning
    some = int(row["counted_for"])
    said = _said_of_all_boards if row["lep"] in _NATIONS else _said_of_a_list
    return f"{said(row, asked, some, english.choose(some, asked['one'], asked['many']))} {meaning}"


_LISTS = {"full": "full list", "attendance": "attendance list", "truncated": "list cut short", "partial": "fragment"}


def _said_of_a_list(row: Row, asked: Row, some: int, called: str) -> str:
    members, gap = int(row["counted"]), row["gap_months"]
    whom = f"{asked['base']} ".lstrip()  # among whom it counts
    parts = [f"names {english.plural(members, f'{whom}member')}"]
    if not members:
        parts = [f"names nobody who certainly is a {whom}member"]
    elif asked["measure"] != "members":
        parts.append(f"{some or 'none'} of them {'known to be ' * (row['not_known'] != '0')}{called}")
    parts += [f"{row['not_known']} {asked['open']}"] if row["not_known"] != "0" else []
    if row["unseen"] not in ("", "0"):
        parts.append(f"up to {row['unseen']} more not listed if the board had {members + int(row['unseen'])}")
    parts += ["and does not show how many more there were"] if not row["unseen"] else []
    away = f", {english.plural(gap, 'month')} away," if gap != "0" else ""
    return f"The {_LISTS.get(row['completeness'], 'list')} of {words(row['list_date'])}{away} {', '.join(parts)}."


def _said_of_all_boards(row: Row, asked: Row, some: int, called: str) -> str:
    if asked["level"] == "members":
        whom = f"{asked['base']} members".lstrip()
        which = f": {some} {called}, {row['not_known']} {asked['open']}" if asked["measure"] != "members" else ""
        said = f"together they name {row['counted']} {whom}{which}."
    else:
        against = int(row["counted"]) - some - int(row["not_known"])
        said = f"{some or 'none'} {english.choose(some, 'is', 'are')} surely {called}, {against or 'none'} surely not, "
        said += f"and of {row['not_known']} it cannot be told."
    if asked["level"] != "study":
        whole = f", {row['full_lists']} of them a full one" if row["lists"] != "0" else ""
        have = english.choose(row["lists"], "has", "have")
        return f"{row['lists']} of {len(leps())} boards {have} a list within a year of it{whole}: {said}"
    since = months_before(count_days(row["as_at"], row["note"])[1], WINDOW_MONTHS)
    return said if row["counted"] == "0" else f"Of {row['counted']} LEPs, by lists since {words(since)}: {said}"


# --- signed results: a build stops when one moves

SIGNED = "figures/reconciled.csv"
_REMEDY = f"look what changed; if the new result is meant, sign its row in data/raw/{SIGNED} anew"
_REMEDY += " and put the file's SHA-256 into manifest.csv"


def moved(reconciled: pd.DataFrame, signed: pd.DataFrame) -> list[errors.Fault]:
    """Every reconciled figure that is not as it was signed, and every signed row that is not signed in full."""
    settled = reconciled[reconciled["outcome"].isin([AGREES, DIFFERS])]
    said = "{outcome}, published {published}, found {found}, {difference}".format_map
    now, before = ({row["figure_id"]: said(row).rstrip(", ") for row in row_dicts(rows)} for rows in (settled, signed))
    faults = []
    for figure in dict.fromkeys([*now, *before]):
        if now.get(figure) != before.get(figure):
            expected = f"as signed, {before[figure]}" if figure in before else "no result, as none is signed"
            faults.append(errors.Fault(SIGNED, None, figure, now.get(figure, "no longer compared"), expected, _REMEDY))
    for line, row in enumerate(row_dicts(signed), start=2):
        empty = (name for name in ("why", "signed_by", "signed_on") if not row[name])
        faults += [errors.Fault(SIGNED, line, name, "nothing", "a signed row", f"fill in {name}") for name in empty]
    return faults
