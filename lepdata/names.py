"""Names as published, taken apart: the person, what stood before the name and after it; the organisation."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from lepdata.files import rule_file

_VACANCY = re.compile(r"\b(vacan(t|cy|cies)|tb[ac]|to be (confirmed|appointed|advised|announced))\b", re.I)
_LOST_SPACE = re.compile(r"^(?!Mc|Mac|De|Di|Du|Fitz|La|Le|Van|Von|O[A-Z])([A-Z][a-z]+)([A-Z][a-z]{2,})$")
_STRAY_SLASH = re.compile(r"\s*/\s*(?=[a-z])")
_FOLDED = {n: chr(n).lower() if chr(n).isalnum() or chr(n) == "_" else " " for n in range(128)}
_FOLDED |= dict.fromkeys(map(ord, "'`."), "")


def fold(text: str) -> str:
    """Text for comparison: no case, no accents, apostrophes and full stops gone, other punctuation a space."""
    if text.isascii():
        return " ".join(text.replace("&", " and ").translate(_FOLDED).split())  # the same, several times as fast
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    plain = re.sub(r"['’‘`.]", "", plain.casefold().replace("&", " and "))
    return " ".join(re.findall(r"\w+", plain))


class Person(NamedTuple):
    """A name taken apart, "" where nothing was published: `shown` as published, the next three for comparison."""

    shown: str
    key: str
    given: str
    surname: str
    honorifics: str
    postnominals: str
    vacancy: bool


@lru_cache(maxsize=65536)
def read_person(name: str, honorific: str = "") -> Person:
    """Take a published name apart, with the title from the cell beside it."""
    person = read_name(name)
    return person if person.vacancy else person._replace(honorifics=titles(honorific, person.honorifics))


def read_name(name: str) -> Person:
    text = " ".join((_STRAY_SLASH.sub("", name) if "/" in name else name).split())
    if _VACANCY.search(text):
        return Person("", "", "", "", "", "", True)
    if glued := _glued().match(text):
        text = glued.group(0) + " " + text[glued.end() :]
    text = text.strip(" ;,-–")
    tokens = text.split() if " " in text else _LOST_SPACE.sub(r"\1 \2", text).split()
    before: list[str] = []
    while len(tokens) > 1 and fold(tokens[0]) in _titles():
        before.append(tokens.pop(0))
    after: list[str] = []
    while len(tokens) > 1 and fold(tokens[-1]) in _letters():
        after.insert(0, tokens.pop())
    # "Jane Lady Example": a title may stand inside the name, never at its end, where "Lord" or "Sir" is a surname
    inside = [token for token in tokens[1:-1] if fold(token) in _inside_a_name()]
    shown = " ".join(token for token in tokens if token not in inside).strip(" ;,")
    parts = fold(shown.replace(".", " ")).split()
    return Person(
        shown=shown,
        key=" ".join(parts),
        given=" ".join(parts[:-1]),
        surname=parts[-1] if parts else "",
        honorifics=titles(*before, *inside, *after) if before or inside or after else "",
        postnominals=" ".join(after),
        vacancy=False,
    )


def titles(*texts: str) -> str:
    """The titles among the words of some texts, each once: ("Councillor", "Dr the cllr") are "cllr dr"."""
    tokens = (fold(token) for text in texts for token in text.split())
    return " ".join(dict.fromkeys(title for token in tokens if (title := _titles().get(token))))


@cache
def _titles() -> dict[str, str]:
    """The words that stand before a name, each with its title in one spelling; "" where it is none by itself."""
    return {row["word"]: row["title"] for row in rule_file("people/titles.csv")}


@cache
def _letters() -> frozenset[str]:
    return frozenset(row["letters"] for row in rule_file("people/letters.csv"))


@cache
def _inside_a_name() -> frozenset[str]:
    return frozenset(row["word"] for row in rule_file("people/titles.csv") if row["inside_a_name"] == "yes")


@cache
def _glued() -> re.Pattern[str]:
    """A title that a copy printed without the space after it."""
    words = (row["word"].capitalize() for row in rule_file("people/titles.csv") if row["may_be_glued"] == "yes")
    return re.compile(rf"^({'|'.join(words)})\.?(?=[A-Z][a-z])")


def same_name(one: Person, other: Person) -> bool:
    """Whether two published names may be one person's: equal, initials that agree, or one slip of the pen."""
    if not one.key or not other.key:
        return False
    if one.key == other.key:
        return True
    if one.surname == other.surname:
        return _given_agree(one.given, other.given)
    return one.key[0] == other.key[0] and len(one.key) > 8 and one_slip(one.key, other.key)


def _given_agree(one: str, other: str) -> bool:
    if not one or not other:
        return True  # surname only: "Cllr Example"
    short, long = sorted((one.replace(" ", ""), other.replace(" ", "")), key=len)
    if len(short) <= 2:
        return long[0] == short[0]
    return short[:2] == long[:2] and len(short) > 3 and one_slip(short, long) and short not in long


def one_slip(one: str, other: str) -> bool:
    """Whether two texts differ by one letter at most, left out, put in, changed or moved by one place."""
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=1) <= 1


_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ANY_HUMP = re.compile(r"[a-z][A-Z]")
_SHORTENED = {"limited": "ltd", "company": "co"}
_PUBLIC_WORDS = {"university", "college", "council", "county", "borough", "district", "downs"}


def organisation_shown(text: str) -> str:
    """The organisation with the spaces that a copy lost put back; every word stays as published."""
    text = " ".join(text.split())
    if _ANY_HUMP.search(text):
        text = " ".join(_split_humps(token) for token in text.split(" "))
    return text.strip(" ;,")


def _split_humps(token: str) -> str:
    humps = _HUMP.split(token)  # brand names keep theirs: only these words show that a space is missing
    lost = len(humps) > 1 and (humps[0] == "The" or any(hump.casefold() in _PUBLIC_WORDS for hump in humps))
    return " ".join(humps) if lost else token


def organisation_key(text: str) -> str:
    """The organisation for comparison: "The Example & Sons Ltd." and "EXAMPLE and Sons, Limited" have the same."""
    return key_of_shown(organisation_shown(text))


def key_of_shown(shown: str) -> str:
    """The same from a text whose spaces are put back already."""
    words = fold(shown).split()
    if words[:1] == ["the"]:
        words = words[1:]
    return " ".join(_SHORTENED.get(word, word) for word in words)
