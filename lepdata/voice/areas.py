"""REGISTERS -> the councils that lay in a LEP's area on a day, and which of them, alone or together, a text names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from lepdata import dates, display, errors
from lepdata.files import rule_file
from lepdata.names import fold
from lepdata.registers import frozen, geography, whose
from lepdata.sectors.institutions import SHORT_WORDS, council_kind
from lepdata.sectors.rulebook import affiliations, plain

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
    called = [
        (fold(own), row["council_code"])
        for row in display.row_dicts(geography.councils())
        for own in (*row["alt_names"].split("|"), row["short_name"], row["official_name"])
    ]
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
    return {
        row["council_code"]: Council(
            *(row["council_code"], " ".join(row["official_name"].split()), council_kind(row["type"])),
            *(row["county_code"], row["combined_authority_code"], row["start_date"], row["last_day"]),
            tuple(filter(None, row["replaced_by"].split("|"))),
        )
        for row in display.row_dicts(geography.councils())
    }


@cache
def _by_gss() -> dict[str, str]:
    rows = display.row_dicts(geography.councils())[::-1]  # the first row of a code stays
    every = ((row["council_code"], (row["gss_code"], *row["former_gss_codes"].split("|"))) for row in rows)
    return {gss: code for code, codes in every for gss in codes if gss}


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
    homes: dict[str, list[tuple[tuple[str, ...], bool]]] = defaultdict(list)
    for row in display.row_dicts(old):
        leps = tuple(filter(None, (row["lep"], row["second_lep"])))
        homes[_now(row["district_code"], changed)].append((leps, row["relation"] == "split"))
    return dict(homes)


@lru_cache(maxsize=64)
def _populations(changed: str) -> dict[str, int]:
    """Residents by council of a day; a later council is the sum of the districts of 2021, an earlier one not known."""
    people: dict[str, int] = defaultdict(int)
    counted = frozen.read_raw("registers/district_populations.csv")
    for district, residents in zip(counted["district_code"], counted["population"], strict=True):
        people[_now(district, changed)] += int(residents)
    return dict(people)


Rule = dict[str, str]
ALIASES = "representation/council_aliases.csv"  # without a code: a name that is not one council's
COLLECTIVES = "representation/collective_seats.csv"
GROUPS = "representation/council_groups.csv"


def speaks(rule: Rule, words: str) -> bool:
    return re.search(rule["match"], words) is not None


_POSSESSIVE = re.compile(r"['’]s\b")
_JOINERS = {"of", "the", "upon", "on", "in", "le", "with", "under", "and"}
_MARKERS = {"council", "councils", "councl", "counil", "concil", "authority", "corporation", "ua"}
_MARKERS |= {"bc", "cc", "dc", "mbc", "mdc", "rbc", "lbc"}
_STYLES = {"county", "counties", "city", "borough", "boroughs", "district", "districts", "metropolitan", "unitary"}
_KIND_WORDS = _MARKERS | _STYLES | {"royal", "co"}
_BEFORE_OF = {"city", "borough", "county", "council", "corporation", "mayor", "leader"}
_OF_AUTHORITIES = {"combined", "mayor", "mayoral", "ca", "authority"}
_NOT_THE_CITY = (("london", "borough"), ("london", "boroughs"), ("london", "councils"))  # a kind, or all of them
_HALF = re.compile(r" (?:and|on|upon|under|with|in) ")


class Place(NamedTuple):
    """A stretch of a text that a council is called after: its words from `start` to `stop`, kind words included."""

    codes: tuple[str, ...]
    halves: tuple[str, ...]
    start: int
    stop: int
    marked: bool
    printed: str


Named = tuple[str, int, int]  # a council's code, and its words in a text from one to before another


@lru_cache(maxsize=65536)
def councils_in(text: str, where: Area, bare: bool) -> tuple[Named, ...]:
    """The councils that a text names: of the area, else elsewhere, else of another time; of several at once none."""
    found = [(code, one.start, one.stop) for one in places_in(text) if (code := _settled(one, text, where, bare))]
    if found or not bare:
        return tuple(found)
    code = _by_style(text, where) or _by_initials(text, where)
    return ((code, 0, len(words_of(text))),) if code else ()


@lru_cache(maxsize=65536)
def words_of(text: str) -> tuple[str, ...]:
    """A text's words as names are looked for in it: plain, short forms written out, possessives gone."""
    words = plain(_POSSESSIVE.sub("", text)).split()
    return tuple(part for word in words for part in SHORT_WORDS.get(word, word).split())


def _settled(one: Place, text: str, where: Area, bare: bool) -> str:
    """The one council that a place in a text means, "" for none or for several."""
    words, register = words_of(text), every_council()
    whole = bare and any(words_of(part) == words[one.start : one.stop] for part in affiliations(text))
    if not (one.marked or whole):
        return ""
    authority = bool(_OF_AUTHORITIES & set(words)) and "lord" not in words
    of_kind = [code for code in one.codes if (register[code].kind == AUTHORITY) == authority]
    codes = of_kind or [code for code in one.codes if register[code].kind != AUTHORITY]
    exact = {code for code in codes if plain(register[code].name) == one.printed}
    gone = [code for code in exact if register[code].last_day]
    if gone and not exact & where.live:
        codes = gone
    else:
        own = where.codes() | {council.code for council in where.authorities}
        scopes = ((codes, own), (one.halves, own), (codes, where.live), (codes, codes))
        codes = next(filter(None, ([code for code in known if code in scope] for known, scope in scopes)), [])
    # the words "county" or "district" decide between two of a name
    said = {"county", "district", "city", "borough"}.intersection(one.printed.split())
    narrowed = [code for code in codes if said & set(plain(register[code].name).split())]
    kept = narrowed if len(codes) > 1 and narrowed else codes
    return kept[0] if len(kept) == 1 else ""


@lru_cache(maxsize=65536)
def places_in(text: str) -> tuple[Place, ...]:
    """Where a text holds a name of the register, the longest from each word on."""
    words, names = words_of(text), _names()
    silent = _JOINERS | _KIND_WORDS
    telling = [at for at, word in enumerate(words) if word not in silent and words[at : at + 2] not in _NOT_THE_CITY]
    places: list[Place] = []
    at = 0
    while at < len(telling):
        for end in range(min(at + 6, len(telling)), at, -1):
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
    while stop < len(words) and (words[stop - 1] not in _MARKERS or stop == end):
        second = words[stop + 1 : stop + 2] in (("district",), ("borough",))  # "City and District Council" is one style
        joined = words[stop] == "and" and words[stop - 1] in _KIND_WORDS and second
        if not joined and words[stop] not in _KIND_WORDS | _OF_AUTHORITIES:
            break
        stop += 1
    while first and words[first - 1] in _KIND_WORDS | {"of", "london", "the"}:
        first -= 1
    after = bool((_MARKERS | _OF_AUTHORITIES) & set(words[end:stop]))
    before = start > 1 and words[start - 1] == "of" and words[start - 2] in _BEFORE_OF
    return Place(codes, halves, first, stop, after or before, " ".join(words[first:stop]))


@cache
def _names() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Names without their kind words: the councils that bear each, and those of which it is the first half."""
    names: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    own = [(alias["council_code"], alias["name"]) for alias in rule_file(ALIASES)]
    registered = [
        (row["council_code"], name)
        for row in display.row_dicts(geography.councils())
        for name in (row["official_name"], row["short_name"], *row["alt_names"].split("|"))
    ]
    for code, name in (one for one in (*registered, *own) if all(one)):
        for way in {name, _POSSESSIVE.sub("", name)}:
            words = plain(way)
            names[_telling(words)][0].add(code)
            names[_telling(_HALF.split(words)[0])][1].add(code)
            if every_council()[code].kind == AUTHORITY:
                names[_telling(words).removeprefix("greater ")][0].add(code)
    for name in ("", *(_telling(plain(name)) for code, name in own if not code)):
        names.pop(name, None)
    return {name: (tuple(sorted(full)), tuple(sorted(halves))) for name, (full, halves) in names.items()}


def _telling(words: str) -> str:
    kept = [word for word in words.split() if word not in _JOINERS | _KIND_WORDS | {"combined", "mayoral"}]
    return " ".join(kept[1:] if len(kept) > 1 and kept[0] == "london" else kept)


def _by_style(text: str, where: Area) -> str:
    """ "County Council": the one council of the area that is styled so."""
    style = set(words_of(text)) - _JOINERS - {"council", "councils", "leader"}
    if "council" not in words_of(text) or len(style) != 1 or not style <= {"county", "city", "borough", "district"}:
        return ""
    styled = [one for one in where.codes() if style <= set(plain(every_council()[one].name).split())]
    return styled[0] if len(styled) == 1 else ""


def _by_initials(text: str, where: Area) -> str:
    token = text.strip().strip(".")
    if not token.isalpha() or sum(letter.isupper() for letter in token) < 2 or not 3 <= len(token) <= 5:
        return ""
    own = [code for code in where.codes() if token.casefold() in _initials(every_council()[code].name)]
    return own[0] if len(own) == 1 else ""


@cache
def _initials(name: str) -> frozenset[str]:
    """ "nelc"; "clc", "colc" and "col" for a City of L... Council."""
    words = plain(name).split()
    every = "".join(word[0] for word in words)
    return frozenset({every, "".join(word[0] for word in words if word not in _JOINERS), every.removesuffix("c")})


_COMPASS = {"north", "south", "east", "west", "mid", "central", "northern", "southern", "eastern", "western"}


def own_councils(text: str, field: str, where: Area) -> tuple[str, ...]:
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
    rule = next((one for one in rule_file(COLLECTIVES) if field in one["field"].split() and speaks(one, rest)), None)
    if rule is None:
        return None
    if rule["speaks_for"] == "London boroughs":
        return tuple(one.council.code for one in where.districts if one.council.kind == "London borough")
    return _meant_together(text, rest, where, rule["speaks_for"] == "councils")


def _meant_together(text: str, rest: str, where: Area, counties_too: bool) -> tuple[str, ...]:
    """Whom words like "Districts" mean in this area; none where several counties, or a part of one, could be meant."""
    counties = {one.council.code for one in where.counties}
    places = [(code, one) for one in places_in(text) for code in one.codes if code in counties]
    named = {code for code, _ in places}
    meant = named or counties
    within = {word for _, one in places for word in words_of(text)[one.start : one.stop]}
    if _COMPASS & (set(rest.split()) - within):
        known = [one for one in rule_file(GROUPS) if one["county_code"] in meant and speaks(one, rest)]
        return tuple(known[0]["council_codes"].split("|")) if len(known) == 1 else ()
    if counties_too and not named:
        return tuple(one.council.code for one in where.councils)
    if len(meant) != 1:
        return ()
    districts = tuple(one.council.code for one in where.districts if one.council.county in meant)
    return (*districts, *meant) if counties_too else districts
