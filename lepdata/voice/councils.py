"""BOARD -> its council seats: which council each member sits for, and how the councils of its area are represented."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

import pandas as pd

from lepdata import dates, display, english, errors, schema, vocabulary
from lepdata.files import rule_file
from lepdata.registers import councils as register
from lepdata.registers.councils import AUTHORITY, COUNTY, Area, every_council, words_of
from lepdata.registers.frozen import read_raw
from lepdata.registers.geography import leps
from lepdata.seating.boards import Board
from lepdata.seating.lists import assembler, list_seats
from lepdata.seating.rows import describe
from lepdata.sectors import classifying, settling
from lepdata.sectors.rulebook import affiliations
from lepdata.spelling import plain
from lepdata.voice.voluntary import place_of

_COLLECTIVES = "representation/collective_seats.csv"
GROUPS = "representation/council_groups.csv"


def speaks(rule: dict[str, str], words: str) -> bool:
    return re.search(rule["match"], words) is not None


Named = tuple[str, int, int]  # a council's code, and its words in a text from one to before another


@lru_cache(maxsize=65536)
def councils_in(text: str, where: Area, bare: bool) -> tuple[Named, ...]:
    """The councils that a text names: of the area, else elsewhere, else of another time; of several at once none."""
    places = register.places_in(words_of(text))
    found = [(code, one.start, one.stop) for one in places if (code := _settled(one, text, where, bare))]
    if found or not bare:
        return tuple(found)
    code = _by_style(text, where) or _by_initials(text, where)
    return ((code, 0, len(words_of(text))),) if code else ()


def _settled(one: register.Place, text: str, where: Area, bare: bool) -> str:
    """The one council that a place in a text means, "" for none or for several."""
    words, every = words_of(text), every_council()
    whole = bare and any(words_of(part) == words[one.start : one.stop] for part in affiliations(text))
    if not (one.marked or whole):
        return ""
    authority = bool(register.OF_AUTHORITIES & set(words)) and "lord" not in words
    of_kind = [code for code in one.codes if (every[code].kind == AUTHORITY) == authority]
    halves = [code for code in one.halves if code in of_kind or code not in one.codes or not of_kind]
    codes = of_kind or [code for code in one.codes if every[code].kind != AUTHORITY]
    exact = {code for code in codes if plain(every[code].name) == one.printed}
    gone = [code for code in exact if every[code].last_day]
    if gone and not exact & where.live:
        codes = gone
    else:
        own = where.codes() | {council.code for council in where.authorities}
        scopes = ((codes, own), (halves, own), (codes, where.live), (codes, codes))
        codes = next(filter(None, ([code for code in known if code in scope] for known, scope in scopes)), [])
    # the words "county" or "district" decide between two of a name
    said = {"county", "district", "city", "borough"}.intersection(one.printed.split())
    narrowed = [code for code in codes if said & set(plain(every[code].name).split())]
    kept = narrowed if len(codes) > 1 and narrowed else codes
    return kept[0] if len(kept) == 1 else ""


def _by_style(text: str, where: Area) -> str:
    """ "County Council": the one council of the area that is styled so."""
    style = set(words_of(text)) - register.JOINERS - {"council", "councils", "leader"}
    if "council" not in words_of(text) or len(style) != 1 or not style <= {"county", "city", "borough", "district"}:
        return ""
    styled = [one for one in where.codes() if style <= set(plain(every_council()[one].name).split())]
    return styled[0] if len(styled) == 1 else ""


def _by_initials(text: str, where: Area) -> str:
    token = text.strip().strip(".")
    if not token.isalpha() or sum(letter.isupper() for letter in token) < 2 or not 3 <= len(token) <= 5:
        return ""
    own = where.codes() & register.by_initials().get(token.casefold(), frozenset())
    return min(own) if len(own) == 1 else ""


_COMPASS = {"north", "south", "east", "west", "mid", "central", "northern", "southern", "eastern", "western"}


def _own_councils(text: str, field: str, where: Area) -> tuple[str, ...]:
    """The councils a cell names as its holder's own: not the county whose districts it speaks of."""
    named = councils_in(text, where, field == "organisation")
    alone = spoken_for(text, field, where) is None
    return tuple(code for code, start, stop in named if alone or _is_own(code, words_of(text)[start:stop]))


def _is_own(code: str, printed: Sequence[str]) -> bool:
    return every_council()[code].kind != COUNTY or " county council" in " ".join(printed)


@lru_cache(maxsize=65536)
def spoken_for(text: str, field: str, where: Area) -> tuple[str, ...] | None:
    """The councils that a cell says its holder speaks for together; none of them where it is not shown which."""
    if not text:
        return None
    words = list(words_of(text))  # but those that name a council of its own
    for code, start, stop in councils_in(text, where, field == "organisation"):
        if _is_own(code, words[start:stop]):
            words[start:stop] = [""] * (stop - start)
    rest = " ".join(filter(None, words))
    rule = next((one for one in rule_file(_COLLECTIVES) if field in one["field"].split() and speaks(one, rest)), None)
    if rule is None:
        return None
    if rule["speaks_for"] == "London boroughs":
        return tuple(one.council.code for one in where.districts if one.council.kind == "London borough")
    return _meant_together(text, rest, where, rule["speaks_for"] == "councils")


def _meant_together(text: str, rest: str, where: Area, counties_too: bool) -> tuple[str, ...]:
    """Whom words like "Districts" mean in this area; none where several counties, or a part of one, could be meant."""
    counties = {one.council.code for one in where.counties}
    places = [(code, one) for one in register.places_in(words_of(text)) for code in one.codes if code in counties]
    named = {code for code, _ in places}
    meant = named or counties
    within = {word for _, one in places for word in words_of(text)[one.start : one.stop]}
    if _COMPASS & (set(rest.split()) - within):
        known = [one for one in rule_file(GROUPS) if one["county_code"] in meant and speaks(one, rest)]
        return tuple(known[0]["council_codes"].split("|")) if len(known) == 1 else ()
    if counties_too and not named:
        return tuple(one.council.code for one in where.both_tiers)
    if len(meant) != 1:
        return ()
    districts = tuple(one.council.code for one in where.districts if one.council.county in meant)
    return (*districts, *meant) if counties_too else districts


DIRECTLY, COLLECTIVELY = "directly", "collectively"
OFFICES = "representation/council_offices.csv"  # a title that belongs to one council ("*": the combined authority's)
_OWN_CELLS = ("organisation", "capacity_as_published", "job_title")
SEAT_CELLS = (
    *("seat_id", "counts_as_member", "place", "sector", "seat_sector", "sector_kind", "honorific"),
    *(*_OWN_CELLS, "council_elsewhere", "council_elsewhere_source"),
)
_FORMER = re.compile(r"\b(?:former(?:ly)?|previous(?:ly)?|ex(?!.officio)|late|retired|past)\b[^;,/()]*", re.IGNORECASE)


class SpokenFor(NamedTuple):
    """One council that a seat's texts speak of: its code ("" not known), how, and by which words; and of which seat."""

    code: str
    how: str
    words: str
    line: int = 0
    seat_id: str = ""
    counts: str = ""
    source: str = ""


def read_seats(board: Board, where: Area) -> tuple[list[SpokenFor], int]:
    """Every seat that counts, or might, and speaks for a council; and how many others may, for all that is known."""
    frame = board.members if "counts_as_member" in board.members else board.members.assign(counts_as_member="yes")
    columns = [frame[name].tolist() if name in frame else [""] * len(frame) for name in SEAT_CELLS]
    found: list[SpokenFor] = []
    unknown = 0
    for at, cells in enumerate(zip(*columns, strict=True)):
        seat_id, counts, place, sector, seat_sector, kind, honorific, *texts, sources = cells
        if counts not in ("yes", "might") or place == "vacancy":
            continue
        if "council" in (sector, seat_sector) or kind == AUTHORITY or not sector:
            said = _read_texts(*texts, honorific, where)
            known = said if sector or seat_sector else tuple(one for one in said if one.code)
            for one in known:
                source = sources.split(" | ")[one.line - 1] if one.line else ""
                found.append(one._replace(seat_id=str(seat_id or at), counts=counts, source=source))
            unknown += not sector and not known
        else:
            unknown += sector == "unknown"
    return found, unknown


@lru_cache(maxsize=65536)
def _read_texts(
    body: str, capacity: str, title: str, elsewhere: str, honorific: str, where: Area
) -> tuple[SpokenFor, ...]:
    """The councils that the texts of one seat speak of; one `SpokenFor` without a code where they name none."""
    own = dict(zip(_OWN_CELLS, (_FORMER.sub("", text) for text in (body, capacity, title)), strict=True))
    direct, shared = _direct(own, where), _shared(own, where)
    if not direct:
        office = plain(text := " ; ".join((body, title, capacity, honorific)))
        whose = next((one["council_code"] for one in rule_file(OFFICES) if speaks(one, office)), "")
        codes = [one.code for one in where.authorities if whose in (one.code, "*")]
        direct = [SpokenFor(codes[0], DIRECTLY, text.strip(" ;"))] if len(codes) == 1 else []
    for line, text in enumerate(filter(None, elsewhere.split(" | ")), 1):
        direct = direct or _direct({"organisation": text}, where, line)[:1]
        shared = shared or _shared({"capacity_as_published": text}, where, line)
    said = (*direct, *(one for one in shared if one.code not in {own.code for own in direct}))
    return said or (SpokenFor("", "", "; ".join(filter(None, (body, capacity, title)))),)


def _direct(cells: dict[str, str], where: Area, line: int = 0) -> list[SpokenFor]:
    found = {code: text for field, text in cells.items() if text for code in _own_councils(text, field, where)}
    return [SpokenFor(code, DIRECTLY, text, line) for code, text in found.items()]


def _shared(cells: dict[str, str], where: Area, line: int = 0) -> list[SpokenFor]:
    for field, text in cells.items():
        if (found := spoken_for(text, field, where)) is not None:
            return [SpokenFor(code, COLLECTIVELY, text, line) for code in found or ("",)]
    return []


THROUGH_COUNTY, NOT_SEEN = "through the county", "not seen"
HOW = (DIRECTLY, COLLECTIVELY, THROUGH_COUNTY, NOT_SEEN)
_HEAD = ("lep", "body", "as_at", "completeness")
_head = attrgetter(*_HEAD)


def _cover(board: Board) -> Iterator[dict[str, Any]]:
    """Rows of `council_coverage`: how the councils of a board's area are represented; none where it has no area."""
    where, _ = area_of(board.lep, board.as_at)
    if where is None:
        return
    seats, unknown = read_seats(board, where)
    by_council = display.gathered((one.code, one) for one in seats)
    how, unseen = ways(where, seats), _unseen(board, where, seats, unknown)
    for place in where.both_tiers:
        code, name, tier, above, *_ = place.council
        way, own, county = how[code], by_council.get(code, []), every_council()[above].name if above else ""
        outcome, why = ("cannot tell", "someone who may or may not be a member is from it") if own else unseen
        if way == THROUGH_COUNTY:
            own = [one for one in by_council.get(above, ()) if (one.how, one.counts) == (DIRECTLY, "yes")]
            outcome, why = "met", f"{county}, the county above it, speaks for it: {why}"
        elif way != NOT_SEEN:
            own = [one for one in own if (one.how, one.counts) == (way, "yes")]
            outcome, why = "met", _shown(way, own)
        ids, shared = " ".join(dict.fromkeys(one.seat_id for one in own)), "; ".join(place.shared_with)
        row = {"lookup_year": where.lookup_year, "council_code": code, "council": name, "tier": tier, "county": county}
        row |= {"relation": place.relation, "population": place.population, "shared_with": shared, "how": way}
        yield dict(zip(_HEAD, _head(board), strict=True)) | row | {"outcome": outcome, "seat_ids": ids, "reason": why}


def area_of(lep: str, on: str) -> tuple[Area | None, str]:
    """The area of a board on the day of its list, or why it cannot be told."""
    if not lep:
        return None, "the list names no LEP, so the councils of its area are not known"
    if not on:
        return None, "the list has no date, and the councils of an area are those of a day"
    try:
        found = register.area(lep, on)
        return (found, "") if found.both_tiers else (None, f"areas.csv names no council of {lep}")
    except errors.InputFaults:  # areas.csv names a council that nobody knows
        raise
    except errors.UsageError:
        return None, f"no lookup gives the councils of {lep}"
    except ValueError as error:  # no date of the list, or no council of its day
        return None, f"{error}, and the councils of an area are those of a day"


def ways(where: Area, seats: Iterable[SpokenFor]) -> dict[str, str]:
    """How each council of an area is represented, by its code: one of `HOW`."""
    sure = {(one.code, one.how) for one in seats if one.counts == "yes"}
    found = {}
    for council in (one.council for one in where.both_tiers):
        own = [how for how in (DIRECTLY, COLLECTIVELY) if (council.code, how) in sure]
        county = bool(council.county) and (council.county, DIRECTLY) in sure
        found[council.code] = own[0] if own else THROUGH_COUNTY if county else NOT_SEEN
    return found


def _unseen(board: Board, where: Area, seats: list[SpokenFor], unknown: int) -> tuple[str, str]:
    """What follows for a council from which nobody is seen, and why; even a full list may leave it open."""
    if board.completeness != "full":
        return "cannot tell", "no member seen is from it, and the list need not show everyone"
    every, of_today = every_council(), where.live | where.codes()
    codes = {(one.seat_id, one.code) for one in seats}
    unnamed = len({seat for seat, code in codes if not code})
    others = [(seat, code) for seat, code in codes if code and code not in of_today]
    dated = len({seat for seat, code in others if every[code].kind != AUTHORITY})
    counted = (
        (unnamed, "member speaks for a council not named", "members speak for councils not named"),
        (dated, "member is from a council of another time", "members are from councils of another time"),
        (unknown, "member's sector is not known", "members' sectors are not known"),
    )
    if doubts := [english.plural(number, one, many) for number, one, many in counted if number]:
        return "cannot tell", f"no member is shown to be from it, but {' and '.join(doubts)}"
    return "not met", "no member on the full list is from it, and none is published as speaking for it"


def _shown(how: str, seats: list[SpokenFor]) -> str:
    said = f"{english.plural(len({one.seat_id for one in seats}), 'member is', 'members are')} from it"
    if how == COLLECTIVELY:
        said = f'a member speaks for it together with others: "{seats[0].words}"'
    if not all(one.line for one in seats):
        return said
    return f"{said}, by another line about the person ({seats[0].source.split(', ')[1]})"  # "r1, 4 May 2018, address"


def council_coverage(board: Board) -> pd.DataFrame:
    """How each council of a board's area is represented on it, combined authorities left out; one row for each.

    Only members who count are seen, and what is found is true of this body alone. `how` is "directly" (a member is from
    it), "collectively" (a member speaks for it and others together), "through the county" (only the county above it
    sits) or "not seen". `outcome` is "not met" only where the list is full and everyone on it is known. No row where
    the LEP or its councils at the board's date are not known.

    Examples
    --------
    >>> seat = {"organisation": "Kent County Council", "sector": "council", "counts_as_member": "yes"}
    >>> found = council_coverage(Board("South East", "main board", "2020-12-11", "attendance", pd.DataFrame([seat])))
    >>> found["how"].value_counts().to_dict()
    {'not seen': 22, 'through the county': 12, 'directly': 1}
    """
    return coverage_of([board])


def coverages(seats: pd.DataFrame) -> pd.DataFrame:
    return coverage_of(map(assembler(seats), leps()["lep"]))


def coverage_of(boards: Iterable[Board | None]) -> pd.DataFrame:
    rows = [row for board in filter(None, boards) for row in _cover(board)]
    frame = pd.DataFrame(rows, columns=schema.columns("council_coverage"))
    return frame.astype({name: "Int64" if name in ("lookup_year", "population") else "str" for name in frame})


_SURE_ENOUGH = 20  # of 50: the full name, as sure as what settles a sector
Row = dict[str, str]
_Telling = tuple[str, str]  # words about the same person, and where they were published


def with_councils(rows: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    """Add what other lines say of the councils of council members whose own line does not name them.

    A council comes from the evidence about the person's employer, where it is sure enough; a seat for several councils
    from a line about the same name on the same body within a year. Several words and their sources are parted by " | ".
    """
    about = rows[(rows["sector"] == "council") | (rows["seat_sector"] == "council")]
    employers = _employers(evidence, set(about["seat_id"]))
    areas = ((row, area_of(row["lep"], row["snapshot_date"])[0]) for row in display.row_dicts(about))
    dated = [(row, where) for row, where in areas if where]
    together = [row for row, where in dated if row["person_key"] and _spoken_together(row, where)]
    several = display.gathered(((row["lep"], row["body"], row["person_key"]), row) for row in together)
    found: dict[str, list[_Telling]] = {}
    for row, where in dated:
        cells = (row[name] for name in _OWN_CELLS)
        how = {one.how for one in _read_texts(*cells, "", row["honorific"], where) if one.code}
        lines = []
        if DIRECTLY not in how:  # the first that names a council, unless equally sure ones name different councils
            printed = employers.get(str(row["seat_id"]), [])
            named = [(codes, line) for line in printed if (codes := _own_councils(line[0], "organisation", where))]
            lines = [named[0][1]] if len({codes for codes, _ in named}) == 1 else []
        others = several.get((row["lep"], row["body"], row["person_key"]), [])
        found[str(row["seat_id"])] = lines + ([] if COLLECTIVELY in how else _within_a_year(row, others, where))
    told = [found.get(str(seat), []) for seat in rows["seat_id"]]
    return rows.assign(
        council_elsewhere=pd.array([" | ".join(text for text, _ in lines) for lines in told], dtype="str"),
        council_elsewhere_source=pd.array([" | ".join(source for _, source in lines) for lines in told], dtype="str"),
    )


def _spoken_together(row: Row, where: Area) -> str:
    """The words of a line by which its person speaks for several councils, "" for none."""
    return next((row[field] for field in _OWN_CELLS if spoken_for(row[field], field, where) is not None), "")


def _employers(evidence: pd.DataFrame, seats: set[str]) -> dict[str, list[_Telling]]:
    """Employers printed on other lines, the surest alone."""
    told = evidence[(evidence["rule"] == settling.OTHER_SIGHTING) & evidence["seat_id"].isin(seats)]
    told = told[(told["strength"] >= _SURE_ENOUGH) & (told["seen"].map(settling.seen_field) == "organisation")]
    surest = told[told["strength"] == told.groupby("seat_id")["strength"].transform("max")]
    groups = surest.groupby("seat_id")[["words", "source"]]
    return {str(seat): list(own.itertuples(index=False, name=None)) for seat, own in groups}


def _within_a_year(row: Row, others: list[Row], where: Area) -> list[_Telling]:
    for line in others:
        first, last = sorted((row["date_to"], line["date_to"]))
        if line["seat_id"] != row["seat_id"] and first and dates.months_before(last, 12) <= first:
            source = f"{line['seat_id']}, {dates.words(line['snapshot_date'])}, {line['source_url']}"
            return [(_spoken_together(line, where), source)]
    return []


def demonstration_seats(boards: Sequence[str] = ("board_before", "board_after")) -> pd.DataFrame:
    """Every seat of the made-up area's boards (files of `data/raw/demonstration/`) as `lepdata.seats()` has seats."""
    lines = []
    for name in boards:
        rows = read_raw(f"demonstration/{name}.csv")[list(vocabulary.BOARD_COLUMNS)]
        lines.append(rows.assign(file=f"{name}.csv", line=range(2, len(rows) + 2), source_id="", correction_ids=""))
    described = describe(pd.concat(lines, ignore_index=True))
    evidence = classifying.find_evidence(described)
    return with_councils(list_seats(settling.settle(described, evidence)), evidence)


def council_summaries(boards: Iterable[Board]) -> pd.DataFrame:
    """How many districts of each board's area are represented in which way, and how many counties have a seat."""
    counted = {how: how.replace(" the ", " ").replace(" ", "_") for how in HOW}
    rows = []
    for board in boards:
        covered = [*_cover(board)]
        how = Counter(row["how"] for row in covered if row["tier"] != COUNTY)
        seated = sum(row["how"] == DIRECTLY for row in covered if row["tier"] == COUNTY)
        rows.append((*_head(board), how.total(), *map(how.__getitem__, counted), seated))
    frame = pd.DataFrame(rows, columns=[*_HEAD, "districts", *counted.values(), "counties_seated"])
    return frame.astype({name: "str" if name in _HEAD else "Int64" for name in frame})


def other_bodies(seats: pd.DataFrame, lep: str, as_at: str = "") -> pd.DataFrame:
    """Council representation on every other body of a LEP of which a dated list is published, with its `place`."""
    own = seats[(seats["lep"] == lep) & (seats["body"] != vocabulary.MAIN_BOARD)]
    find = assembler(own)
    held = [one for body in sorted(set(own["body"])) if (one := find(lep, as_at, body))]
    found = council_summaries(held).assign(place=[place_of(one.body, dates.days_of(one.as_at)[1]) for one in held])
    return found[found["districts"] > 0].reset_index(drop=True)  # of an area whose councils are known
