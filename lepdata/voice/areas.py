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
from lepdata.sectors.institutions import council_kind

COUNTY, DISTRICT, AUTHORITY = "county", "district", "combined authority"
WHOLE, OVERLAP, PART = "whole", "overlap", "part"
_OLDEST_DISTRICTS = "2017"  # every lookup is given on the districts of 2013 to 2018; later ones follow by succession


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
    years, changes = _years_and_changes()
    year = max((one for one in years if one <= int(day[:4])), default=years[0])
    changed = max((change for change in changes if change <= day), default="")
    own = _own_councils()
    return _own_area(lep, own[lep], year, changed) if lep in own else _area(find_lep(lep), year, changed)


@per_collection(maxsize=4)
def _own_councils() -> dict[str, str]:
    own = own_table("areas.csv")
    return dict(zip(own["area"], own["councils"], strict=True))


@cache
def _years_and_changes() -> tuple[list[int], list[str]]:
    """The years that have a lookup, and the days on which the set of councils or combined authorities changed."""
    years = sorted({int(year) for year in read_raw("registers/lep_districts.csv")["geography_year"]})
    return years, sorted({one.started for one in every_council().values() if len(one.started) == len("2019-04-01")})


@cache
def _own_area(name: str, councils_named: str, year: int, changed: str) -> Area:
    """The councils that somebody names for an area of their own; a name that no council bears is refused."""
    register, live = every_council(), _live(changed)
    codes = {
        fold(called): row["council_code"]
        for row in councils().to_dict("records")
        if row["council_code"] in live
        for called in (row["short_name"], row["official_name"])
    }
    found: dict[str, InArea] = {}
    for text in filter(None, map(str.strip, councils_named.split("|"))):
        if fold(text) not in codes:
            near = near_matches(text, sorted(register[code].name for code in live), 1)
            remedy = f"write {near[0]}" if near else "write its name as the register has it, or leave it out"
            printed, wanted = f"{quoted(text)} in {name}", "a council of that day"
            raise InputFaults([Fault("areas.csv", None, "councils", printed, wanted, remedy)])
        code = codes[fold(text)]
        found[text] = InArea(register[code], WHOLE, (), _populations(changed).get(code))
    districts = tuple(one for one in found.values() if one.council.kind not in (COUNTY, AUTHORITY))
    counties = tuple(one for one in found.values() if one.council.kind == COUNTY)
    authorities = tuple(one.council for one in found.values() if one.council.kind == AUTHORITY)
    return Area(name, year, districts, counties, authorities, live)


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


@cache
def _by_gss() -> dict[str, str]:
    codes: dict[str, str] = {}
    for row in councils().to_dict("records"):
        for gss in filter(None, (row["gss_code"], *row["former_gss_codes"].split("|"))):
            codes.setdefault(gss, row["council_code"])
    return codes


def _now(district: str, changed: str) -> str:
    """The council that by a day had taken the place of the one with a GSS code."""
    council = every_council()[_by_gss()[district]]
    while council.last_day and council.last_day < changed and len(council.replaced_by) == 1:
        council = every_council()[council.replaced_by[0]]
    return council.code


@lru_cache(maxsize=1024)
def _area(lep: str, year: int, changed: str) -> Area:
    register, live, homes = every_council(), _live(changed), _homes(year, changed)
    around = {code: {other for leps, _ in parts for other in leps} for code, parts in homes.items()}
    districts, counties = [], []
    for code in _by_name(code for code, leps in around.items() if lep in leps):
        others = tuple(sorted(around[code] - {lep}))
        split = any(lep not in leps or split for leps, split in homes[code])
        relation = PART if split else OVERLAP if others else WHOLE
        districts.append(InArea(register[code], relation, others, None if split else _populations(changed).get(code)))
    for code in _by_name({one.council.county for one in districts} & live):
        own = [one for one in districts if one.council.county == code]
        everywhere = [home for home in homes if register[home].county == code]
        others = tuple(sorted({other for home in everywhere for other in around[home]} - {lep}))
        whole = len(own) == len(everywhere) and all(one.relation != PART for one in own)
        relation = PART if not whole else OVERLAP if others else WHOLE
        known = [one.population for one in own if one.population is not None]
        counties.append(InArea(register[code], relation, others, sum(known) if len(known) == len(own) else None))
    authorities = _by_name({one.council.authority for one in districts} & live)
    return Area(lep, year, tuple(districts), tuple(counties), tuple(register[code] for code in authorities), live)


def _by_name(codes: Iterable[str]) -> list[str]:
    return sorted(codes, key=lambda code: (every_council()[code].name, code))


@lru_cache(maxsize=64)
def _homes(year: int, changed: str) -> dict[str, list[tuple[tuple[str, ...], bool]]]:
    """For every district council of a day, the old districts it is made of: their LEPs, and whether these split it."""
    old = read_raw("registers/lep_districts.csv")
    old = old[(old["geography_year"] == str(year)) & (old["district_vintage"] == _OLDEST_DISTRICTS)]
    homes: dict[str, list[tuple[tuple[str, ...], bool]]] = defaultdict(list)
    for row in old.to_dict("records"):
        leps = tuple(filter(None, (row["lep"], row["second_lep"])))
        homes[_now(row["district_code"], changed)].append((leps, row["relation"] == "split"))
    return dict(homes)


@lru_cache(maxsize=64)
def _populations(changed: str) -> dict[str, int]:
    """Residents by council of a day; a later council is the sum of the districts of 2021, an earlier one not known."""
    people: dict[str, int] = defaultdict(int)
    counted = read_raw("registers/district_populations.csv")
    for district, residents in zip(counted["district_code"], counted["population"], strict=True):
        people[_now(district, changed)] += int(residents)
    return dict(people)
