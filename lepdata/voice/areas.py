"""REGISTERS -> the councils that lay in a LEP's area on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from lepdata.dates import interval
from lepdata.errors import Fault, InputFaults, near_matches, quoted
from lepdata.names import fold
from lepdata.registers.frozen import read_raw
from lepdata.registers.geography import councils, find_lep
from lepdata.registers.whose import own_table, per_collection
from lepdata.sectors.councils import council_kind

COUNTY, DISTRICT, AUTHORITY = "county", "district", "combined authority"
WHOLE, OVERLAP, PART = "whole", "overlap", "part"
_OLDEST_DISTRICTS = "2017"  # every lookup is given on the districts of 2013 to 2018; later ones follow by succession
_Parts = tuple[tuple[tuple[str, ...], bool], ...]  # of old districts: their LEPs, and whether these split it


class Council(NamedTuple):
    """One council of the register; `county` is the code of the county above a district, `authority` the combined."""

    code: str
    name: str
    kind: str
    county: str
    authority: str
    started: str
    last_day: str
    replaced_by: tuple[str, ...]


class InArea(NamedTuple):
    """A council of an area: how much of it lies there, and with which other LEPs it is shared."""

    council: Council
    relation: str
    shared_with: tuple[str, ...]
    population: int | None


@dataclass(frozen=True, eq=False)
class Area:
    """The councils of a LEP's area on a day; combined authorities stand apart, as they are no councils of it."""

    lep: str
    lookup_year: int
    districts: tuple[InArea, ...]
    counties: tuple[InArea, ...]
    authorities: tuple[Council, ...]
    live: frozenset[str]

    @property
    def councils(self) -> tuple[InArea, ...]:
        return (*self.districts, *self.counties)

    def codes(self) -> frozenset[str]:
        return frozenset(one.council.code for one in self.councils)


def area(lep: str, on: str) -> Area:
    """The councils of a LEP's area on the last day that a date may mean.

    The lookup of 2014, 2017 or 2021 that is the latest not after that day applies (that of 2014 to earlier days). A
    council abolished by then is replaced by its successor.
    """
    span = interval(on)
    if span is None:
        raise ValueError("an area has its councils on a day; no date was given")
    day = span[1]
    years = lookup_years()
    year = max((one for one in years if one <= int(day[:4])), default=years[0])
    changed = max((change for change in _changes() if change <= day), default="")
    own = _own_councils()
    return _own_area(lep, own[lep], year, changed) if lep in own else _area(find_lep(lep), year, changed)


@per_collection(maxsize=4)
def _own_councils() -> dict[str, str]:
    own = own_table("areas.csv")
    return dict(zip(own["area"], own["councils"], strict=True))


@cache
def _own_area(name: str, councils_named: str, year: int, changed: str) -> Area:
    """The councils that somebody names for an area of their own; a name that no council bears is refused."""
    live = _live(changed)
    named = [text.strip() for text in councils_named.split("|") if text.strip()]
    codes = {text: _council_of(name, text, live) for text in named}
    found = [InArea(every_council()[code], WHOLE, (), _populations(changed).get(code)) for code in codes.values()]
    counties = tuple(one for one in found if one.council.kind == COUNTY)
    authorities = tuple(one.council for one in found if one.council.kind == AUTHORITY)
    districts = tuple(one for one in found if one not in counties and one.council not in authorities)
    return Area(name, year, districts, counties, authorities, live)


def _council_of(area_name: str, text: str, live: frozenset[str]) -> str:
    names = {
        fold(name): row["council_code"]
        for row in councils().to_dict("records")
        if row["council_code"] in live
        for name in (row["short_name"], row["official_name"])
    }
    if fold(text) in names:
        return names[fold(text)]
    near = near_matches(text, sorted(every_council()[code].name for code in live), 1)
    remedy = f"write {near[0]}" if near else "write its name as the register has it, or leave it out"
    wanted = "a council of that day"
    raise InputFaults([Fault("areas.csv", None, "councils", f"{quoted(text)} in {area_name}", wanted, remedy)])


@cache
def _live(changed: str) -> frozenset[str]:
    """The codes of the councils that there were on a day on which one of them changed."""
    day = changed or "2010-01-01"
    return frozenset(
        code
        for code, one in every_council().items()
        if one.started[: len(day)] <= day <= (one.last_day or "9999-99-99")
    )


@cache
def lookup_years() -> tuple[int, ...]:
    return tuple(sorted({int(year) for year in read_raw("registers/lep_districts.csv")["geography_year"]}))


@cache
def every_council() -> dict[str, Council]:
    """Every council and combined authority of the register by its code."""
    return {
        row["council_code"]: Council(
            code=row["council_code"],
            name=" ".join(row["official_name"].split()),
            kind=council_kind(row["type"]),
            county=row["county_code"],
            authority=row["combined_authority_code"],
            started=row["start_date"],
            last_day=row["last_day"],
            replaced_by=tuple(filter(None, row["replaced_by"].split("|"))),
        )
        for row in councils().to_dict("records")
    }


def successor_on(code: str, changed: str) -> str:
    """The council that had taken a district's place by a day."""
    council = every_council()[code]
    while council.last_day and council.last_day < changed and len(council.replaced_by) == 1:
        council = every_council()[council.replaced_by[0]]
    return council.code


@cache
def _changes() -> tuple[str, ...]:
    """The days on which the set of councils or combined authorities changed."""
    return tuple(sorted({one.started for one in every_council().values() if len(one.started) == len("2019-04-01")}))


@lru_cache(maxsize=1024)
def _area(lep: str, year: int, changed: str) -> Area:
    live = _live(changed)
    homes = _homes(year, changed)
    own = _sorted(code for code in homes if lep in _all(homes[code]))
    districts = tuple(_district(code, lep, homes[code], changed) for code in own)
    above = _sorted({one.council.county for one in districts} & live)
    counties = tuple(_county(code, lep, districts, homes) for code in above)
    authorities = _sorted({one.council.authority for one in districts} & live)
    return Area(lep, year, districts, counties, tuple(every_council()[code] for code in authorities), live)


def _sorted(codes: Iterable[str]) -> list[str]:
    return sorted(codes, key=lambda code: (every_council()[code].name, code))


@lru_cache(maxsize=64)
def _homes(year: int, changed: str) -> dict[str, _Parts]:
    """For every district council of a day, the old districts it is made of: their LEPs, and whether these split it."""
    homes: dict[str, list[tuple[tuple[str, ...], bool]]] = defaultdict(list)
    for district, lep, second, relation in _districts_of(str(year)):
        leps = tuple(filter(None, (lep, second)))
        homes[successor_on(_by_gss()[district], changed)].append((leps, relation == "split"))
    return {code: tuple(parts) for code, parts in homes.items()}


@cache
def _districts_of(year: str) -> list[tuple[str, ...]]:
    frame = read_raw("registers/lep_districts.csv")
    frame = frame[(frame["geography_year"] == year) & (frame["district_vintage"] == _OLDEST_DISTRICTS)]
    return list(zip(*(frame[name] for name in ("district_code", "lep", "second_lep", "relation")), strict=True))


def _all(parts: _Parts) -> frozenset[str]:
    return frozenset(lep for leps, _ in parts for lep in leps)


def _district(code: str, lep: str, parts: _Parts, changed: str) -> InArea:
    others = tuple(sorted(_all(parts) - {lep}))
    if any(lep not in leps or split for leps, split in parts):
        return InArea(every_council()[code], PART, others, None)
    return InArea(every_council()[code], OVERLAP if others else WHOLE, others, _populations(changed).get(code))


def _county(code: str, lep: str, districts: tuple[InArea, ...], homes: dict[str, _Parts]) -> InArea:
    own = [one for one in districts if one.council.county == code]
    everywhere = [one for one in homes if every_council()[one].county == code]
    others = tuple(sorted({other for one in everywhere for other in _all(homes[one])} - {lep}))
    whole = len(own) == len(everywhere) and all(one.relation != PART for one in own)
    known = [one.population for one in own if one.population is not None]
    relation = PART if not whole else OVERLAP if others else WHOLE
    return InArea(every_council()[code], relation, others, sum(known) if len(known) == len(own) else None)


@cache
def _by_gss() -> dict[str, str]:
    codes: dict[str, str] = {}
    for row in councils().to_dict("records"):
        for gss in filter(None, (row["gss_code"], *row["former_gss_codes"].split("|"))):
            codes.setdefault(gss, row["council_code"])
    return codes


@lru_cache(maxsize=64)
def _populations(changed: str) -> dict[str, int]:
    """Residents by council of a day; a later council is the sum of the districts of 2021, an earlier one not known."""
    people: dict[str, int] = defaultdict(int)
    counted = read_raw("registers/district_populations.csv")
    for district, residents in zip(counted["district_code"], counted["population"], strict=True):
        people[successor_on(_by_gss()[district], changed)] += int(residents)
    return dict(people)
