"""Councils and universities by name, by place and by initials, from the registers and `rules/councils`."""

import re
from collections import defaultdict
from collections.abc import Callable
from functools import cache

from lepdata.display import row_dicts
from lepdata.errors import UsageError
from lepdata.files import rule_file
from lepdata.names import fold
from lepdata.registers.frozen import read_raw
from lepdata.registers.geography import councils, districts, find_lep, universities

# short forms of counties, towns and points of the compass, each with the words it stands for
SHORT_WORDS = {row["short"]: row["long"] for row in rule_file("councils/short_words.csv")}
_MARKERS = "|".join(row["marker"] for row in rule_file("councils/markers.csv"))
# a place, then the words that say it is a council; or the other way round
_OFFICES = "leader|chief executive|s151|officer"
_ENDS = re.compile(rf"^(?P<stem>.+?) (?P<marker>{_MARKERS})(?: (?:{_OFFICES}))?$")
_CAPITALS = re.compile(rf"(?!TB[AC]$)(?P<token>[A-Z]+)\.?(?: (?i:{_OFFICES}))?")
_STARTS = re.compile(
    r"^(?P<marker>(?:royal |london |metropolitan )?borough of|[lr]b(?: of)?|city of|county of|corporation of|"
    r"council of the) "
    r"(?P<stem>.+?)(?: (?:metropolitan |city |borough |district )*council)?$"
)
_ORDINARY = {"city", "county", "borough", "district", "of", "the", "upon", "on", "in", "le", "with", "royal"}
_ORDINARY |= {"council", "under"}
_KIND_WORDS = {"county": "county", "cc": "county", "district": "district", "dc": "district"}
_KIND_WORDS["combined"] = "combined authority"
_SMALL_WORDS = {"and", "of", "on", "the", "upon", "with", "in"}


def council_kind(register_type: str) -> str:
    """What kind of council the register's type is: "county", "unitary", "combined authority" and so on."""
    return next((row["kind"] for row in rule_file("councils/kinds.csv") if row["type"] == register_type), "council")


def _place_in(words: str) -> tuple[str, str]:
    """What a council's full name is made of: a place, "" where the words are none, and what marks it."""
    found = _ENDS.match(words) or _STARTS.match(words)
    return (found["stem"], found["marker"]) if found else ("", "")


def _council_name(raw: str, words: str) -> tuple[str, str] | None:
    """A council's name with its kind: "Example County Council", "Notts CC", "London Borough of Example"."""
    place, marker = _place_in(words)
    kinds = _kinds_of(place) if place else ()
    said = {_KIND_WORDS[word] for word in marker.split() if word in _KIND_WORDS}
    narrowed = {kind for kind in kinds if kind in said} or set(kinds)
    return (words, narrowed.pop() if len(narrowed) == 1 else "council") if kinds else None


def _council_place(raw: str, words: str) -> tuple[str, str] | None:
    """A place that a council is called after, and nothing more: "Wyre Forest", "Stoke on Trent"."""
    kinds = [kind for kind in _kinds_of(words) if kind != "combined authority"]
    return (words, kinds[0] if len(kinds) == 1 else "council") if kinds and _without(words) != "london" else None


def _council_acronym(raw: str, words: str) -> tuple[str, str] | None:
    """The initials of a council, printed in capitals: "NELC", "ELDC"."""
    found = _CAPITALS.fullmatch(raw.strip())
    kinds = {kind for kind, _ in _councils_by_initials().get(found["token"].casefold(), ())} if found else ()
    return (found["token"], kinds.pop() if len(kinds) == 1 else "council") if found and kinds else None


def acronym_in_area(initials: str, lep: str, around: str = "") -> bool:
    """Whether a council with these initials lies in the LEP's area; of another area, whether the words around name it.

    Firms have initials too: where neither is so, they are nobody's.
    """
    found = [code for _, code in _councils_by_initials().get(initials.casefold(), ())]
    try:
        codes = _area_codes().get(find_lep(lep), ())
    except UsageError:
        return any(f" {place} " in around for code in found for place in _places_of(code))
    return any(code in codes for code in found)


@cache
def _places_of(code: str) -> frozenset[str]:
    """What a council is called after; of a county its districts too."""
    county = read_raw("registers/county_districts.csv")
    codes = {code, *county.loc[county["county_code"] == code, "district_code"]}
    rows = councils()
    names = rows.loc[rows["gss_code"].isin(codes), "official_name"].map(fold)
    return frozenset(_without(place) for place, _ in map(_place_in, names) if place)


def _kinds_of(place: str) -> tuple[str, ...]:
    if not _place_words().issuperset(place.split()):
        return ()
    found = _councils_by_place()
    long = " ".join(SHORT_WORDS.get(word, word) for word in place.split())
    for candidate in (place, place.replace(" in ", " "), long, _without(place), _without(long)):
        if candidate in found:
            return found[candidate]
    halves = [half for half in place.split(" and ") if half]
    return found.get(_without(halves[0]), ()) if len(halves) == 2 and _without(halves[1]) in found else ()


def _without(place: str) -> str:
    """The place without the words that only say what kind of council or place it is."""
    return " ".join(word for word in place.split() if word not in _ORDINARY) or place


@cache
def _councils_by_place() -> dict[str, tuple[str, ...]]:
    names: dict[str, set[str]] = defaultdict(set)
    for row in row_dicts(councils()):
        kind = council_kind(row["type"])
        for name in (row["official_name"], row["short_name"], *row["alt_names"].split("|")):
            place = _place_in(fold(name))[0] or fold(name)
            if place and (kind != "combined authority" or place not in names):
                names[place].add(kind)
                names[_without(place)].add(kind)
    kinds_of = {}
    for place, kinds in names.items():
        # by the first half of a double name people call the whole: "Redcar" and Cleveland, "Stockton" on Tees
        half = re.split(r" (?:and|on|upon|with) ", place)[0]
        if "combined authority" not in kinds:
            kinds_of[place if half in _ORDINARY else half] = kinds
    return {place: tuple(sorted(kinds)) for place, kinds in {**kinds_of, **names}.items()}


@cache
def _place_words() -> frozenset[str]:
    """Every word that a place of the register may be written with; most texts hold another and are no place."""
    words = {word for place in _councils_by_place() for word in place.split()}
    return frozenset(words | _ORDINARY | SHORT_WORDS.keys() | {"and"})


@cache
def places() -> frozenset[str]:
    """What councils are called after, and the towns of their areas."""
    towns = (town for row in rule_file("names/towns.csv") for town in row["towns"].split("|"))
    return frozenset(map(fold, towns)) | _councils_by_place().keys()


@cache
def _councils_by_initials() -> dict[str, list[tuple[str, str]]]:
    initials: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in row_dicts(councils()):
        letters = "".join(word[0] for word in fold(row["official_name"]).split() if word not in _SMALL_WORDS)
        if len(letters) > 2 and letters[-1] in "ca" and not letters.endswith("cca"):
            initials[letters].append((council_kind(row["type"]), row["gss_code"]))
    return dict(initials)


@cache
def _area_codes() -> dict[str, set[str]]:
    """The councils that lay in each LEP's area at any time: districts, and the counties above them."""
    county_of = read_raw("registers/county_districts.csv").groupby("district_code")["county_code"].agg(set).to_dict()
    codes: dict[str, set[str]] = defaultdict(set)
    for year in (2014, 2018, 2021, 2023):
        for row in row_dicts(districts(year)):
            for lep in filter(None, (row["lep"], row["second_lep"])):
                codes[lep] |= {row["district_code"], *county_of.get(row["district_code"], ())}
    return dict(codes)


_UNIVERSITY_OF = re.compile(r"^Uo[A-Z]{1,2}$")
_BARE = re.compile(r"^(?:university of )?(?P<bare>.+?)(?: university)?$")
_LEFT_OUT = {"the", "of", "and", "for", "in", "at"}
_LAST_ONES_CLOSED = "2010"


@cache
def _universities() -> dict[str, set[str]]:
    """What the register's universities and colleges are called, those closed long ago left out."""
    named = [
        (row["name"], [other for other in row["alternative_names"].split("|") if other])
        for row in row_dicts(universities())
        if row["kind_by_name"] != "other provider" and (row["closed_year"] or "9999") >= _LAST_ONES_CLOSED
    ]
    full = {fold(name).removeprefix("the ") for own, others in named for name in (own, *others)}
    full |= {name.removesuffix(" university") for name in full}
    own = [fold(name) for name, _ in named if "niversity" in name]
    bare = {found["bare"] for name in own if (found := _BARE.match(name.removeprefix("the ")))}
    bare -= {name.removeprefix("the ") for name in own}
    short = {other for _, others in named for other in others if other.isalpha() and 3 <= len(other) <= 6}
    letters = {"".join(word[0] for word in name.split() if word not in _LEFT_OUT) for name in own}
    return {
        "names": {name for name in full if " " in name},
        "places": {name for name in bare if " " not in name and len(name) > 4},
        "acronyms": {other for other in short if sum(c.isupper() for c in other) >= 3},
        "initials": {each for each in letters if 3 <= len(each) <= 4},
    }


def _university(name: str, called: str) -> tuple[str, str] | None:
    return (name, "university") if name in _universities()[called] else None


def _university_acronym(raw: str, words: str) -> tuple[str, str] | None:
    """The initials of a university: "NUA", "UCLan", "UoL" (University of L...)."""
    token = raw.strip()
    capitals = token.isalpha() and token.isupper() and token.casefold() in _universities()["initials"]
    known = capitals or _UNIVERSITY_OF.match(token) or token in _universities()["acronyms"]
    return (token, "university") if known else None


# How a rule asks a register: for a cell as printed and made plain, the words that matched and the kind of body.
REGISTERS: dict[str, Callable[[str, str], tuple[str, str] | None]] = {
    "council names": _council_name,
    "council places": _council_place,
    "council acronyms": _council_acronym,
    # in full, or without the word "university" where two words or more are left
    "university names": lambda raw, words: _university(words.removeprefix("the "), "names"),
    # the one word by which it is called: "Loughborough"; a place with a council is the council's
    "university places": lambda raw, words: None if _council_place(raw, words) else _university(words, "places"),
    "university acronyms": _university_acronym,
}
