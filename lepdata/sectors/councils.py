"""Councils by name, by place and by initials, from the register and the short forms in `rules/councils`."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from lepdata.errors import UsageError
from lepdata.files import rule_file
from lepdata.names import fold
from lepdata.registers.frozen import read_raw
from lepdata.registers.geography import councils, districts, find_lep

_STARTS = re.compile(
    r"^(?P<marker>(?:royal |london |metropolitan )?borough of|lb(?: of)?|city of|county of|corporation of|"
    r"council of the) "
    r"(?P<stem>.+?)(?: (?:metropolitan |city |borough |district )*council)?$"
)
_ORDINARY = {"city", "county", "borough", "district", "of", "the", "upon", "on", "in", "le", "with", "royal"}
_ORDINARY |= {"council", "under"}
_KIND_WORDS = {"county": "county", "cc": "county", "district": "district", "dc": "district"}
_KIND_WORDS["combined"] = "combined authority"
_SMALL_WORDS = {"and", "of", "on", "the", "upon", "with", "in"}


@cache
def short_words() -> dict[str, str]:
    """Short forms of counties, towns and points of the compass, each with the words it stands for."""
    return {row["short"]: row["long"] for row in rule_file("councils/short_words.csv")}


def council_kind(register_type: str) -> str:
    """What kind of council the register's type is: "county", "unitary", "combined authority" and so on."""
    return next((row["kind"] for row in rule_file("councils/kinds.csv") if row["type"] == register_type), "council")


@cache
def _ends() -> re.Pattern[str]:
    """A place, then the words that say it is a council."""
    markers = "|".join(row["marker"] for row in rule_file("councils/markers.csv"))
    return re.compile(rf"^(?P<stem>.+?) (?P<marker>{markers})(?: (?:leader|chief executive|s151|officer))?$")


def council_name(raw: str, words: str) -> tuple[str, str] | None:
    """A council's name with its kind: "Example County Council", "Notts CC", "London Borough of Example"."""
    found = _ends().match(words) or _STARTS.match(words)
    if not found:
        return None
    kinds = _kinds_of(found["stem"])
    return (words, _one_kind(kinds, found["marker"])) if kinds else None


def council_place(raw: str, words: str) -> tuple[str, str] | None:
    """A place that a council is called after, and nothing more: "Wyre Forest", "Stoke on Trent"."""
    kinds = tuple(kind for kind in _kinds_of(words) if kind != "combined authority")
    return (words, _one_kind(kinds, "")) if kinds and _without(words) != "london" else None


def council_acronym(raw: str, words: str) -> tuple[str, str] | None:
    """The initials of a council, printed in capitals: "NELC", "ELDC"."""
    token = raw.strip().split(" ")[0].strip(".")
    if not (token.isupper() and token.isalpha()) or token in ("TBC", "TBA") or len(words.split()) > 2:
        return None
    kinds = {kind for kind, _ in _by_initials().get(token.casefold(), ())}
    return (token, next(iter(kinds)) if len(kinds) == 1 else "council") if kinds else None


def acronym_in_area(initials: str, lep: str, around: str = "") -> bool:
    """Whether a council with these initials lies in the LEP's area; of another area, whether the words around name it.

    Firms have initials too: where neither is so, they are nobody's.
    """
    found = [code for _, code in _by_initials().get(initials.casefold(), ())]
    try:
        codes = _area_codes().get(find_lep(lep), frozenset())
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
    stems = (found["stem"] for name in names if (found := _ends().match(name) or _STARTS.match(name)))
    return frozenset(_without(stem) for stem in stems)


def _kinds_of(stem: str) -> tuple[str, ...]:
    if not _place_words().issuperset(stem.split()):
        return ()
    found = _by_place()
    for candidate in (stem, stem.replace(" in ", " "), _expanded(stem), _without(stem), _without(_expanded(stem))):
        if candidate in found:
            return found[candidate]
    halves = [half for half in re.split(r" and ", stem) if half]
    return found.get(_without(halves[0]), ()) if len(halves) == 2 and _without(halves[1]) in found else ()


def _expanded(stem: str) -> str:
    return " ".join(short_words().get(word, word) for word in stem.split())


def _without(stem: str) -> str:
    """The place without the words that only say what kind of council or place it is."""
    return " ".join(word for word in stem.split() if word not in _ORDINARY) or stem


def _one_kind(kinds: tuple[str, ...], marker: str) -> str:
    said = {_KIND_WORDS[word] for word in marker.split() if word in _KIND_WORDS}
    narrowed = [kind for kind in kinds if kind in said] or list(kinds)
    return narrowed[0] if len(set(narrowed)) == 1 else "council"


@cache
def _by_place() -> dict[str, tuple[str, ...]]:
    names: dict[str, set[str]] = defaultdict(set)
    for row in councils().to_dict("records"):
        kind = council_kind(row["type"])
        for name in (row["official_name"], row["short_name"], *row["alt_names"].split("|")):
            words = fold(name)
            found = _ends().match(words) or _STARTS.match(words)
            place = found["stem"] if found else words
            if place and (kind != "combined authority" or place not in names):
                names[place].add(kind)
                names[_without(place)].add(kind)
    halves = {_half(place): kinds for place, kinds in names.items() if "combined authority" not in kinds}
    return {place: tuple(sorted(kinds)) for place, kinds in {**halves, **names}.items()}


def _half(place: str) -> str:
    """The first half of a double name, by which people call the whole: "Redcar" and Cleveland, "Stockton" on Tees."""
    first = re.split(r" (?:and|on|upon|with) ", place)[0]
    return place if first in _ORDINARY else first


@cache
def _place_words() -> frozenset[str]:
    """Every word that a place of the register may be written with; most texts hold another and are no place."""
    words = {word for place in _by_place() for word in place.split()}
    return frozenset(words | _ORDINARY | short_words().keys() | {"and"})


@cache
def _by_initials() -> dict[str, list[tuple[str, str]]]:
    initials: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in councils().to_dict("records"):
        words = [word for word in fold(row["official_name"]).split() if word not in _SMALL_WORDS]
        letters = "".join(word[0] for word in words)
        if len(letters) > 2 and letters[-1] in "ca" and not letters.endswith("cca"):
            initials[letters].append((council_kind(row["type"]), row["gss_code"]))
    return dict(initials)


@cache
def _area_codes() -> dict[str, frozenset[str]]:
    """The councils that lay in each LEP's area at any time: districts, and the counties above them."""
    county_of = read_raw("registers/county_districts.csv").groupby("district_code")["county_code"].agg(set).to_dict()
    codes: dict[str, set[str]] = defaultdict(set)
    for year in (2014, 2018, 2021, 2023):
        for row in districts(year).to_dict("records"):
            for lep in filter(None, (row["lep"], row["second_lep"])):
                codes[lep] |= {row["district_code"], *county_of.get(row["district_code"], ())}
    return {lep: frozenset(found) for lep, found in codes.items()}
