"""Councils and universities by name, by place and by initials, as rules ask the registers for them."""

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from lepdata.files import rule_file
from lepdata.registers import councils
from lepdata.registers.frozen import read_raw
from lepdata.spelling import fold, organisation_key

_OFFICES = frozenset(["leader", "mayor", "chief", "executive", "s151", "officer"])
_CAPITALS = re.compile(r"(?!TB[AC]$)(?P<token>[A-Z]{2,}[AC])\.?(?: (?i:leader|chief executive|s151|officer))?")
_SAID = {"county": "county", "cc": "county", "district": "district", "dc": "district"}
_SAID |= dict.fromkeys(councils.OF_AUTHORITIES, councils.AUTHORITY)
_YEARS = ("2014", "2018", "2021", "2023")
_WRITTEN_OUT = {row["name"]: row["means"] for row in rule_file("people/organisations.csv")}


def _places(said: tuple[str, ...]) -> tuple[councils.Place, ...]:
    """What councils are called after, if a text is made of it: one, or several with "and" between them."""
    places = councils.places_in(said)
    inside = {at for one in places for at in range(one.start, one.stop)}
    rest = [word for at, word in enumerate(said) if at not in inside]
    return places if rest == ["and"] * (len(places) - 1) else ()


@lru_cache(maxsize=4096)
def _council(words: str) -> tuple[frozenset[str], bool]:
    """The councils that words may name if they name one and nothing more, and whether they say that it is one."""
    if councils.beginnings().isdisjoint(words.split()):
        return frozenset(), False  # at once, as for most
    register, whole = councils.every_council(), councils.written_out(words)
    said = tuple(word for word in whole if word not in _OFFICES)
    places = _places(said)
    codes = frozenset(code for one in places for code in one.codes or one.halves)
    marked = any(one.marked for one in places) or said[-1:] in (("borough",), ("district",))
    told = {_SAID.get(word, "") for word in said}
    no_authority = {code for code in codes if register[code].kind != councils.AUTHORITY}
    no_place = not no_authority or councils.STYLES.intersection(said) - councils.OF_PLACES or said != whole
    if not marked and (no_place or words in councils.by_initials()):
        return frozenset(), False
    return frozenset(code for code in codes if register[code].kind in told) or frozenset(no_authority) or codes, marked


def _called(words: str, marked: bool) -> tuple[str, str] | None:
    codes, says_so = _council(words)
    return (words, _kind(codes)) if codes and says_so == marked else None


def _council_named(words: str) -> str:
    """The official name of the one council that words name and say to be one, "" for none or several."""
    codes, says_so = _council(words)
    several = {"councils", "district", "districts"}.intersection(words.split()) and _kind(codes) == councils.COUNTY
    return councils.every_council()[min(codes)].name if says_so and len(codes) == 1 and not several else ""


@cache
def named_body(key: str) -> str:
    """The one body that an organisation's key names, written out; "" where it may mean several or none."""
    return _WRITTEN_OUT[key] if key in _WRITTEN_OUT else organisation_key(_council_named(key)) or key


def _kind(codes: Iterable[str]) -> str:
    kinds = {councils.every_council()[code].kind for code in codes}
    return kinds.pop() if len(kinds) == 1 else "council"


def _council_acronym(raw: str) -> tuple[str, str] | None:
    """The initials of a council, printed in capitals: "NELC", "ELDC"."""
    found = _CAPITALS.fullmatch(raw.strip())
    codes = councils.by_initials().get(found["token"].casefold()) if found else None
    return (found["token"], _kind(codes)) if found and codes else None


def acronym_in_area(initials: str, lep: str, around: str) -> bool:
    """Whether a council with these initials, which firms have too, is in the LEP's area or, of another, in `around`."""
    try:
        codes = {code for year in _YEARS for code in councils.area(lep, year).codes()}
    except ValueError:
        codes = set(around.split())
    return not codes.isdisjoint(councils.by_initials().get(initials.casefold(), ()))


def codes_named(words: str) -> str:
    """The councils whose names a text holds, and the counties above them; codes parted by blanks."""
    codes = {code for one in councils.places_in(councils.written_out(words)) for code in one.codes}
    return " ".join(sorted(codes | {councils.every_council()[code].county for code in codes}))


_TOWNS = frozenset(fold(town) for row in rule_file("names/towns.csv") for town in row["towns"].split("|"))


def is_place(words: str) -> bool:
    """Whether words are what a council is called after, or a town."""
    return words in _TOWNS or bool(_places(councils.written_out(words)))


_UNIVERSITY_OF = re.compile(r"^Uo[A-Z]{1,2}$")
_BARE = re.compile(r"^(?:university of )?(?P<bare>.+?)(?: university)?$")
_LEFT_OUT = {"the", "of", "and", "for", "in", "at"}


@cache
def _universities() -> dict[str, set[str]]:
    """What the register's universities and colleges are called, those closed long ago left out."""
    rows = read_raw("registers/universities.csv").query("kind_by_name != 'other provider'")
    rows = rows[(rows["closed_year"] == "") | (rows["closed_year"] >= "2010")]
    named = [(one, [*filter(None, more.split("|"))]) for one, more in rows[["name", "alternative_names"]].to_numpy()]
    full = {fold(name).removeprefix("the ") for own, others in named for name in (own, *others)}
    full |= {f"{name.removeprefix('university of ')} university" for name in full if name.startswith("university of ")}
    full |= {name.removesuffix(" university") for name in full}
    own = [fold(name) for name, _ in named if "niversity" in name]
    bare = {found["bare"] for name in own if (found := _BARE.match(name.removeprefix("the ")))}
    bare -= {name.removeprefix("the ") for name in own}
    short = {other for _, others in named for other in others if other.isalpha() and 3 <= len(other) <= 6}
    letters = {"".join(word[0] for word in name.split() if word not in _LEFT_OUT) for name in own}
    return {
        "names": {name for name in full if " " in name},
        "places": {name for name in bare if " " not in name and len(name) > 4},
        "acronyms": {form for other in short if sum(map(str.isupper, other)) >= 3 for form in (other, other.upper())},
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
    "council names": lambda raw, words: _called(words, True),
    "council places": lambda raw, words: None if words == "london" or "+" in raw else _called(words, False),
    "council acronyms": lambda raw, words: _council_acronym(raw),
    # in full, or without the word "university" where two words or more are left
    "university names": lambda raw, words: _university(words.removeprefix("the "), "names"),
    # the one word by which it is called: "Loughborough"; a place with a council is the council's
    "university places": lambda raw, words: None if _called(words, False) else _university(words, "places"),
    "university acronyms": _university_acronym,
}
