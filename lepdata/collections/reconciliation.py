"""Every published figure beside the list of its board and date, and every sum that its source prints, done again."""

from fractions import Fraction
from functools import cache, cached_property
from math import ceil, floor
from typing import Any, NamedTuple

import pandas as pd

from lepdata import english, errors, files, schema
from lepdata.collections.measures import ANSWERS, Count, called, count, figures, measure, share_range, span, together
from lepdata.dates import months_before, months_between, words
from lepdata.display import row_dicts
from lepdata.judging.roll import Roll, call_roll
from lepdata.registers.frozen import read_raw
from lepdata.registers.geography import leps
from lepdata.seating.boards import Board
from lepdata.seating.lists import WINDOW_MONTHS, published_lists
from lepdata.vocabulary import MAIN_BOARD
from lepdata.voice.voluntary import voluntary_measures

_RANK = {"full": 0, "attendance": 1, "not stated": 1, "truncated": 2}
Row = dict[Any, Any]
Span = tuple[str, str]
_Bounds = tuple[Any, Any]


class Held:
    """One published list, its seats, and everybody on it who counts as a member or might."""

    def __init__(self, row: Row, seats: pd.DataFrame) -> None:
        self.list_id, self.members, self.days = row["list_id"], row["members"], (row["date_from"], row["date_to"])
        self.board = Board(row["lep"], row["body"], row["snapshot_date"], row["list_completeness"], seats)
        self.rank = _RANK.get(self.board.completeness, 3)
        self.is_fragment = self.rank > 1

    @cached_property
    def roll(self) -> Roll:
        return call_roll(self.board)

    def gap(self, span: Span) -> int:
        """Months between the list and a stretch of time, begun months counted; 0 where they may be of one day."""
        (first, last), (start, end) = self.days, span
        return months_between(end, first) if first > end else months_between(last, start) if last < start else 0


class Shelf:
    """Every dated list of settled seats, by LEP."""

    def __init__(self, seats: pd.DataFrame) -> None:
        dated = seats[seats["date_from"] != ""]
        own = dict(list(dated.groupby("list_id", sort=False)))
        lists = row_dicts(published_lists(dated)) if own else []
        self._held = [Held(row, own[row["list_id"]]) for row in lists]
        # the voluntary sector study at a day: of how many boards each measure is met, is not, or may be
        self.study = cache(lambda day: row_dicts(voluntary_measures(seats, day)) if own else [])

    def nearest(self, lep: str, body: str, span: Span) -> Held | None:
        """The list that stands for a body at a time; None where no dated list of it is held."""

        def order(held: Held) -> tuple[int, int, int, int, str]:
            # of several of the same day the most complete, of several further away the nearest
            gap, last = held.gap(span), (-held.members, held.list_id)
            away = 2 * (gap > WINDOW_MONTHS) + held.is_fragment + 1
            return (away, gap, held.rank, *last) if gap else (0, held.rank, 0, *last)

        return min(self._of(lep, body), key=order, default=None)

    def near(self, lep: str, body: str, span: Span) -> list[Held]:
        """Every list of a body within a year of a stretch of time; the one that shows most of it first."""
        own = [held for held in self._of(lep, body) if held.gap(span) <= WINDOW_MONTHS]

        def fullest(held: Held) -> tuple[bool, int, int, str]:
            gap, few = held.gap(span), -held.members
            return (held.is_fragment, *((few, gap) if held.is_fragment else (gap, few)), held.list_id)

        return sorted(own, key=fullest)

    def _of(self, lep: str, body: str) -> list[Held]:
        own = [(one, one.board.body) for one in self._held if one.board.lep == lep]
        return [one for one, its in own if its == body] or [one for one, its in own if its.endswith(f" {body}")]


AGREES, DIFFERS, CANNOT = "agrees", "differs", "cannot be compared"
OUTCOMES = (AGREES, DIFFERS, CANNOT)
# how our bounds stand to the published number
_STANDING = {AGREES: "exact", DIFFERS: "contradicted", CANNOT: "not contradicted"}


class Published(NamedTuple):
    """A figure's number: a count, the whole it is taken from, the shares it may stand for; each None where none was."""

    value: int | None
    of: int | None
    shares: tuple[Fraction, Fraction] | None


class Compared(NamedTuple):
    """What comes of holding a count against a published number: how far ours lies from it, and whether in size."""

    outcome: str
    difference: str = ""
    of_size: bool = False


def compare(found: Count, published: Published) -> Compared:
    """Hold a count against a published number, or against a share where no number was published."""
    if published.value is None:
        assert published.shares is not None  # whoever asks has looked
        points = "{:.1f} percentage points "
        return _beside(found.shares(), published.shares, points + "more", points + "less")
    compared, of = _beside((found.for_, found.highest), (published.value,) * 2), published.of
    if compared.outcome == DIFFERS:
        return compared
    if of is not None and (found.members > of or (found.is_whole and found.members != of)):
        if found.for_ != found.highest:  # a number inside our range contradicts nothing
            return Compared(CANNOT, of_size=True)
        return Compared(DIFFERS, f"{english.plural(found.members, 'member')} instead of {of}", True)
    return compared if found.is_whole else Compared(CANNOT)


def _beside(ours: _Bounds, printed: _Bounds, more: str = "{} more", fewer: str = "{} fewer") -> Compared:
    """Our bounds beside a published number that may stand for anything from `least` to `most`."""
    (lowest, highest), (least, most) = ours, printed
    at_least = "" if lowest == highest else "at least "
    if lowest > most:
        return Compared(DIFFERS, at_least + more.format(_shown(lowest - most)))
    if highest is not None and highest < least:
        return Compared(DIFFERS, at_least + fewer.format(_shown(least - highest)))
    return Compared(AGREES if highest is not None and least <= lowest and highest <= most else CANNOT)


def _shown(distance: int | Fraction) -> float:
    return distance if isinstance(distance, int) else float(100 * distance)


NATIONS = ("(all 38)", "(all 39)")
# The closed list of reasons: those that need no count of ours, and those that go with one.
_REASONS = {row["reason"]: row for row in files.rule_file("figures/reasons.csv")}


def reconcile(seats: pd.DataFrame, published: pd.DataFrame | None = None) -> pd.DataFrame:
    """Hold every published figure against the list of the same board and date: the stored columns, all text."""
    rows = row_dicts((figures() if published is None else published).astype(str))
    shelf = Shelf(seats)
    made = [_reconciled(row, shelf) for row in rows]
    return pd.DataFrame(made, columns=schema.columns("reconciliation", stored=True), dtype=str).fillna("")


def _reconciled(row: Row, shelf: Shelf) -> Row:
    value, of = (int(row[name]) if row[name] else None for name in ("value", "of"))
    asked, printed = measure(row["measure"]), Published(value, of, share_range(row["as_published"]))
    shown = row["value"] or row["as_published"]
    shown = f"{shown} of {row['of']}" if shown and row["of"] else shown or "no number"
    common = row | {"outcome": CANNOT, "published": shown}
    if reason := _no_comparison(row, asked, printed):
        return common | {"reason": reason}
    if row["lep"] in NATIONS:
        return common | _of_all_boards(row, asked, printed, shelf)
    held = shelf.nearest(row["lep"], row["body"], (row["date_from"], row["date_to"]))
    return common | ({"reason": "no list"} if held is None else _of_a_list(row, asked, printed, held))


def _no_comparison(row: Row, asked: Row, printed: Published) -> str:
    """Why a figure is not to be compared whatever lists there are; "" if it is."""
    if row["note"].startswith("cut:"):
        return "cut in the source"
    if asked["level"] == "none":
        return "another kind of fact"
    if row["lep"] not in NATIONS and row["lep"] not in set(leps()["lep"]):
        return "boards not named"
    if not row["date_from"]:
        return "no date"
    says_enough = printed.value is not None or (printed.shares and asked["level"] == "members")
    return "" if says_enough else "no number"


def _of_a_list(row: Row, asked: Row, printed: Published, held: Held) -> Row:
    gap = held.gap((row["date_from"], row["date_to"]))
    found = count(held.roll, asked).within(printed.of)
    compared = Compared(CANNOT) if gap > WINDOW_MONTHS else compare(found, printed)
    by_body = count(held.roll, asked | ({"by": "organisation"} if asked["by"] == "seat" else {})).within(printed.of)
    reason = _reason(compared, found, printed, gap, by_body)
    return _counted(found) | {
        "outcome": compared.outcome,
        "standing": "" if reason == "too far apart" else _STANDING[compared.outcome],
        "difference": compared.difference,
        "reason": reason,
        "list_id": held.list_id,
        "list_date": held.board.as_at,
        "completeness": held.board.completeness,
        "gap_months": str(gap),
        "same_source": "yes" if row["source_url"] in set(held.board.members["source_url"]) else "no",
    }


def _reason(compared: Compared, found: Count, printed: Published, gap: int, by_body: Count) -> str:
    if gap > WINDOW_MONTHS:
        return "too far apart"
    if compared.outcome == AGREES:
        return "another date, same number" if gap else "same number"
    if compared.outcome == CANNOT:
        return "another size" if compared.of_size else "not published" if found.is_whole else "list incomplete"
    if compare(by_body, printed).outcome == AGREES:
        return "another definition"
    return "another date" if gap else "another size" if compared.of_size else "another number"


def _counted(found: Count) -> Row:
    """What a count allows, the same of those listed as if they were everybody, and its numbers."""
    allowed = f"at least {found.for_}"
    if found.highest is not None:
        numbers = found.for_ if found.highest == found.for_ else f"between {found.for_} and {found.highest}"
        known = found.unseen or found.is_whole  # a number of unseen comes from a published size
        allowed = f"{numbers} of {found.most if known else f'{found.members} to {found.most}'}"
    return {
        "found": allowed,
        "as_listed": f"{found.for_} of {found.members}" + (f", {found.unknown} not known" if found.unknown else ""),
        "counted": str(found.members),
        "counted_for": str(found.for_),
        "not_known": str(found.unknown),
        "unseen": "" if found.unseen is None else str(found.unseen),
    }


def _of_all_boards(row: Row, asked: Row, printed: Published, shelf: Shelf) -> Row:
    """A national figure beside the boards that have a list within a year of it."""
    days = (row["date_from"], row["date_to"])
    lists = [own for lep in leps()["lep"] if (own := shelf.near(lep, MAIN_BOARD, days))]  # of each the fullest first
    if asked["level"] == "members":
        found = together(count(own[0].roll, asked) for own in lists).within(printed.of)
        compared, counted = compare(found, printed), _counted(found)
    else:
        if asked["level"] == "boards":
            each = [_board_answer(asked, own) for own in lists]
            told = [each.count(answer) for answer in ANSWERS]
        else:
            study = [one for one in shelf.study(days[1]) if one["measure"] == asked["asked"]]
            told = [sum(one[column] for one in study) for column in ("met", "not_met", "cannot_tell")]
        for_, against, unknown = told
        found = Count(for_, against, unknown, unseen=len(leps()) - sum(told))
        compared, counted = compare(found, printed._replace(of=None)), _counted(found) | {"unseen": ""}
    if asked["level"] != "study":
        full = sum(own[0].board.completeness == "full" for own in lists)
        counted |= {"lists": str(len(lists)), "full_lists": str(full)}
    outcome, difference, _ = compared
    reason = {AGREES: "same number", DIFFERS: "another number"}.get(outcome, "boards not seen")
    return counted | {"outcome": outcome, "standing": _STANDING[outcome], "difference": difference, "reason": reason}


def _board_answer(asked: Row, lists: list[Held]) -> str:
    """Any of a board's lists may show that there is a member; only the first may show that there is none."""
    each = [count(held.roll, measure(asked["asked"])).reaches(int(asked["least"])) for held in lists]
    answer = "for" if "for" in each else each[0]
    return {"for": "against", "against": "for"}.get(answer, answer) if asked["turned"] else answer


def because(row: Row) -> str:
    """Why a figure agrees, differs or cannot be compared, in words, from the codes of its row."""
    asked, reason = measure(row["measure"]), row["reason"]
    meaning = _REASONS[reason]["meaning"]
    if _REASONS[reason]["counted"] == "no":
        return f"{meaning}: {asked['why_not']}." if reason == "another kind of fact" else meaning
    return f"{_said_of_all_boards(row, asked) if row['lep'] in NATIONS else _said_of_a_list(row, asked)} {meaning}"


_CALLED = {"full": "full list", "attendance": "attendance list", "truncated": "list cut short", "partial": "fragment"}


def _said_of_a_list(row: Row, asked: Row) -> str:
    members, some, gap = int(row["counted"]), int(row["counted_for"]), row["gap_months"]
    whom = f"{asked['base']} ".lstrip()  # among whom it counts
    parts = [f"names {english.plural(members, f'{whom}member')}"]
    if not members:
        parts = [f"names nobody who certainly is a {whom}member"]
    elif asked["measure"] != "members":
        known = "known to be " if row["not_known"] != "0" else ""
        parts.append(f"{some or 'none'} of them {known}{called(asked, some)}")
    parts += [f"{row['not_known']} {asked['open']}"] if row["not_known"] != "0" else []
    if row["unseen"] not in ("", "0"):
        parts.append(f"up to {row['unseen']} more not listed if the board had {members + int(row['unseen'])}")
    parts += ["and does not show how many more there were"] if not row["unseen"] else []
    away = f", {english.plural(gap, 'month')} away," if gap != "0" else ""
    return f"The {_CALLED.get(row['completeness'], 'list')} of {words(row['list_date'])}{away} {', '.join(parts)}."


def _said_of_all_boards(row: Row, asked: Row) -> str:
    some, open_ = int(row["counted_for"]), int(row["not_known"])
    against = int(row["counted"]) - some - open_
    surely = f"{some or 'none'} {english.choose(some, 'is', 'are')} surely {called(asked, some)}"
    said = f"{surely}, {against or 'none'} surely not, and of {open_} it cannot be told."
    if asked["level"] == "members":
        which = f": {some} {called(asked, some)}, {open_} {asked['open']}" if asked["measure"] != "members" else ""
        whom = f"{asked['base']} members".lstrip()
        said = f"together they name {row['counted']} {whom}{which}."
    if asked["level"] != "study":
        whole = f", {row['full_lists']} of them a full one" if row["lists"] != "0" else ""
        have = english.choose(row["lists"], "has", "have")
        return f"{row['lists']} of {len(leps())} boards {have} a list within a year of it{whole}: {said}"
    since = months_before(span(row["as_at"], row["note"])[1], WINDOW_MONTHS)
    return said if row["counted"] == "0" else f"Of {row['counted']} LEPs, by lists since {words(since)}: {said}"


HOLDS, FAILS, OPEN = "holds", "does not hold", "cannot be checked"


def check_arithmetic() -> pd.DataFrame:
    """Recompute every per cent and every sum that the sources of the figures print: the stored columns, all text."""
    known: dict[str, Row] = {row["figure_id"]: row for row in row_dicts(figures().astype(str))}
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


SIGNED = "figures/reconciled.csv"
_REMEDY = f"look what changed; if the new result is meant, sign its row in data/raw/{SIGNED} anew"
_REMEDY += " and put the file's SHA-256 into manifest.csv"


def moved(reconciled: pd.DataFrame, signed: pd.DataFrame) -> list[errors.Fault]:
    """Every reconciled figure that is not as it was signed, and every signed row that is not signed in full."""
    settled = reconciled[reconciled["outcome"].isin([AGREES, DIFFERS])]
    now, before = ({row["figure_id"]: _said(row) for row in row_dicts(rows)} for rows in (settled, signed))
    faults = []
    for figure in dict.fromkeys([*now, *before]):
        if now.get(figure) != before.get(figure):
            expected = f"as signed, {before[figure]}" if figure in before else "no result, as none is signed"
            faults.append(errors.Fault(SIGNED, None, figure, now.get(figure, "no longer compared"), expected, _REMEDY))
    return faults + [
        errors.Fault(SIGNED, line, column, "nothing", "a signed row", f"fill in {column}")
        for line, row in enumerate(row_dicts(signed), start=2)
        for column in ("why", "signed_by", "signed_on")
        if not row[column]
    ]


def _said(row: Row) -> str:
    said = f"{row['outcome']}, published {row['published']}, found {row['found']}"
    return said + (f", {row['difference']}" if row["difference"] else "")
