"""Which councils a text names in an area on a day, alone or together."""

import re
from collections.abc import Sequence
from functools import lru_cache

from lepdata.files import rule_file
from lepdata.names import plain
from lepdata.registers.councils import (
    AUTHORITY,
    COUNTY,
    JOINERS,
    OF_AUTHORITIES,
    Area,
    Place,
    by_initials,
    every_council,
    places_in,
    words_of,
)
from lepdata.sectors.rulebook import affiliations

Rule = dict[str, str]
COLLECTIVES = "representation/collective_seats.csv"
GROUPS = "representation/council_groups.csv"


def speaks(rule: Rule, words: str) -> bool:
    return re.search(rule["match"], words) is not None


Named = tuple[str, int, int]  # a council's code, and its words in a text from one to before another


@lru_cache(maxsize=65536)
def councils_in(text: str, where: Area, bare: bool) -> tuple[Named, ...]:
    """The councils that a text names: of the area, else elsewhere, else of another time; of several at once none."""
    found = [
        (code, one.start, one.stop) for one in places_in(words_of(text)) if (code := _settled(one, text, where, bare))
    ]
    if found or not bare:
        return tuple(found)
    code = _by_style(text, where) or _by_initials(text, where)
    return ((code, 0, len(words_of(text))),) if code else ()


def _settled(one: Place, text: str, where: Area, bare: bool) -> str:
    """The one council that a place in a text means, "" for none or for several."""
    words, register = words_of(text), every_council()
    whole = bare and any(words_of(part) == words[one.start : one.stop] for part in affiliations(text))
    if not (one.marked or whole):
        return ""
    authority = bool(OF_AUTHORITIES & set(words)) and "lord" not in words
    of_kind = [code for code in one.codes if (register[code].kind == AUTHORITY) == authority]
    halves = [code for code in one.halves if code in of_kind or code not in one.codes or not of_kind]
    codes = of_kind or [code for code in one.codes if register[code].kind != AUTHORITY]
    exact = {code for code in codes if plain(register[code].name) == one.printed}
    gone = [code for code in exact if register[code].last_day]
    if gone and not exact & where.live:
        codes = gone
    else:
        own = where.codes() | {council.code for council in where.authorities}
        scopes = ((codes, own), (halves, own), (codes, where.live), (codes, codes))
        codes = next(filter(None, ([code for code in known if code in scope] for known, scope in scopes)), [])
    # the words "county" or "district" decide between two of a name
    said = {"county", "district", "city", "borough"}.intersection(one.printed.split())
    narrowed = [code for code in codes if said & set(plain(register[code].name).split())]
    kept = narrowed if len(codes) > 1 and narrowed else codes
    return kept[0] if len(kept) == 1 else ""


def _by_style(text: str, where: Area) -> str:
    """ "County Council": the one council of the area that is styled so."""
    style = set(words_of(text)) - JOINERS - {"council", "councils", "leader"}
    if "council" not in words_of(text) or len(style) != 1 or not style <= {"county", "city", "borough", "district"}:
        return ""
    styled = [one for one in where.codes() if style <= set(plain(every_council()[one].name).split())]
    return styled[0] if len(styled) == 1 else ""


def _by_initials(text: str, where: Area) -> str:
    token = text.strip().strip(".")
    if not token.isalpha() or sum(letter.isupper() for letter in token) < 2 or not 3 <= len(token) <= 5:
        return ""
    own = where.codes() & by_initials().get(token.casefold(), frozenset())
    return min(own) if len(own) == 1 else ""


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
    places = [(code, one) for one in places_in(words_of(text)) for code in one.codes if code in counties]
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
