"""Universities by name, by bare name and by initials, from the register."""

from __future__ import annotations

import re
from functools import cache

from lepdata.members.councils import council_place
from lepdata.registers import universities
from lepdata.seats import fold

_UNIVERSITY_OF = re.compile(r"^Uo[A-Z]{1,2}$")
_BARE = re.compile(r"^(?:university of )?(?P<bare>.+?)(?: university)?$")
_LEFT_OUT = {"the", "of", "and", "for", "in", "at"}
_LAST_ONES_CLOSED = "2010"


def university_name(raw: str, words: str) -> tuple[str, str] | None:
    """A university named in full, or without the word "university" where two words or more are left.

    Parameters
    ----------
    raw, words : str
        An affiliation as published, and made plain.

    Returns
    -------
    tuple of str or None
        The words matched and the kind; None where no university of the register is named.
    """
    name = words.removeprefix("the ")
    return (name, "university") if name in _names() else None


def university_place(raw: str, words: str) -> tuple[str, str] | None:
    """The one word by which a university is called: "Loughborough". A place with a council is the council's."""
    known = words in _bare_names() and council_place(raw, words) is None
    return (words, "university") if known else None


def university_acronym(raw: str, words: str) -> tuple[str, str] | None:
    """The initials of a university: "NUA", "UCLan", "UoL" (University of L...)."""
    token = raw.strip()
    if _UNIVERSITY_OF.match(token) or token in _printed_short():
        return token, "university"
    capitals = token.isalpha() and token.isupper() and len(token) >= 3
    return (token, "university") if capitals and token.casefold() in _initials() else None


@cache
def _named() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The register's universities and colleges that were not closed long ago, with their other names."""
    kept = []
    for row in universities().to_dict("records"):
        closed = row["closed_year"] and row["closed_year"] < _LAST_ONES_CLOSED
        if not closed and row["kind_by_name"] != "other provider":
            kept.append((row["name"], tuple(filter(None, row["alternative_names"].split("|")))))
    return tuple(kept)


@cache
def _names() -> frozenset[str]:
    full = {fold(name).removeprefix("the ") for name, others in _named() for name in (name, *others)}
    own = {name.removesuffix(" university") for name in full}
    return frozenset(name for name in full | own if len(name.split()) > 1)


@cache
def _bare_names() -> frozenset[str]:
    whole = [fold(name).removeprefix("the ") for name, _ in _named() if "niversity" in name]
    bare = {found["bare"] for name in whole if (found := _BARE.match(name)) and found["bare"] != name}
    return frozenset(name for name in bare if len(name.split()) == 1 and len(name) > 4)


@cache
def _printed_short() -> frozenset[str]:
    short = {other for _, others in _named() for other in others if other.isalpha() and 3 <= len(other) <= 6}
    return frozenset(other for other in short if sum(c.isupper() for c in other) >= 3)


@cache
def _initials() -> frozenset[str]:
    found = set()
    for name, _ in _named():
        words = [word for word in fold(name).split() if word not in _LEFT_OUT]
        letters = "".join(word[0] for word in words)
        if "niversity" in name and 3 <= len(letters) <= 4:
            found.add(letters)
    return frozenset(found)
