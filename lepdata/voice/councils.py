"""BOARD -> its council seats: which council each member sits for, and how the councils of its area are represented."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import pandas as pd

from lepdata.dates import interval, months_before, words
from lepdata.english import joined, plural
from lepdata.errors import UsageError
from lepdata.files import rule_file
from lepdata.registers.geography import demonstration_table, leps
from lepdata.seating.assembly import assemble, assembler
from lepdata.seating.boards import Board
from lepdata.seating.lists import list_seats
from lepdata.seating.rows import describe
from lepdata.sectors.classifying import find_evidence
from lepdata.sectors.matching import plain
from lepdata.sectors.settling import OTHER_SIGHTING, seen_field, settle
from lepdata.vocabulary import BOARD_COLUMNS, MAIN_BOARD
from lepdata.voice.areas import AUTHORITY, COUNTY, DISTRICT, Area, InArea, area, every_council
from lepdata.voice.named import own_councils, speaks, spoken_for
from lepdata.voice.voluntary import place_of

DIRECTLY, COLLECTIVELY = "directly", "collectively"
OF_AREA, APART, OUTSIDE = "of the area", "combined authority", "outside the area"
GONE, NOT_YET, NOT_KNOWN = "abolished", "not yet a council", "not known"
OFFICES = "representation/council_offices.csv"  # a title that belongs to one council ("*": the combined authority's)
_OWN_CELLS = ("organisation", "capacity_as_published", "job_title")
SEAT_CELLS = (
    *("seat_id", "counts_as_member", "place", "sector", "seat_sector", "sector_kind", "honorific"),
    *(*_OWN_CELLS, "council_elsewhere", "council_elsewhere_source"),
)
_FORMER = re.compile(r"\b(?:former(?:ly)?|previous(?:ly)?|ex(?!.officio)|late|retired|past)\b[^;,/()]*", re.IGNORECASE)


class Said(NamedTuple):
    """One council that a seat's texts speak of: its code ("" not known), how, and by which words."""

    code: str
    how: str
    words: str
    line: int = 0


class CouncilSeat(NamedTuple):
    """A seat and one council it speaks for; `standing` is what that council is to the area."""

    seat_id: str
    counts: str
    said: Said
    standing: str
    source: str


class Seats(NamedTuple):
    """The council seats of a board, and how many other members may be from a council for all that is known."""

    seats: tuple[CouncilSeat, ...]
    unknown: int


def read_seats(board: Board, where: Area) -> Seats:
    """Every seat that counts as a member, or might, and speaks for a council."""
    frame = board.members if "counts_as_member" in board.members else board.members.assign(counts_as_member="yes")
    columns = [frame[name].tolist() if name in frame else [""] * len(frame) for name in SEAT_CELLS]
    found: list[CouncilSeat] = []
    unknown = 0
    for at, cells in enumerate(zip(*columns, strict=True)):
        seat_id, counts, place, sector, seat_sector, kind, honorific, *texts, sources = cells
        if counts not in ("yes", "might") or place == "vacancy":
            continue
        if "council" in (sector, seat_sector) or kind == AUTHORITY or not sector:
            said = read_texts(*texts, honorific, where)
            known = said if sector or seat_sector else tuple(one for one in said if one.code)
            for one in known:
                source = sources.split(" | ")[one.line - 1] if one.line else ""
                found.append(CouncilSeat(str(seat_id or at), counts, one, standing(one.code, where), source))
            unknown += not sector and not known
        else:
            unknown += sector == "unknown"
    return Seats(tuple(found), unknown)


@lru_cache(maxsize=65536)
def read_texts(
    organisation: str, capacity: str, title: str, elsewhere: str, honorific: str, where: Area
) -> tuple[Said, ...]:
    """The councils that the texts of one seat speak of; one `Said` without a code where they name none."""
    own = dict(zip(_OWN_CELLS, (_FORMER.sub("", text) for text in (organisation, capacity, title)), strict=True))
    direct = _direct(own, where) or _by_office(" ; ".join((organisation, title, capacity, honorific)), where)
    shared = _shared(own, where)
    for line, text in enumerate(filter(None, elsewhere.split(" | ")), 1):
        direct = direct or _direct({"organisation": text}, where, line)[:1]
        shared = shared or _shared({"capacity_as_published": text}, where, line)
    named = {one.code for one in direct}
    said = (*direct, *(one for one in shared if one.code not in named))
    return said or (Said("", "", "; ".join(filter(None, (organisation, capacity, title)))),)


def _direct(cells: dict[str, str], where: Area, line: int = 0) -> list[Said]:
    found = {code: text for field, text in cells.items() if text for code in own_councils(text, field, where)}
    return [Said(code, DIRECTLY, text, line) for code, text in found.items()]


def _shared(cells: dict[str, str], where: Area, line: int = 0) -> list[Said]:
    for field, text in cells.items():
        if (found := spoken_for(text, field, where)) is not None:
            return [Said(code, COLLECTIVELY, text, line) for code in found or ("",)]
    return []


def _by_office(text: str, where: Area) -> list[Said]:
    words = plain(text)
    rule = next((one for one in rule_file(OFFICES) if speaks(one, words)), None)
    codes = [one.code for one in where.authorities if rule and rule["council_code"] in (one.code, "*")]
    return [Said(codes[0], DIRECTLY, text.strip(" ;"))] if len(codes) == 1 else []


def standing(code: str, where: Area) -> str:
    """What a council is to an area: one of it, a combined authority, outside, abolished, not yet there, not known."""
    if not code:
        return NOT_KNOWN
    if every_council()[code].kind == AUTHORITY:
        return APART
    if code in where.codes():
        return OF_AREA
    if code in where.live:
        return OUTSIDE
    return GONE if every_council()[code].last_day else NOT_YET


THROUGH_COUNTY, NOT_SEEN = "through the county", "not seen"
HOW = (DIRECTLY, COLLECTIVELY, THROUGH_COUNTY, NOT_SEEN)


class Covered(NamedTuple):
    """One council of the area: how it is represented, the outcome, the seats that show it, and why."""

    place: InArea
    how: str
    outcome: str
    seat_ids: tuple[str, ...]
    reason: str


class Coverage(NamedTuple):
    """A board's councils; `area` is None, and `why_not` says why, where the area's councils cannot be told."""

    area: Area | None
    why_not: str
    councils: tuple[Covered, ...]
    seats: tuple[CouncilSeat, ...]


def cover(board: Board) -> Coverage:
    """How the councils of a board's area are represented on it."""
    where, why_not = area_of(board)
    if where is None:
        return Coverage(None, why_not, (), ())
    seats = read_seats(board, where)
    how, open_ones = ways(where, seats), _open(seats)
    by_council: dict[str, list[CouncilSeat]] = defaultdict(list)
    for one in seats.seats:
        by_council[one.said.code].append(one)
    found = (_covered(one, how[one.council.code], by_council, board.completeness, open_ones) for one in where.councils)
    return Coverage(where, "", tuple(found), seats.seats)


def area_of(board: Board) -> tuple[Area | None, str]:
    """The area of a board, or why it cannot be told."""
    if not board.lep:
        return None, "the list names no LEP, so the councils of its area are not known"
    if not board.as_at:
        return None, "the list has no date, and the councils of an area are those of a day"
    try:
        return area(board.lep, board.as_at), ""
    except UsageError:
        return None, f"no lookup gives the councils of {board.lep}"
    except ValueError:
        return None, "the list's date cannot be read, and the councils of an area are those of a day"


def _open(seats: Seats) -> list[str]:
    """What keeps even a full list from showing that a council is absent."""
    unnamed = {one.seat_id for one in seats.seats if one.standing == NOT_KNOWN}
    dated = {one.seat_id for one in seats.seats if one.standing in (GONE, NOT_YET)}
    counted = (
        (len(unnamed), "member speaks for a council not named", "members speak for councils not named"),
        (len(dated), "member is from a council of another time", "members are from councils of another time"),
        (seats.unknown, "member's sector is not known", "members' sectors are not known"),
    )
    return [plural(number, one, many) for number, one, many in counted if number]


def ways(where: Area, seats: Seats) -> dict[str, str]:
    """How each council of an area is represented, by its code: one of `HOW`."""
    sure = {(one.said.code, one.said.how) for one in seats.seats if one.counts == "yes"}
    found = {}
    for council in (one.council for one in where.councils):
        own = [how for how in (DIRECTLY, COLLECTIVELY) if (council.code, how) in sure]
        county = bool(council.county) and (council.county, DIRECTLY) in sure
        found[council.code] = own[0] if own else THROUGH_COUNTY if county else NOT_SEEN
    return found


def _covered(
    place: InArea, how: str, by_council: dict[str, list[CouncilSeat]], completeness: str, open_ones: list[str]
) -> Covered:
    own = by_council[place.council.code]
    if how in (DIRECTLY, COLLECTIVELY):
        sure = [one for one in own if one.said.how == how and one.counts == "yes"]
        return Covered(place, how, "met", _ids(sure), _shown(how, sure))
    if how == NOT_SEEN:
        outcome, why = _absent(own, completeness, open_ones)
        return Covered(place, how, outcome, _ids(own), why)
    county = [one for one in by_council[place.council.county] if one.said.how == DIRECTLY and one.counts == "yes"]
    above = every_council()[place.council.county].name
    _, why = _absent(own, completeness, open_ones)
    return Covered(place, how, "met", _ids(county), f"{above}, the county above it, speaks for it: {why}")


def _absent(own: list[CouncilSeat], completeness: str, open_ones: list[str]) -> tuple[str, str]:
    if own:
        return "cannot tell", "someone who may or may not be a member is from it"
    if completeness != "full":
        return "cannot tell", "no member seen is from it, and the list need not show everyone"
    if open_ones:
        return "cannot tell", f"no member is shown to be from it, but {' and '.join(open_ones)}"
    return "not met", "no member on the full list is from it, and none is published as speaking for it"


def _ids(seats: list[CouncilSeat]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.seat_id for one in seats))


def _shown(how: str, seats: list[CouncilSeat]) -> str:
    said = f"{plural(len(_ids(seats)), 'member is', 'members are')} from it"
    if how == COLLECTIVELY:
        said = f'a member speaks for it together with others: "{seats[0].said.words}"'
    if not all(one.said.line for one in seats):
        return said
    return f"{said}, by another line about the person ({seats[0].source.split(', ')[1]})"  # "r1, 4 May 2018, address"


COVERAGE_COLUMNS = (
    *("lep", "body", "as_at", "completeness", "lookup_year", "council_code", "council", "tier", "county"),
    *("relation", "shared_with", "population", "how", "outcome", "seat_ids", "reason"),
)


def council_coverage(board: Board) -> pd.DataFrame:
    """How each council of a board's area is represented on it.

    Parameters
    ----------
    board : Board
        Any body of a LEP. Only members who count are seen, and what is found is true of this body alone.

    Returns
    -------
    DataFrame
        One row per council of the area, combined authorities left out; none where the LEP or its councils at the
        board's date are not known. `how` is "directly" (a member is from it), "collectively" (a member speaks for it
        and others together), "through the county" (only the county above it sits) or "not seen". `outcome` is "not met"
        only where the list is full and everyone on it is known; `reason` says why.

    Examples
    --------
    >>> seat = {"organisation": "Kent County Council", "sector": "council", "counts_as_member": "yes"}
    >>> found = council_coverage(Board("South East", "main board", "2020-12-11", "attendance", pd.DataFrame([seat])))
    >>> found["how"].value_counts().to_dict()
    {'not seen': 22, 'through the county': 12, 'directly': 1}
    """
    return _coverage_frame(_coverage_rows(board))


def _coverage_rows(board: Board) -> list[tuple[object, ...]]:
    found = cover(board)
    head = {name: getattr(board, name) for name in ("lep", "body", "as_at", "completeness")}
    head["lookup_year"] = found.area.lookup_year if found.area else 0
    rows = []
    for one in found.councils:
        council, place = one.place.council, one.place
        county = every_council()[council.county].name if council.county else ""
        cells = (council.code, council.name, council.kind, county, place.relation, "; ".join(place.shared_with))
        answer = (place.population, one.how, one.outcome, " ".join(one.seat_ids), one.reason)
        rows.append((*head.values(), *cells, *answer))
    return rows


def _coverage_frame(rows: Iterable[tuple[object, ...]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(COVERAGE_COLUMNS))
    return frame.astype({name: "Int64" if name in ("lookup_year", "population") else "str" for name in frame})


def coverages(seats: pd.DataFrame) -> pd.DataFrame:
    """`council_coverage` of the main board of every partnership, one below the other."""
    boards = map(assembler(seats), leps()["lep"])
    return _coverage_frame([row for board in boards if board is not None for row in _coverage_rows(board)])


SURE_ENOUGH = 20  # of 50: the full name, as sure as what settles a sector
Row = dict[Hashable, str]
Line = tuple[str, str]  # words about the same person, and where they were published


def with_councils(rows: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    """Add what other lines say of the councils of council members whose own line does not name them.

    A council comes from the evidence about the person's employer, where it is sure enough; a seat for several councils
    from a line about the same name on the same body within a year. Several words and their sources are parted by " | ".
    """
    about = rows[(rows["sector"] == "council") | (rows["seat_sector"] == "council")]
    employers = _employers(evidence, set(about["seat_id"]))
    records: list[Row] = about.to_dict("records")
    shared = _shared_seats(records)
    found = {str(row["seat_id"]): _of_row(row, employers, shared) for row in records}
    lines = [found.get(str(seat), []) for seat in rows["seat_id"]]
    return rows.assign(
        council_elsewhere=pd.array([" | ".join(text for text, _ in each) for each in lines], dtype="str"),
        council_elsewhere_source=pd.array([" | ".join(source for _, source in each) for each in lines], dtype="str"),
    )


def _of_row(row: Row, employers: dict[str, list[Line]], shared: dict[tuple[str, ...], list[Row]]) -> list[Line]:
    where = _area(row)
    if where is None:
        return []
    said = read_texts(row["organisation"], row["capacity_as_published"], row["job_title"], "", row["honorific"], where)
    how = {one.how for one in said if one.code}
    lines = [] if DIRECTLY in how else _agreed(employers.get(str(row["seat_id"]), []), where)
    return lines + ([] if COLLECTIVELY in how else _speaking(row, shared.get(_key(row), []), where))


def _area(row: Row) -> Area | None:
    try:
        return area(row["lep"], row["snapshot_date"])
    except (UsageError, ValueError):
        return None


def _employers(evidence: pd.DataFrame, seats: set[str]) -> dict[str, list[Line]]:
    """Employers printed on other lines, the surest alone."""
    told = evidence[(evidence["rule"] == OTHER_SIGHTING) & evidence["seat_id"].isin(seats)]
    told = told[(told["strength"] >= SURE_ENOUGH) & (told["seen"].map(seen_field) == "organisation")]
    surest = told[told["strength"] == told.groupby("seat_id")["strength"].transform("max")]
    groups = surest.groupby("seat_id")[["words", "source"]]
    return {str(seat): list(own.itertuples(index=False, name=None)) for seat, own in groups}


def _agreed(lines: list[Line], where: Area) -> list[Line]:
    """The first line that names a council; none where two equally sure ones name different councils."""
    named = [(codes, line) for line in lines if (codes := own_councils(line[0], "organisation", where))]
    return [named[0][1]] if len({codes for codes, _ in named}) == 1 else []


def _key(row: Row) -> tuple[str, ...]:
    return row["lep"], row["body"], row["person_key"]


def _shared_seats(rows: list[Row]) -> dict[tuple[str, ...], list[Row]]:
    """Lines that speak for several councils, by body and name."""
    found: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        where = _area(row) if row["person_key"] else None
        if where and any(spoken_for(row[field], field, where) is not None for field in _OWN_CELLS):
            found[_key(row)].append(row)
    return found


def _speaking(row: Row, lines: list[Row], where: Area) -> list[Line]:
    """Words within a year of the row by which the person speaks for several councils."""
    for line in lines:
        first, last = sorted((row["date_to"], line["date_to"]))
        if line["seat_id"] != row["seat_id"] and first and months_before(last, 12) <= first:
            text = next(line[field] for field in _OWN_CELLS if spoken_for(line[field], field, where) is not None)
            return [(text, f"{line['seat_id']}, {words(line['snapshot_date'])}, {line['source_url']}")]
    return []


def demonstration_seats(boards: Sequence[str] = ("board_before", "board_after")) -> pd.DataFrame:
    """Every seat of the made-up area's boards (files of `data/raw/demonstration/`) as `lepdata.seats()` has seats."""
    lines = []
    for name in boards:
        rows = demonstration_table(name)[list(BOARD_COLUMNS)]
        lines.append(rows.assign(file=f"{name}.csv", line=range(2, len(rows) + 2), source_id="", correction_ids=""))
    described = describe(pd.concat(lines, ignore_index=True))
    evidence = find_evidence(described)
    return with_councils(list_seats(settle(described, evidence)), evidence)


_TEXTS = ("lep", "body", "as_at", "completeness", "why_not", "people_why_not")


def summarise_councils(board: Board) -> dict[str, Any]:
    """How many districts and people of a board's area are represented in which way; one row of `council_summaries`."""
    found = cover(board)
    counties = [one for one in found.councils if one.place.council.kind == COUNTY]
    districts = [one for one in found.councils if one.place.council.kind != COUNTY]
    two_tier = [one for one in districts if one.place.council.kind == DISTRICT]
    how = Counter(one.how for one in districts)
    seats: dict[str, set[str]] = defaultdict(set)
    for one in found.seats:
        seats[one.standing if one.standing in (OF_AREA, APART, NOT_KNOWN) else OUTSIDE].add(one.seat_id)
    return {
        **{name: getattr(board, name) for name in ("lep", "body", "as_at", "completeness")},
        "lookup_year": found.area.lookup_year if found.area else None,
        "why_not": found.why_not,
        "districts": len(districts),
        **dict(zip(("directly", "collectively", "through_county", "not_seen"), (how[one] for one in HOW), strict=True)),
        "absent": sum(one.outcome == "not met" for one in districts),
        "two_tier": len(two_tier),
        "two_tier_seated": sum(one.how in (DIRECTLY, COLLECTIVELY) for one in two_tier),
        "counties": len(counties),
        "counties_seated": sum(one.how == DIRECTLY for one in counties),
        "not_named": len(seats[NOT_KNOWN]),
        "authority_seats": len(seats[APART]),
        "outside_seats": len(seats[OUTSIDE]),
        **_people(districts),
    }


def council_summaries(boards: Iterable[Board]) -> pd.DataFrame:
    """Boards by how their councils are represented, one row each."""
    nothing = summarise_councils(Board("", "", "", "", pd.DataFrame()))
    frame = pd.DataFrame([summarise_councils(board) for board in boards], columns=list(nothing))
    return frame.astype({name: "str" if name in _TEXTS else "Int64" for name in frame})


def _people(districts: Collection[Covered]) -> dict[str, Any]:
    """Residents of the area (Census 2021) by who speaks for them; None where any district's number is not known."""
    unknown = [one.place for one in districts if one.place.population is None]
    ways = {"people": HOW, "people_directly": HOW[:1], "people_seated": HOW[:2], "people_spoken_for": HOW[:3]}
    if unknown or not districts:
        split = sum(one.relation == "part" for one in unknown)
        gone = len(unknown) - split
        parts = [f"{plural(split, 'district is', 'districts are')} only partly in the area"] if split else []
        parts += [f"{plural(gone, 'district was', 'districts were')} abolished before 2021"] if gone else []
        return dict.fromkeys(ways) | {"people_why_not": joined(parts) or "no district is known"}
    people = {name: sum(one.place.population or 0 for one in districts if one.how in how) for name, how in ways.items()}
    return people | {"people_why_not": ""}


def other_bodies(seats: pd.DataFrame, lep: str, as_at: str = "") -> list[dict[str, Any]]:
    """Council representation on every other body of a LEP of which a dated list is published, with its `place`."""
    own = seats[(seats["lep"] == lep) & (seats["body"] != MAIN_BOARD)]
    boards = (assemble(own, lep, as_at, body) for body in sorted(set(own["body"])))
    held = ((one, interval(one.as_at) or ("", "")) for one in boards if one is not None)
    return [{"place": place_of(one.body, days[1]), **summarise_councils(one)} for one, days in held]
