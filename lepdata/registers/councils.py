"""The register of councils: which there were on a day, which lay in an area, and where a text holds their names."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from lepdata import dates, display, errors
from lepdata.files import rule_file
from lepdata.registers import frozen, geography, whose
from lepdata.spelling import fold, plain

COUNTY, AUTHORITY = "county", "combined authority"
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
    names: tuple[str, ...]  # every one that the register has for it, its official one last
    gss_codes: tuple[str, ...]


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
    def both_tiers(self) -> tuple[InArea, ...]:
        return (*self.districts, *self.counties)

    def codes(self) -> frozenset[str]:
        return frozenset(one.council.code for one in self.both_tiers)


def area(lep: str, on: str) -> Area:
    """The councils of a LEP's area on the last day that a date may mean.

    The lookup of 2014, 2017 or 2021 that is the latest not after that day applies (that of 2014 to earlier days). A
    council abolished by then is replaced by its successor.
    """
    span = dates.interval(on)
    if span is None:
        raise ValueError("an area has its councils on a day; no date was given")
    day = span[1]
    years, changes = _years_and_changes()
    year = max((one for one in years if one <= int(day[:4])), default=years[0])
    changed = max((change for change in changes if change <= day), default="")
    own = _own_councils()
    return _own_area(lep, own[lep], year, changed) if lep in own else _area(geography.find_lep(lep), year, changed)


@whose.per_collection(maxsize=4)
def _own_councils() -> dict[str, str]:
    own = whose.own_table("areas.csv")
    return dict(zip(own["area"], own["councils"], strict=True))


@cache
def _years_and_changes() -> tuple[list[int], list[str]]:
    """The years that have a lookup, and the days on which the set of councils or combined authorities changed."""
    years = sorted({int(year) for year in frozen.read_raw("registers/lep_districts.csv")["geography_year"]})
    return years, sorted({one.started for one in every_council().values() if len(one.started) == len("2019-04-01")})


@cache
def _own_area(name: str, councils_named: str, year: int, changed: str) -> Area:
    """The councils that somebody names for an area of their own; a name that none ever bore is refused."""
    register, live = every_council(), _live(changed)
    called = [(fold(own), code) for code, one in register.items() for own in one.names]
    codes = {own: code for own, code in called if code in live}
    found = []
    for text in dict.fromkeys(filter(None, map(str.strip, councils_named.split("|")))):
        if fold(text) not in dict(called):
            near = errors.near_matches(text, sorted(register[code].name for code in live), 1)
            remedy = f"write {near[0]}" if near else "write its name as the register has it, or leave it out"
            printed, wanted = f"{errors.quoted(text)} in {name}", "a council of England"
            raise errors.InputFaults([errors.Fault("areas.csv", None, "councils", printed, wanted, remedy)])
        if fold(text) not in codes:
            raise ValueError(f"{text}, which areas.csv names, was no council on that day")
        code = codes[fold(text)]
        found.append(InArea(register[code], WHOLE, (), _populations(changed).get(code)))
    districts = tuple(one for one in found if one.council.kind not in (COUNTY, AUTHORITY))
    counties = tuple(one for one in found if one.council.kind == COUNTY)
    authorities = tuple(one.council for one in found if one.council.kind == AUTHORITY)
    return Area(name, year, districts, counties, authorities, live)


@cache
def _live(changed: str) -> frozenset[str]:
    """The codes of the councils that there were on a day on which one of them changed."""
    day, every = changed or "2010-01-01", every_council().items()
    begun = [(code, one) for code, one in every if one.started[: len(day)] <= day]
    return frozenset(code for code, one in begun if day <= (one.last_day or "9999-99-99"))


@cache
def every_council() -> dict[str, Council]:
    kinds = {row["type"]: row["kind"] for row in rule_file("councils/kinds.csv")}
    return {
        row["council_code"]: Council(
            *(row["council_code"], " ".join(row["official_name"].split()), kinds[row["type"]]),
            *(row["county_code"], row["combined_authority_code"], row["start_date"], row["last_day"]),
            tuple(filter(None, row["replaced_by"].split("|"))),
            names=tuple(filter(None, (*row["alt_names"].split("|"), row["short_name"], row["official_name"]))),
            gss_codes=tuple(filter(None, (row["gss_code"], *row["former_gss_codes"].split("|")))),
        )
        for row in display.row_dicts(frozen.read_raw("registers/councils.csv"))
    }


@cache
def _by_gss() -> dict[str, str]:
    return {gss: one.code for one in every_council().values() for gss in one.gss_codes}


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
    old = frozen.read_raw("registers/lep_districts.csv")
    old = old[(old["geography_year"] == str(year)) & (old["district_vintage"] == _OLDEST_DISTRICTS)]
    leps = (tuple(filter(None, both)) for both in zip(old["lep"], old["second_lep"], strict=True))
    now = (_now(district, changed) for district in old["district_code"])
    return display.gathered(zip(now, zip(leps, (old["relation"] == "split").tolist(), strict=True), strict=True))


@lru_cache(maxsize=64)
def _populations(changed: str) -> dict[str, int]:
    """Residents by council of a day; a later council is the sum of the districts of 2021, an earlier one not known."""
    people: dict[str, int] = defaultdict(int)
    counted = frozen.read_raw("registers/district_populations.csv")
    for district, residents in zip(counted["district_code"], counted["population"], strict=True):
        people[_now(district, changed)] += int(residents)
    return dict(people)


_ALIASES = "representation/council_aliases.csv"  # without a code: a name that is not one council's
# short forms of counties, towns and points of the compass, each with the words it stands for
_SHORT_WORDS = {row["short"]: row["long"] for row in rule_file("councils/short_words.csv")}
_SAYS = {row["word"]: row["says"].split() for row in rule_file("councils/words.csv")}
MARKS, STYLES, OF_PLACES, OF_AUTHORITIES, JOINERS = (
    frozenset(word for word, says in _SAYS.items() if one in says)
    for one in ("mark", "style", "place", "authority", "joiner")
)
_KIND_WORDS = MARKS | STYLES
_BEFORE_OF = {"city", "borough", "county", "council", "corporation", "mayor", "leader"}
_BEFORE = (["london", "borough"], ["royal", "borough"])
_NOT_THE_CITY = (("london", "borough"), ("london", "boroughs"), ("london", "councils"))  # a kind, or all of them
_POSSESSIVE = re.compile(r"['’]s\b")
_HALF = re.compile(r" (?:and|on|upon|under|with|in) ")


class Place(NamedTuple):
    """A stretch of a text that a council is called after: its words from `start` to `stop`, kind words included.

    It is `marked` where they say that a council is meant; of the `halves` it is the first half of the name.
    """

    codes: tuple[str, ...]
    halves: tuple[str, ...]
    start: int
    stop: int
    marked: bool
    printed: str


@lru_cache(maxsize=65536)
def words_of(text: str) -> tuple[str, ...]:
    """A text's words as names are looked for in it: plain, short forms written out, possessives gone."""
    return written_out(plain(_POSSESSIVE.sub("", text)))


def written_out(words: str) -> tuple[str, ...]:
    return tuple(part for word in words.split() for part in _SHORT_WORDS.get(word, word).split())


@lru_cache(maxsize=65536)
def places_in(words: tuple[str, ...]) -> tuple[Place, ...]:
    """Where a text holds a name of the register, the longest from each word on."""
    names, longest = _names(), _longest()
    if longest.keys().isdisjoint(words):
        return ()
    silent = JOINERS | _KIND_WORDS
    telling = [at for at, word in enumerate(words) if word not in silent and words[at : at + 2] not in _NOT_THE_CITY]
    places: list[Place] = []
    at = 0
    while at < len(telling):
        end = at + 1
        for end in range(min(at + longest.get(words[telling[at]], 0), len(telling)), at, -1):
            if found := names.get(" ".join(words[each] for each in telling[at:end])):
                places.append(_place(words, telling[at], telling[end - 1] + 1, *found))
                break
        at = end  # where no name begins here this is the next word
    for at in range(len(places) - 2, -1, -1):  # "Northby and Southby Councils": what marks the last marks the others
        if places[at + 1].marked and words[places[at].stop : places[at + 1].start] == ("and",):
            places[at] = places[at]._replace(marked=True)
    return tuple(places)


def _place(words: tuple[str, ...], start: int, end: int, codes: tuple[str, ...], halves: tuple[str, ...]) -> Place:
    """The name with the kind words about it: "city of", "borough council"."""
    stop, first = end, start
    while stop < len(words) and (words[stop - 1] not in MARKS or stop == end):
        second = words[stop + 1 : stop + 2] in (("district",), ("dc",), ("borough",))
        joined = words[stop] == "and" and words[stop - 1] in _KIND_WORDS and second  # "City and District Council"
        if not joined and words[stop] not in _KIND_WORDS | OF_AUTHORITIES:
            break
        stop += 1
    while first and words[first - 1] in _KIND_WORDS | {"of", "london", "the"}:
        first -= 1
    after = bool((MARKS | OF_AUTHORITIES) & set(words[end:stop]))
    said = [word for word in words[:start] if word != "the"][-2:]
    before = said in _BEFORE or (said[1:] == ["of"] and said[0] in _BEFORE_OF)
    return Place(codes, halves, first, stop, after or before, " ".join(words[first:stop]))


@cache
def _names() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Names without their kind words: the councils that bear each, and those of which it is the first half."""
    names: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    own = [(alias["council_code"], alias["name"]) for alias in rule_file(_ALIASES)]
    called = [(code, name) for code, one in every_council().items() for name in one.names]
    for code, name in (*called, *(one for one in own if one[0])):
        for way in {name, _POSSESSIVE.sub("", name)}:
            words = plain(way)
            names[_telling(words)][0].add(code)
            names[_telling(_HALF.split(words)[0])][1].add(code)
            if every_council()[code].kind == AUTHORITY:
                names[_telling(words).removeprefix("greater ")][0].add(code)
    for name in ("", *(_telling(plain(name)) for code, name in own if not code)):
        names.pop(name, None)
    return {name: (tuple(sorted(full)), tuple(sorted(halves))) for name, (full, halves) in names.items()}


@cache
def _longest() -> dict[str, int]:
    """How many words the longest name has that begins with a word."""
    return {words[0]: len(words) for words in sorted((name.split() for name in _names()), key=len)}


@cache
def beginnings() -> frozenset[str]:
    """The words that may begin a name: most texts hold none of them."""
    return frozenset(_longest().keys() | _SHORT_WORDS.keys())


def _telling(words: str) -> str:
    kept = [word for word in words.split() if word not in JOINERS | _KIND_WORDS | OF_AUTHORITIES]
    return " ".join(kept[1:] if len(kept) > 1 and kept[0] == "london" else kept)


@cache
def by_initials() -> dict[str, frozenset[str]]:
    """Councils by the initials of their names: "nelc"; "clc", "colc" and "col" for a City of L... Council."""
    found: dict[str, set[str]] = defaultdict(set)
    for code, council in every_council().items():
        words = plain(council.name).split()
        for said in (words, [word for word in words if word not in JOINERS]):
            letters = "".join(word[0] for word in said)
            found[letters].add(code)
            found[letters.removesuffix("c")].add(code)
    return {letters: frozenset(codes) for letters, codes in found.items()}
